/** The policy as people write it, and what is meant by what they leave out. Durations are ISO 8601. */

/** How long each phase of a case may take; ISO 8601 durations of at most 30 days. */
export interface BudgetProps {
  /**
   * How long a notebook may take to settle before enforcement can begin.
   * @default 'PT1H'
   */
  readonly settle?: string;
  /**
   * How long maintenance by AWS is waited out.
   * @default 'P1D'
   */
  readonly maintenance?: string;
  /**
   * How long a stop may take until the notebook is Stopped.
   * @default 'PT30M'
   */
  readonly stop?: string;
  /**
   * How long an update may take until the notebook is Stopped again.
   * @default 'PT15M'
   */
  readonly update?: string;
  /**
   * How long a start may take until the notebook is InService.
   * @default 'PT1H'
   */
  readonly start?: string;
}

export const weekdays = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'] as const;
export type Weekday = (typeof weekdays)[number];

/** Hours of the week; a window over midnight belongs to the day on which it opens. */
export interface EnforcementWindowProps {
  /** The days on which it opens. */
  readonly days: readonly Weekday[];
  /** When it opens, as `HH:MM`. */
  readonly from: string;
  /** When it closes, as `HH:MM`; the same as `from`: a whole day later. */
  readonly to: string;
  /** An IANA time zone such as `Europe/Dublin`. */
  readonly timeZone: string;
}

/** A notebook's tag that chooses its grace window. */
export interface GraceWindowOverrideProps {
  /** The tag whose value is an ISO 8601 duration. */
  readonly tagKey: string;
  readonly atLeast: string;
  readonly atMost: string;
}

/** A notebook's tag that chooses when it may be stopped. */
export interface EnforcementWindowOverrideProps {
  /** The tag whose value is one of the choices' names. */
  readonly tagKey: string;
  readonly choices: Readonly<Record<string, EnforcementWindowProps>>;
}

/** What a notebook's own tags may choose, within these bounds. */
export interface OverrideProps {
  /**
   * Its grace window.
   * @default none
   */
  readonly graceWindow?: GraceWindowOverrideProps;
  /**
   * Its enforcement window.
   * @default none
   */
  readonly enforcementWindow?: EnforcementWindowOverrideProps;
}

export const detectorNames = ['config', 'security-hub'] as const;
export type Detector = (typeof detectorNames)[number];

/** A span of dates, both included, as `YYYY-MM-DD`. */
export interface FreezeProps {
  readonly from: string;
  readonly to: string;
}

