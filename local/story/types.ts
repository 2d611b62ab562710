/** A story as plain data: durations in milliseconds, what was left out filled in. */
import type { SubscriptionState } from '../sns/people.ts';

export interface Story {
  /** The file it came from, as it was named. */
  readonly file: string;
  readonly title: string;
  /** Milliseconds since the epoch. */
  readonly start: number;
  readonly seed: number;
  readonly policy: StoryPolicy;
  readonly delays: { readonly cloudtrail: number; readonly stateChange: number };
  readonly people: Readonly<Record<string, SubscriptionState>>;
  readonly notebooks: readonly StoryNotebook[];
  /** In the order written; `when` says when. */
  readonly happens: readonly Happening[];
  /** From the start; undefined: until nothing is left to happen. */
  readonly until: number | undefined;
}

/**
 * The policy's keys as people write them (durations are ISO 8601), to be merged into the functions' own policy.
 * platformEmail and ownerMailDomains are always there.
 */
/** When notebooks may be stopped. */
export interface StoryWindow {
  readonly days: readonly string[];
  readonly from: string;
  readonly to: string;
  readonly timeZone: string;
}

export interface StoryPolicy {
  readonly platformEmail: string;
  readonly ownerMailDomains: readonly string[];
  readonly mode?: 'observe' | 'notify' | 'enforce';
  readonly graceWindow?: string;
  readonly repeatGraceWindow?: string;
  readonly enforcementWindow?: StoryWindow | null;
  readonly overrides?: {
    readonly graceWindow?: { readonly tagKey: string; readonly atLeast: string; readonly atMost: string };
    readonly enforcementWindow?: {
      readonly tagKey: string;
      readonly choices: Readonly<Record<string, StoryWindow>>;
    };
  };
  readonly freezes?: readonly { readonly from: string; readonly to: string }[];
  readonly exceptionTagKey?: string;
  readonly maxExceptionDays?: number;
  readonly scope?: Readonly<Record<string, string>>;
  readonly approvers?: readonly string[];
  readonly exceptionWarning?: string;
  readonly maxRounds?: number;
  readonly maxConcurrentStops?: number | null;
  readonly maxCasesPerHour?: number | null;
  readonly reminders?: readonly string[];
  readonly stoppedNotebooks?: 'wait' | 'disable';
  readonly retiredPlatforms?: 'hold' | 'upgrade';
  readonly ownerTagKeys?: readonly string[];
  readonly unreachableOwner?: 'enforce' | 'hold';
  readonly holdReminder?: string;
  readonly sweepEvery?: string;
  readonly pollInterval?: string;
  readonly postponement?: string;
  readonly answerPage?: boolean;
  readonly detectors?: readonly ('config' | 'security-hub')[];
  readonly budgets?: Readonly<
    Partial<Record<'settle' | 'maintenance' | 'stop' | 'update' | 'start', string>>
  >;
}

/** How long a notebook's changes of status take. */
export interface Takes {
  readonly create: number;
  readonly stop: number;
  readonly update: number;
  readonly start: number;
  readonly delete: number;
}

export interface StoryNotebook {
  readonly name: string;
  readonly status: string;
  /** null: absent from Describe. */
  readonly rootAccess: 'Enabled' | 'Disabled' | null;
  /** null: absent from Describe. */
  readonly platform: string | null;
  readonly instanceType: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly failureReason: string | null;
  readonly takes: Takes;
}

/** When something happens: counted from the start, after the nth call of ours that took effect, or right before one. */
export type When =
  | { readonly kind: 'at'; readonly at: number }
  | {
      readonly kind: 'after';
      readonly operation: string;
      readonly nth: number;
      readonly plus: number;
      /** Whose call; null: the call about any notebook. */
      readonly notebook: string | null;
    }
  | {
      readonly kind: 'before';
      readonly operation: string;
      /** The handler's name; null: any. */
      readonly function: string | null;
      readonly nth: number;
      readonly notebook: string | null;
    };

export type Happening = { readonly when: When } & (
  | { readonly kind: 'event'; readonly event: Readonly<Record<string, unknown>>; readonly times: number }
  | StoryCall
  | StoryAnswer
  | StoryGet
  | { readonly kind: 'fault'; readonly fault: Fault }
  | { readonly kind: 'person'; readonly address: string; readonly becomes: SubscriptionState }
  | { readonly kind: 'redrive'; readonly notebook: string | null }
  | { readonly kind: 'sweep' }
  | { readonly kind: 'switch'; readonly to: 'paused' | 'running'; readonly reason: string }
);

export interface StoryCall {
  readonly kind: 'call';
  readonly operation: string;
  /** The request as written, without what `notebook` stands in for. */
  readonly input: Readonly<Record<string, unknown>>;
  /** What stands in for the name or the ARN in the request. */
  readonly notebook: string | null;
  readonly caller: {
    readonly arn: string;
    readonly roleArn?: string;
    readonly through?: string;
  };
}

/** An owner opens a notice's link and answers. */
export interface StoryAnswer {
  readonly kind: 'answer';
  readonly answer: string;
  readonly notebook: string;
  /** What is typed where the page asks for the notebook's name. */
  readonly confirm: string;
  readonly reason: string | null;
  /** An ISO 8601 duration as it is written. */
  readonly by: string | null;
  /** Whose link: the newest notice's, the oldest one's, or a forged one. */
  readonly key: 'newest' | 'first' | 'wrong';
}

/** Something that is not the owner fetches the newest notice's link. */
export interface StoryGet {
  readonly kind: 'get';
  readonly notebook: string;
  readonly method: 'GET' | 'HEAD';
  readonly headers: Readonly<Record<string, string>>;
  readonly times: number;
  /** Whether it also submits every form that it finds. */
  readonly submits: boolean;
}

/** Which of what it could hit a fault hits. */
export interface FaultLimits {
  /** undefined: always. */
  readonly times: number | undefined;
  /** undefined: any notebook. */
  readonly notebook: string | undefined;
  /** How long, in milliseconds from when it happens; undefined: for ever. */
  readonly for: number | undefined;
}

export interface CallFault extends FaultLimits {
  readonly kind: 'call';
  readonly operation: string | undefined;
  readonly function: string | undefined;
  /** An AWS error name, or `timeout`, `response-lost`, `killed-before`, `killed-after`. */
  readonly error: string;
}

export type WorldFault =
  | {
      readonly kind: 'stuck';
      readonly status: string;
      readonly for: number | undefined;
      readonly notebook: string | undefined;
    }
  | ({ readonly kind: 'startsAs'; readonly status: 'Failed'; readonly reason: string } & FaultLimits)
  | ({ readonly kind: 'ignores'; readonly operation: string } & FaultLimits)
  | ({ readonly kind: 'lose' } & FaultLimits)
  | ({ readonly kind: 'duplicate'; readonly copies: number } & FaultLimits)
  | {
      readonly kind: 'kill';
      readonly as: 'ABORTED' | 'FAILED' | 'TIMED_OUT';
      readonly notebook: string | undefined;
    }
  | ({ readonly kind: 'refuse'; readonly operation: 'StartExecution' } & FaultLimits);

export type Fault = CallFault | WorldFault;
