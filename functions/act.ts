/**
 * What every act does, written once: is the case still mine? look, decide, claim, act, answer.
 *
 * Why a repeat is harmless: an act is carried out only if a fresh look and the case say that it is the next step,
 * and only after a write that demands that the case is open and held by this execution. A second invocation finds
 * the step done, a late one finds the case elsewhere and ends as superseded before it has called anything.
 */
import type { Logger } from '@aws-lambda-powertools/logger';
import { type Answer, answer, closedRoute, parseActInput } from './answer.ts';
import type { Changes } from './aws/changes.ts';
import type { KillSwitch } from './aws/kill-switch.ts';
import type { Ledger } from './aws/ledger.ts';
import type { Lines } from './aws/lines.ts';
import type { Notebooks } from './aws/notebooks.ts';
import type { Touches } from './aws/touches.ts';
import { outcomeMailBudget, pollOfOthers, pollOfOurs, troubleBudget } from './core/budget.ts';
import type { File } from './core/case.ts';
import { decide } from './core/decide.ts';
import {
  AccessRefused,
  LedgerUnavailable,
  LimitReached,
  MalformedAnswer,
  NotebookGone,
  RequestRefused,
  ServiceUnavailable,
  StatusForbids,
  Throttled,
} from './core/errors.ts';
import type { Caught } from './core/failure.ts';
import { heldBack, isHeldBack, pauseOf } from './core/kill-switch.ts';
import type { Mailboxes } from './core/mailbox.ts';
import { longestSleep } from './core/news.ts';
import type { Look, Notebook } from './core/notebook.ts';
import { type Owner, ownerOf } from './core/owner.ts';
import { answersOf } from './core/owner-answer.ts';
import type { Policy } from './core/policy.ts';
import { cameUp, unsent, withCaught, withUnseen } from './core/stand.ts';
import { type Step, wait } from './core/step.ts';
import { leaveSlot } from './slots.ts';
import { whoTagged } from './who-tagged.ts';

export interface World {
  readonly ledger: Ledger;
  readonly lines: Lines;
  readonly killSwitch: Pick<KillSwitch, 'read'>;
  readonly notebooks: Notebooks;
  readonly touches: Touches;
  readonly policy: Policy;
  readonly log: Logger;
}

/** What an act knows when it acts. `now` is when its state was entered. */
export interface Scene {
  readonly file: File;
  readonly look: Look;
  readonly mailboxes: Mailboxes | null;
  readonly now: number;
  readonly log: Logger;
}

/** What follows an act: a step for the state machine, or another decision about the changed case. */
export type After =
  | { readonly next: 'step'; readonly step: Step }
  | { readonly next: 'decide' | 'look'; readonly file: File }
  | { readonly next: 'closed'; readonly file: File }
  | { readonly next: 'superseded' };

type StepOf<Do extends Step['do']> = Extract<Step, { do: Do }>;

export interface Act<Do extends Step['do']> {
  readonly mine: Do;
  /** Looks who can be reached, `null` where the step does not depend on it now; only an act does for which it ever does. */
  readonly mailboxes?: (owner: Owner | null, file: File, notebook: Notebook) => Promise<Mailboxes | null>;
  /** Where only so many may do it at one time. */
  readonly turn?: {
    /** @returns for how long it has to wait, in milliseconds; `null` when it is its turn */
    readonly ask: (step: StepOf<Do>, scene: Scene) => Promise<number | null>;
    /** When it is not done after all. */
    readonly giveBack: (file: File) => Promise<void>;
  };
  /** What is written before the act; an act that is itself the conditional write claims nothing. */
  readonly claim?: (step: StepOf<Do>, scene: Scene) => Changes;
  readonly perform: (step: StepOf<Do>, scene: Scene) => Promise<After>;
  /**
   * What may be left to do when the case is closed, by this execution.
   * @returns for how long it has to wait, in milliseconds; `null` when it is done
   */
  readonly whenClosed?: (file: File, log: Logger, now: number) => Promise<number | null>;
}

/** The handler of an act. */
export const act =
  <Do extends Step['do']>(world: World, own: Act<Do>) =>
  async (raw: unknown): Promise<Answer> => {
    const { execution, now, input } = parseActInput(raw);
    const { caseId, notebook: ref, error } = input;
    const log = world.log.createChild({ persistentLogAttributes: { caseId, notebook: ref.name } });
    const file = await world.ledger.read(ref);
    if (file === null || file.case.id !== caseId || file.case.execution !== execution) {
      log.warn('superseded: the case is not held by this execution');
      return answer('superseded', ref, file?.case ?? null);
    }
    return new Turn(world, own, file, now, log).take(error);
  };

/** One act may lead to another of the same kind (an invitation to a notice), never to many. */
const rounds = 4;