/** The policy as people write it: in cdk.json's context, in the construct's props, in stories. Durations are ISO 8601. */
export interface PolicyProps {
  /**
   * Where escalations go: the platform team's mail address.
   */
  readonly platformEmail: string;
  /**
   * What is done about a violation: `observe` records only, `notify` tells owners and changes nothing, `enforce` turns root access off.
   * @default 'enforce'
   */
  readonly mode?: 'observe' | 'notify' | 'enforce';
  /**
   * From the accepted first notice to enforcement.
   * @default 'PT24H'
   */
  readonly graceWindow?: string;
  /**
   * The grace window where a person turned root access on again on a notebook that was remediated before.
   * @default 'PT1H'
   */
  readonly repeatGraceWindow?: string;
  /**
   * When notebooks may be stopped; the deadline is the first permitted moment after the grace window.
   * @default any time
   */
  readonly enforcementWindow?: EnforcementWindowProps | null;
  /**
   * Dates in which nothing is stopped, in the window's time zone, or UTC where there is none.
   * @default []
   */
  readonly freezes?: readonly FreezeProps[];
  /**
   * What a notebook's own tags may choose. A tag that is out of bounds does not count, and the notices say so.
   * @default {} (nothing)
   */
  readonly overrides?: OverrideProps;
  /**
   * The tag that carries an exception: `until=YYYY-MM-DD` and then a ticket and a reason.
   * @default 'root-access-exception'
   */
  readonly exceptionTagKey?: string;
  /**
   * How many days ahead the end of an exception may lie.
   * @default 90
   */
  readonly maxExceptionDays?: number;
  /**
   * Tags that a notebook must carry, every one with this very value, for the policy to be about it: a pilot first.
   * @default {} (all notebooks)
   */
  readonly scope?: Readonly<Record<string, string>>;
  /**
   * Who may give an exception: ARN patterns of IAM roles and users, with `*` and `?`, and `permission-set/NAME` for a
   * permission set of IAM Identity Center. A role approves for whoever assumed it.
   * @default [] (the tag alone counts, whoever set it)
   */
  readonly approvers?: readonly string[];
  /**
   * How long before an exception ends its owner and the platform team are told so; `PT0S`: not at all.
   * @default 'P7D'
   */
  readonly exceptionWarning?: string;
  /**
   * How often infrastructure code may turn root access on again before it is held as contended, and how often a
   * notebook that its owner starts between our stop and our update is stopped again.
   * @default 3
   */
  readonly maxRounds?: number;
  /**
   * How many notebooks are away because of us at one time, 1 to 500; the others wait, by their deadlines. `null`: as
   * many as there are.
   * @default 10
   */
  readonly maxConcurrentStops?: number | null;
  /**
   * How many cases may begin, with their first notice, within an hour, 1 to 500; the others are opened and wait.
   * @default as many as there are
   */
  readonly maxCasesPerHour?: number | null;
  /**
   * When owners are reminded, counted back from the deadline, longest first; the last one is the notice `final`.
   * @default ['PT12H', 'PT1H']
   */
  readonly reminders?: readonly string[];
  /**
   * What becomes of a notebook that its owner stopped: `wait` for the deadline, or `disable` root access as soon as the first notice is out.
   * @default 'wait'
   */
  readonly stoppedNotebooks?: 'wait' | 'disable';
  /**
   * What becomes of a running notebook on AL2, which cannot be started again once it is stopped: `hold`, or `upgrade`
   * it to AL2023 in the update that turns root access off, where AL2023 runs its instance type. AL1 is always held.
   * @default 'hold'
   */
  readonly retiredPlatforms?: 'hold' | 'upgrade';
  /**
   * Tags that name the owner's mail address, in the order in which they are looked for.
   * @default ['Owner', 'owner']
   */
  readonly ownerTagKeys?: readonly string[];
  /**
   * Mail domains whose addresses may be subscribed and mailed.
   * @default [] (nobody but the platform team is mailed)
   */
  readonly ownerMailDomains?: readonly string[];
  /**
   * What becomes of a notebook whose owner cannot be reached: `enforce` with the notices going to the platform team, or `hold`.
   * @default 'enforce'
   */
  readonly unreachableOwner?: 'enforce' | 'hold';
  /**
   * Whether mails link to a page through which owners answer; without it they say what to do with the AWS CLI.
   * @default true
   */
  readonly answerPage?: boolean;
  /**
   * Whose findings make the guard look, beside CloudTrail's events: `config` (AWS Config), `security-hub` (its
   * findings, and the custom action `remediate`).
   * @default []
   */
  readonly detectors?: readonly Detector[];
  /**
   * How long, in total, an owner may postpone the deadline through the page.
   * @default 'PT0S' (not at all)
   */
  readonly postponement?: string;
  /**
   * How often people are told again of what is held, failed or only observed, while nothing about it changes.
   * @default 'P7D'
   */
  readonly holdReminder?: string;
  /**
   * How often the whole fleet is looked at, in whole minutes; once more at 00:05 UTC, when exceptions have run out.
   * @default 'PT6H'
   */
  readonly sweepEvery?: string;
  /**
   * The longest sleep while a notebook that we stopped is between states.
   * @default 'PT30S'
   */
  readonly pollInterval?: string;
  /**
   * How long each phase of a case may take.
   * @default each phase's own
   */
  readonly budgets?: BudgetProps;
}

/** The policy with nothing left out, in the form in which people write it. */
export type CompletePolicyProps = Required<Omit<PolicyProps, 'budgets'>> & {
  readonly budgets: Required<BudgetProps>;
};

/** What a key means that is left out. */
export const policyDefaults: Omit<CompletePolicyProps, 'platformEmail'> = {
  mode: 'enforce',
  graceWindow: 'PT24H',
  repeatGraceWindow: 'PT1H',
  enforcementWindow: null,
  freezes: [],
  overrides: {},
  exceptionTagKey: 'root-access-exception',
  maxExceptionDays: 90,
  scope: {},
  approvers: [],
  exceptionWarning: 'P7D',
  maxRounds: 3,
  maxConcurrentStops: 10,
  maxCasesPerHour: null,
  reminders: ['PT12H', 'PT1H'],
  stoppedNotebooks: 'wait',
  retiredPlatforms: 'hold',
  ownerTagKeys: ['Owner', 'owner'],
  ownerMailDomains: [],
  unreachableOwner: 'enforce',
  answerPage: true,
  detectors: [],
  postponement: 'PT0S',
  holdReminder: 'P7D',
  sweepEvery: 'PT6H',
  pollInterval: 'PT30S',
  budgets: { settle: 'PT1H', maintenance: 'P1D', stop: 'PT30M', update: 'PT15M', start: 'PT1H' },
};
