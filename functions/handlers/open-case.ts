/**
 * The door. The state machine's first act: looks at the notebook that a CloudTrail event, a finding or a sweep names and
 * opens its case, or hands the news to the case that is open.
 *
 * Why a repeat is harmless: a case's id is the name of the execution that opens it, so the same execution finds its
 * own case, and another finds it open and joins. Opening is one conditional write. One that died here and is redriven
 * finds the case of the execution that went on for it, and is superseded.
 */
import type { World } from '../act.ts';
import { type Answer, answer, closedRoute, parseOpenInput } from '../answer.ts';
import { Executions } from '../aws/executions.ts';
import type { Case, File } from '../core/case.ts';
import { decide } from '../core/decide.ts';
import { type Actor, actorBehind, roundsOf } from '../core/drift.ts';
import type { Seen } from '../core/notebook.ts';
import { addressOfSession } from '../core/owner.ts';
import { goesOnFor, inherited } from '../core/recovery.ts';
import { outOfScope } from '../core/scope.ts';
import { whyOpen } from '../core/sweep.ts';
import { nameIn, parseEvent, type Trigger } from '../core/trigger.ts';
import { digestOf, OWN_ROLE_ARNS, POLICY, readEnvironment, VERSION } from '../environment.ts';
import { wake } from '../wake.ts';
import { recordEvent, whoTagged } from '../who-tagged.ts';
import { realWorld } from '../world.ts';

interface Door extends World {
  readonly executions: Executions;
  readonly ownRoles: readonly string[];
  readonly under: Case['under'];
}

/** Why a case is opened, by whose call, and how often infrastructure code did that by then. */
interface Cause {
  readonly because: string;
  readonly by: Actor;
  readonly toolRounds: number;
}

/** Somebody may open or close a case between our read and our write, but not for ever. */
const tries = 5;

export const openCase =
  (door: Door) =>
  async (raw: unknown): Promise<Answer> => {
    const { execution, now, input } = parseOpenInput(raw);
    const caseId = execution.slice(execution.lastIndexOf(':') + 1);
    const trigger = parseEvent(input, execution.split(':')[1] ?? 'aws', door.ownRoles);
    if (trigger.is === 'none') {
      door.log.info('nothing to handle', { why: trigger.why });
      return answer('none', null, null);
    }
    const name = trigger.is === 'news' ? nameIn(trigger.arn) : trigger.name;
    const seen = await door.notebooks.lookByName(name);
    if (seen.seen === 'gone') {
      door.log.info('nothing to handle', { why: `there is no notebook ${name}` });
      return answer('none', null, null);
    }
    const { notebook } = seen;
    await recordEvent(door, notebook.ref.arn, input);
    const look = await whoTagged(door, seen, now);
    const log = door.log.createChild({ persistentLogAttributes: { caseId, notebook: notebook.ref.name } });
    for (let left = tries; left > 0; left -= 1) {
      const earlier = await door.ledger.read(notebook.ref);
      if (earlier?.case.id === caseId) return next(earlier);
      if (earlier !== null && goesOnFor(earlier.case.id, caseId)) {
        log.warn('superseded: another execution went on with the case', { by: earlier.case.id });
        return answer('superseded', notebook.ref, earlier.case);
      }
      if (earlier !== null && earlier.case.stand.at !== 'closed') {
        if (!(await wake(door, earlier, false))) continue;
        log.info('joined the case that is open', { joined: earlier.case.id });
        return answer('joined', notebook.ref, earlier.case);
      }
      const lacks = earlier?.restartOwed == null ? outOfScope(notebook.tags, door.policy) : null;
      if (lacks !== null) {
        log.info('nothing to handle', { why: lacks });
        return answer('none', null, null);
      }
      const cause = causeOf(trigger, look, earlier);
      if (cause === null) {
        log.info('nothing to handle', { why: `${trigger.because} found nothing that is new` });
        return answer('none', null, null);
      }
      const opened = await door.ledger.open(notebook.ref, fresh(cause, earlier), earlier, cause.toolRounds);
      if (opened !== null) return next(opened);
    }
    throw new Error(`expected to open or join a case within ${tries} tries, got none`);

    function next(file: File): Answer {
      if (file.case.stand.at === 'closed') return answer(closedRoute(file), file, file.case);
      const step = decide(look, null, file, door.policy, now);
      log.info('decided', { step, trigger: file.case.trigger });
      return answer(step, notebook.ref, file.case);
    }

    function causeOf(of: Exclude<Trigger, { is: 'none' }>, seen: Seen, earlier: File | null): Cause | null {
      if (of.is !== 'hint') return { ...of, toolRounds: roundsOf(earlier, of.by) };
      const because = whyOpen(seen, earlier, door.policy, now);
      if (because === null) return null;
      return {
        because: `${of.because}: ${because}`,
        by: actorBehind(earlier),
        toolRounds: earlier?.toolRounds ?? 0,
      };
    }

    function fresh({ because, by }: Cause, earlier: File | null): Case {
      // Whoever tags a notebook, starts or deletes it, or asks for a look, has not made it what it is.
      const isChange = trigger.is === 'trigger' && trigger.asked === undefined;
      const changer = isChange ? by.who : earlier?.case.changer;
      const changedBy = (isChange ? addressOfSession(by.who) : null) ?? earlier?.case.changedBy;
      return {
        id: caseId,
        openedAt: now,
        trigger: because,
        by,
        ...(changedBy === undefined ? {} : { changedBy }),
        ...(changer === undefined ? {} : { changer }),
        execution,
        wakes: 0,
        sleeper: null,
        ...inherited(earlier),
        failures: [],
        troubleSince: null,
        under: door.under,
      };
    }
  };

function realDoor(env: NodeJS.ProcessEnv): Door {
  const read = readEnvironment(env, OWN_ROLE_ARNS, POLICY, VERSION);
  return {
    ...realWorld(env),
    executions: new Executions(),
    ownRoles: read.OWN_ROLE_ARNS.split(','),
    under: { version: read.VERSION, policy: digestOf(read.POLICY) },
  };
}

export const handler = openCase(realDoor(process.env));