/** The case was closed or taken over between the read and a write. */
const superseded = Symbol('superseded');

class Turn<Do extends Step['do']> {
  readonly #world: World;
  readonly #own: Act<Do>;
  readonly #now: number;
  readonly #log: Logger;
  #file: File;
  /** Whether this turn claimed its act: then a call that did not get through was not one of its attempts. */
  #hasClaimed = false;

  constructor(world: World, own: Act<Do>, file: File, now: number, log: Logger) {
    this.#world = world;
    this.#own = own;
    this.#file = file;
    this.#now = now;
    this.#log = log;
  }

  async take(caught: Caught | undefined): Promise<Answer> {
    try {
      return await this.#goRound(caught);
    } catch (error) {
      if (error !== superseded) return this.#comeBackLater(error).catch((again) => this.#end(again));
      return this.#end(error);
    }
  }

  async #goRound(caught: Caught | undefined): Promise<Answer> {
    const { stand } = this.#file.case;
    if (stand.at === 'closed') return this.#closed();
    if (caught !== undefined) {
      await this.#claim({ failures: withCaught(this.#file.case, stand, caught, this.#now) });
    }
    let { look, mailboxes } = await this.#look();
    for (let left = rounds; left > 0; left -= 1) {
      if (look.seen === 'nothing') {
        await this.#claim({ failures: withUnseen(this.#file.case, stand, look.because, this.#now) });
      }
      const seen = cameUp(this.#file.case.stand, look);
      if (seen !== null) await this.#claim({ stand: seen });
      const step = await this.#decide(look, mailboxes);
      this.#log.info('decided', { step, saw: seenIn(look) });
      if (step.do !== this.#own.mine) return this.#answer(step);
      const after = await this.#carryOut(step as StepOf<Do>, look, mailboxes);
      switch (after.next) {
        case 'step':
          return this.#answer(after.step);
        case 'superseded':
          throw superseded;
        case 'closed':
          this.#file = after.file;
          return this.#closed();
        case 'look':
          this.#file = after.file;
          ({ look, mailboxes } = await this.#look());
          break;
        case 'decide':
          this.#keep(after.file);
          break;
        default:
          after satisfies never;
      }
    }
    return this.#answer(wait(pollOfOurs(this.#now, this.#now, this.#world.policy)));
  }

  /** Before anything that the kill switch holds back it is read, whoever does that: nobody is sent round in circles. */
  async #decide(look: Look, mailboxes: Mailboxes | null): Promise<Step> {
    const { killSwitch, lines, policy } = this.#world;
    const step = decide(look, mailboxes, this.#file, policy, this.#now);
    const pause = isHeldBack(step) ? pauseOf(await killSwitch.read()) : null;
    if (pause === null) return step;
    const again = () => decide(look, mailboxes, this.#file, policy, this.#now, pause);
    // What gives a notebook back is not held back.
    if (isHeldBack(again())) return step;
    this.#log.warn('held back: the guard is paused', { step, pause });
    const { restartOwed } = this.#file;
    await this.#claim(heldBack(this.#file, look, this.#now));
    if (this.#file.restartOwed !== restartOwed) await leaveSlot(lines, 'stops', this.#file);
    return again();
  }

  async #look(): Promise<{ look: Look; mailboxes: Mailboxes | null }> {
    const look = await this.#lookOrSayWhyNot();
    if (this.#own.mailboxes === undefined || look.seen !== 'notebook') return { look, mailboxes: null };
    const owner = ownerOf(look.notebook.tags, this.#file, this.#world.policy);
    return { look, mailboxes: await this.#own.mailboxes(owner, this.#file, look.notebook) };
  }

  /** A look that is refused for good is something to decide about; one that may heal is trouble. */
  async #lookOrSayWhyNot(): Promise<Look> {
    try {
      return await whoTagged(this.#world, await this.#world.notebooks.look(this.#file), this.#now);
    } catch (error) {
      const isForGood = [AccessRefused, RequestRefused, MalformedAnswer].some(
        (kind) => error instanceof kind,
      );
      if (!(isForGood && error instanceof Error)) throw error;
      this.#log.error('the notebook cannot be looked at', { error });
      return { seen: 'nothing', because: `${error.name}: ${error.message}.` };
    }
  }

  async #carryOut(step: StepOf<Do>, look: Look, mailboxes: Mailboxes | null): Promise<After> {
    const scene = (): Scene => ({ file: this.#file, look, mailboxes, now: this.#now, log: this.#log });
    const waits = (await this.#own.turn?.ask(step, scene())) ?? null;
    if (waits !== null) {
      await this.#claim({ waitedAt: this.#now + waits });
      return { next: 'step', step: wait(waits) };
    }
    if (this.#own.claim !== undefined) {
      const claimed = await this.#world.ledger.claim(this.#file, this.#own.claim(step, scene()));
      if (claimed === null) {
        const file = await this.#answeredMeanwhile();
        await this.#own.turn?.giveBack(file);
        return { next: 'look', file };
      }
      this.#keep(claimed);
    }
    this.#hasClaimed = true;
    return this.#own.perform(step, scene());
  }

  async #claim(changes: Changes): Promise<void> {
    const claimed = await this.#world.ledger.claim(this.#file, changes);
    if (claimed === null) throw superseded;
    this.#keep(claimed);
  }

  /** An owner's answer since our read refuses the claim of what ends the grace window: then look again, knowing it. */
  async #answeredMeanwhile(): Promise<File> {
    const { case: held } = this.#file;
    const fresh = await this.#world.ledger.read(this.#file);
    const isStillMine =
      fresh !== null &&
      fresh.case.id === held.id &&
      fresh.case.execution === held.execution &&
      fresh.case.stand.at !== 'closed';
    if (!isStillMine || answersOf(fresh.case).length === answersOf(held).length) throw superseded;
    this.#log.info('an owner answered meanwhile');
    return fresh;
  }

  /** What came after the look is news still: the case goes on with the count of wakes that the look knew of. */
  #keep(file: File): void {
    const { resumes, wakes } = this.#file.case;
    this.#file = { ...file, case: { ...file.case, resumes, wakes } };
  }

  async #answer(step: Step): Promise<Answer> {
    // Whoever only says that it is to be closed has not shown that the closing act gets through.
    if (this.#file.case.troubleSince !== null && step.do !== 'close')
      await this.#claim({ troubleSince: null });
    if (step.do !== 'wait') return answer(step, this.#file, this.#file.case);
    const { openedAt, wakes } = this.#file.case;
    const atMost = longestSleep(wakes, openedAt, this.#now);
    return answer(wait(Math.min(step.milliseconds, atMost)), this.#file, this.#file.case);
  }

  /** The outcome mail may be owed still: it is the closing act's to send, which comes back as long as it must. */
  async #closed(): Promise<Answer> {
    const { stand } = this.#file.case;
    const { whenClosed } = this.#own;
    if (stand.at === 'closed' && stand.mail === 'owed') {
      if (whenClosed === undefined) return answer('close', this.#file, this.#file.case);
      try {
        const milliseconds = await whenClosed(this.#file, this.#log, this.#now);
        if (milliseconds !== null) return answer(wait(milliseconds), this.#file, this.#file.case);
      } catch (error) {
        // An execution that ends as FAILED has the reaper to send it; no other may end so.
        if (stand.outcome === 'failed' || error instanceof LedgerUnavailable) throw error;
        this.#log.error('nobody could be told how it ended', { error });
        if (this.#now - stand.closedAt < outcomeMailBudget) {
          const milliseconds = pollOfOthers(stand.closedAt, this.#now, this.#world.policy);
          return answer(wait(milliseconds), this.#file, this.#file.case);
        }
      }
    }
    return answer(closedRoute(this.#file), this.#file, this.#file.case);
  }

  /** AWS did not let us, or the notebook moved: by the loop, for as long as the phase's budget lasts. */
  async #comeBackLater(error: unknown): Promise<Answer> {
    const { stand, troubleSince } = this.#file.case;
    if (stand.at === 'closed') throw error;
    if (error instanceof StatusForbids || error instanceof NotebookGone) {
      this.#log.warn('the notebook moved since the look', { error });
      return answer(wait(pollOfOurs(this.#now, this.#now, this.#world.policy)), this.#file, this.#file.case);
    }
    const since = troubleSince ?? this.#now;
    const canHeal = [Throttled, ServiceUnavailable, LimitReached].some((kind) => error instanceof kind);
    if (!canHeal || this.#now - since >= troubleBudget(stand.at, this.#world.policy)) throw error;
    this.#log.warn('AWS does not let us work; coming back later', { error });
    const before = this.#hasClaimed ? unsent(stand) : stand;
    // Writing the same again would undo a postponement that came meanwhile.
    await this.#claim({ troubleSince: since, ...(before === stand ? {} : { stand: before }) });
    return answer(wait(pollOfOthers(since, this.#now, this.#world.policy)), this.#file, this.#file.case);
  }

  #end(error: unknown): Answer {
    if (error !== superseded) throw error;
    this.#log.warn('superseded: the case was closed or taken over since the look');
    return answer('superseded', this.#file, this.#file.case);
  }
}

const seenIn = (look: Look) => {
  if (look.seen !== 'notebook') return look.seen;
  const { statusText: status, root, platform } = look.notebook;
  return { status, root, platform };
};
