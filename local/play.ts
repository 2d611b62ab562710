/** Plays a story in a world of its own and returns what came of it. */
import type { DeadLetter } from './eventbridge/bus.ts';
import type { CallRecord } from './http/calls.ts';
import { notebookIn } from './http/notebook-of.ts';
import type { FailedInvocation } from './lambda/asynchronous.ts';
import type { LogLine } from './lambda/functions.ts';
import type { Choose } from './lambda/moves.ts';
import { happen } from './play/happen.ts';
import { logEntry } from './play/log-entry.ts';
import { pageEntry } from './play/page-entry.ts';
import type { NotebookView } from './sagemaker/notebook.ts';
import type { Pace } from './sandbox/tempo.ts';
import type { Listeners, Sandbox, World } from './sandbox.ts';
import type { Mail } from './sns/mail.ts';
import type { ExecutionView } from './states/step-functions.ts';
import type { Happening, Story, When } from './story.ts';
import type { Entry } from './timeline.ts';

export interface Played {
  readonly story: Story;
  /** Milliseconds since the epoch. */
  readonly endedAt: number;
  readonly executions: readonly ExecutionView[];
  readonly notebooks: readonly NotebookView[];
  /** Every AWS call of our functions. */
  readonly calls: readonly CallRecord[];
  readonly mails: readonly Mail[];
  /** Events that no target took, and invocations that failed for good. */
  readonly deadLetters: {
    readonly events: readonly DeadLetter[];
    readonly invocations: readonly FailedInvocation[];
  };
  readonly logs: readonly LogLine[];
  readonly entries: readonly Entry[];
  /** It stands as it ended, and answers at the sandbox's endpoint, until the next story is played. */
  readonly world: World;
}

export interface PlayOptions {
  /** Gets the world before anything happens in it, for what no story says: another definition, a kept record. */
  readonly prepare?: (world: World) => void;
  /** Hears of everything as it happens. */
  readonly onEntry?: (entry: Entry) => void;
  /** @default as fast as it goes */
  readonly pace?: Pace;
  /** Who goes on, of all that could. @default the story's seed chooses */
  readonly choose?: Choose;
}

/** An execution lasts a year at most; a world that has still something to do after that never ends by itself. */
const atMost = 400 * 24 * 3_600_000;

type OnCall = Exclude<When, { kind: 'at' }>;
type CallOf = Pick<CallRecord, 'operation' | 'function'> & { readonly notebook?: string | null | undefined };

const isAbout = (when: OnCall, { operation, notebook, function: by }: CallOf): boolean =>
  when.operation === operation &&
  (when.notebook === null || when.notebook === (notebook ?? null)) &&
  (when.kind === 'after' || when.function === null || when.function === by);

/** Happenings that wait for a call of ours: its nth arrival, or the nth that took effect. */
class Followers {
  readonly #waiting: { readonly when: OnCall; readonly follow: () => void; seen: number }[] = [];

  add(when: OnCall, follow: () => void): void {
    this.#waiting.push({ when, follow, seen: 0 });
  }

  /** @param kind `before` when the call arrives, `after` when it took effect */
  called(kind: OnCall['kind'], call: CallOf): void {
    for (const waiting of this.#waiting) {
      const { when } = waiting;
      if (when.kind !== kind || !isAbout(when, call)) continue;
      waiting.seen += 1;
      if (waiting.seen === when.nth) waiting.follow();
    }
  }
}

/** A story's world at its start: what happens is due, and nothing has happened yet. */
export interface Begun {
  readonly world: World;
  /** Grows as things happen. */
  readonly entries: readonly Entry[];
  /** Lets something happen now that the story did not foresee; when it says it happens is not looked at. */
  readonly happen: (happening: Happening) => void;
}

/** @throws SynthesisFailed when the app refuses the story's policy */
export const begin = async (
  sandbox: Sandbox,
  story: Story,
  options: Omit<PlayOptions, 'pace'> = {},
): Promise<Begun> => {
  const entries: Entry[] = [];
  const tell = (entry: Entry): void => {
    entries.push(entry);
    options.onEntry?.(entry);
  };
  const followers = new Followers();
  const world = await sandbox.world(
    {
      start: story.start,
      seed: story.seed,
      policy: { ...story.policy },
      circle: { ...story.policy, people: story.people },
      delays: story.delays,
      choose: options.choose,
    },
    listeners(tell, followers, () => world),
  );

  options.prepare?.(world);
  for (const notebook of story.notebooks) {
    world.sageMaker.add({ ...notebook, failureReason: notebook.failureReason ?? undefined });
  }
  for (const happening of story.happens) schedule(world, story, happening, followers, tell);
  return { world, entries, happen: (happening) => happen(world, happening, tell) };
};

