/** What the console's server and the page in the browser say to each other; instants are ms since the epoch. */

/** A notebook as a card shows it, with its latest case. */
export interface Card {
  readonly name: string;
  /** null: it is gone. */
  readonly status: string | null;
  /** null: Describe does not name it. */
  readonly rootAccess: string | null;
  readonly platform: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** How long stops of ours kept it away; null: never. */
  readonly awaySeconds: number | null;
  readonly case: CardCase | null;
  /** How many cases there were, the latest included. */
  readonly cases: number;
}

export interface CardCase {
  readonly stand: string;
  readonly openedAt: number;
  readonly deadline: number | null;
  readonly closedAt: number | null;
  readonly outcome: string | null;
  readonly reason: string | null;
  readonly notices: readonly { readonly kind: string; readonly at: number }[];
  readonly answers: readonly { readonly kind: string; readonly at: number }[];
}

/** A mail as SNS delivered it, or a question of SNS whether somebody wants mail. */
export interface Letter {
  /** Counted from 0 in one world; questions have negative ones. */
  readonly id: number;
  readonly at: number | null;
  readonly to: readonly string[];
  readonly notice: string | null;
  readonly notebook: string | null;
  readonly subject: string;
  readonly body: string;
  /** Whom a click on the mail's button confirms; null: there is no button. */
  readonly confirms: string | null;
}

/** A line of the timeline. */
export interface Line {
  readonly id: number;
  readonly at: number;
  readonly tone: string;
  readonly text: string;
  readonly notebook: string | null;
  /** The mail that the line is about. */
  readonly letter: number | null;
}

export interface Run {
  readonly execution: string;
  readonly notebook: string | null;
  readonly status: string;
  readonly path: readonly string[];
}

export interface Clock {
  /** What time it is in the world. */
  readonly now: number;
  readonly running: boolean;
  /** Seconds of the world in one of ours. */
  readonly speed: number;
  readonly jumping: boolean;
  /** Whether time passes right now; it stands still while something happens. */
  readonly passing: boolean;
  /** When the next thing is due; null: nothing is. */
  readonly next: number | null;
}

export interface Fleet {
  readonly cards: readonly Card[];
  readonly questions: readonly Letter[];
}

/** All there is, for whoever begins to watch. */
export interface WorldMessage extends Fleet {
  readonly kind: 'world';
  readonly title: string;
  readonly start: number;
  readonly platformEmail: string;
  readonly exceptionTagKey: string;
  readonly clock: Clock;
  readonly runs: readonly Run[];
  readonly letters: readonly Letter[];
  readonly lines: readonly Line[];
  readonly failure: string | null;
}

export type Message =
  | WorldMessage
  | ({ readonly kind: 'fleet' } & Fleet)
  | ({ readonly kind: 'clock' } & Clock)
  | ({ readonly kind: 'line' } & Line)
  | ({ readonly kind: 'letter' } & Letter)
  | {
      readonly kind: 'entered';
      readonly execution: string;
      readonly notebook: string | null;
      readonly state: string;
    }
  | { readonly kind: 'ended'; readonly execution: string; readonly status: string }
  /** The world cannot go on. */
  | { readonly kind: 'failed'; readonly message: string };

/** What a person may do to the clock. */
export type ClockOrder =
  | { readonly do: 'run' | 'pause' | 'jump' }
  | { readonly do: 'speed'; readonly speed: number };

/** Answers to what the page asks of the server. */
export interface Told {
  /** What came of it, as the timeline has it. */
  readonly told: readonly { readonly tone: string; readonly text: string }[];
}
export interface Refused {
  readonly error: string;
}
export interface StoryChoice {
  readonly file: string;
  readonly title: string;
}
/** What a shell needs so that the AWS CLI talks to the world. */
export interface Surroundings {
  readonly variables: Readonly<Record<string, string>>;
}