/** @throws SynthesisFailed when the app refuses the story's policy */
export const play = async (sandbox: Sandbox, story: Story, options: PlayOptions = {}): Promise<Played> => {
  const { world, entries } = await begin(sandbox, story, options);
  const end = story.until === undefined ? undefined : story.start + story.until;
  // So that the clock gets there even if nothing else happens.
  if (end !== undefined) world.clock.at(end, 'timer', () => undefined);
  await world.tempo.run(end ?? story.start + atMost, options.pace);
  if (end === undefined && world.clock.next() !== undefined) {
    throw new Error(`${story.file}: expected an end within 400 days, got none; give the story an "until"`);
  }

  return {
    story,
    endedAt: world.clock.now(),
    executions: world.executions(),
    notebooks: world.sageMaker.notebooks(),
    calls: world.calls.records(),
    mails: world.sns.mails(),
    deadLetters: { events: world.bus.deadLetters(), invocations: world.invocations.failed() },
    logs: world.functions.logs(),
    entries,
    world,
  };
};

const schedule = (
  world: World,
  story: Story,
  happening: Happening,
  followers: Followers,
  tell: (entry: Entry) => void,
): void => {
  const { when } = happening;
  const run = (): void => happen(world, happening, tell);
  if (when.kind === 'at') world.clock.at(story.start + when.at, 'happens', run);
  else if (when.kind === 'before') followers.add(when, run);
  else followers.add(when, () => void world.clock.after(when.plus, 'happens', run));
};

const shortName = (arn: string): string => arn.split(/[:/]/).at(-1) ?? arn;

const listeners = (tell: (entry: Entry) => void, followers: Followers, world: () => World): Listeners => {
  /** By execution ARN, from the event that tells of its start. */
  const about = new Map<string, string | null>();
  const now = (): number => world().clock.now();
  return {
    onBefore: (call) => followers.called('before', call),
    onCall(record, tookEffect) {
      tell(record);
      if (tookEffect) followers.called('after', record);
    },
    onStateEntered: ({ executionArn, state, time }) => {
      // A sweep's states say nothing that its deeds do not say.
      if (!about.has(executionArn)) return;
      tell({
        at: time,
        kind: 'state-entered',
        execution: shortName(executionArn),
        state,
        notebook: about.get(executionArn) ?? null,
      });
    },
    onExecutionStatus({ executionArn, stateMachineArn, status, time, detail }) {
      if (!world().handlesCases(stateMachineArn) && (status === 'RUNNING' || status === 'SUCCEEDED')) return;
      if (status === 'RUNNING') {
        about.set(executionArn, notebookIn(JSON.parse(String(detail['input']))) ?? null);
        return;
      }
      tell({
        at: time,
        kind: 'execution-ended',
        execution: shortName(executionArn),
        status,
        notebook: about.get(executionArn) ?? null,
        error: typeof detail['error'] === 'string' ? detail['error'] : null,
      });
    },
    onNotebookStatus: ({ notebook, from, to, time }) =>
      tell({ at: time, kind: 'status', notebook, before: from, status: to === 'Deleted' ? null : to }),
    onMail: (mail) => tell({ kind: 'mail', ...mail }),
    onDelivered: ({ rule, target, event }) => {
      const { 'detail-type': detailType, detail } = event as Record<string, unknown>;
      const eventName = (detail as Record<string, unknown> | undefined)?.['eventName'];
      tell({
        at: now(),
        kind: 'event-delivered',
        rule,
        target: shortName(target),
        detailType: String(detailType),
        eventName: typeof eventName === 'string' ? eventName : null,
        notebook: notebookIn(event) ?? null,
      });
    },
    onDeadLetter: ({ at, rule, target, attributes }) =>
      tell({
        at,
        kind: 'dead-letter',
        rule,
        target: shortName(target),
        errorCode: attributes['ERROR_CODE'] ?? '',
        errorMessage: attributes['ERROR_MESSAGE'] ?? '',
      }),
    onFailedInvocation: ({ at, function: name, error }) =>
      tell({
        at,
        kind: 'dead-letter',
        rule: 'asynchronous invocation',
        target: name,
        errorCode: error.errorType,
        errorMessage: error.errorMessage,
      }),
    onExchange: (exchange) => tell(pageEntry(exchange, world().sns.mails())),
    onLog(line) {
      const entry = logEntry(line);
      if (entry !== undefined) tell(entry);
    },
  };
};
