/**
 * What an owner may answer through the page behind a notice's link, and what each answer changes. A link proves that
 * somebody got a mail, no more, and mail scanners submit forms: so no answer weakens the control, and every one but
 * `acknowledge`, which only silences reminders, needs the notebook's name typed.
 */
import {
  type AnswerKind,
  answerKinds,
  type Case,
  deadlineOf,
  type File,
  type OwnerAnswer,
  type Stand,
} from './case.ts';
import { firstPermitted } from './enforcement-window.ts';
import { oneLine } from './one-line.ts';
import { withWindow } from './override.ts';
import type { Policy } from './policy.ts';

/** Whatever policy.postponement is, nobody postpones more often. */
const mostPostponements = 16;

/** The longest reason that is recorded, in characters. */
export const longestReason = 500;

export const answersOf = ({ answers }: Pick<Case, 'answers'>): readonly OwnerAnswer[] => answers ?? [];

export const hasAnswered = (held: Pick<Case, 'answers'>, kind: AnswerKind): boolean =>
  answersOf(held).some((answer) => answer.kind === kind);

export const needsTheName = (kind: AnswerKind): boolean => kind !== 'acknowledge';

export const postponements = (held: Pick<Case, 'answers'>): readonly OwnerAnswer[] =>
  answersOf(held).filter(({ kind }) => kind === 'postpone');

/** How much of policy.postponement is left to this case, in milliseconds. */
export function postponementLeft(held: Pick<Case, 'answers'>, policy: Policy): number {
  const earlier = postponements(held);
  if (earlier.length >= mostPostponements) return 0;
  return Math.max(0, policy.postponement - earlier.reduce((sum, { by = 0 }) => sum + by, 0));
}

/** When enforcement begins: at the deadline, or when it was asked for before that. */
export function dueAt(held: Pick<Case, 'answers'>, deadline: number, policy: Policy): number {
  const asked = answersOf(held).find(({ kind }) => kind === 'remediate-now');
  return asked === undefined || policy.mode !== 'enforce' ? deadline : Math.min(asked.at, deadline);
}

/** The same of a case; `null` where nobody was told of a deadline yet. */
export function dueOf(held: Pick<Case, 'answers' | 'stand'>, policy: Policy): number | null {
  const deadline = deadlineOf(held.stand);
  return deadline === null ? null : dueAt(held, deadline, policy);
}

/** Whether answers change anything still: nobody was told yet, or what people were told of has not begun. */
export function isAnswerable({ case: held }: File, policy: Policy, now: number): boolean {
  switch (held.stand.at) {
    case 'opened':
      return true;
    case 'grace':
      return now < dueAt(held, held.stand.deadline, policy);
    default:
      return false;
  }
}

/** Whether a link is about the case that is the notebook's latest; one that goes on for another has its notices. */
export const isOfThisCase = ({ case: held }: File, notice: string): boolean =>
  held.notices.some(({ id }) => id === notice);

/**
 * The answers that whoever got a notice at this address may give now. A notice that the platform team got in the
 * owner's place cannot be disowned: there is nobody else to tell.
 */
export function offered(file: File, policy: Policy, now: number, address: string): readonly AnswerKind[] {
  if (!isAnswerable(file, policy, now) || isDisowned(file, address)) return [];
  return answerKinds.filter((kind) => isInPolicy(kind, file, policy, address) && !isGiven(kind, file));
}

export const isDisowned = ({ disowned = [] }: Pick<File, 'disowned'>, address: string): boolean =>
  disowned.includes(address);

function isInPolicy(kind: AnswerKind, { case: held }: File, policy: Policy, address: string): boolean {
  switch (kind) {
    case 'acknowledge':
    case 'request-exception':
      return true;
    case 'remediate-now':
    case 'at-next-stop':
      return policy.mode === 'enforce';
    case 'postpone':
      return held.stand.at === 'grace' && postponementLeft(held, policy) > 0;
    case 'not-mine':
      return address !== policy.platformEmail.toLowerCase();
    default:
      return kind satisfies never;
  }
}

/** Each is given once, but for a postponement, and for what each address says of itself. */
const isGiven = (kind: AnswerKind, { case: held }: File): boolean =>
  kind !== 'postpone' && kind !== 'not-mine' && hasAnswered(held, kind);

export interface Submitted {
  readonly kind: AnswerKind;
  /** The notice through whose link it came, and the address that got that notice. */
  readonly notice: string;
  readonly address: string;
  /** What was typed where the page asks for the notebook's name. */
  readonly confirm: string;
  readonly reason: string;
  /** How long to postpone, in milliseconds; `null` where nothing readable was given. */
  readonly by: number | null;
  /** How many postponements the page told of from which this was sent. */
  readonly postponed: number;
}

export type Refusal =
  | 'closed'
  | 'too-late'
  | 'already'
  | 'not-offered'
  | 'name-differs'
  | 'reason-missing'
  | 'duration-missing';

/** What is written about an answer, in one piece. */
export interface AnswerChanges {
  /** All of the case's answers, with the new one at the end. */
  readonly answers: OwnerAnswer[];
  /** The deadline where the answer moves it. */
  readonly stand?: Extract<Stand, { at: 'grace' }>;
  readonly disowned?: string[];
}

export type Verdict =
  | { readonly is: 'recorded'; readonly changes: AnswerChanges }
  | { readonly is: 'refused'; readonly why: Refusal };

const refused = (why: Refusal): Verdict => ({ is: 'refused', why });

export function judge(file: File, submitted: Submitted, policy: Policy, now: number): Verdict {
  const { case: held } = file;
  const { address, confirm, kind, notice } = submitted;
  if (held.stand.at === 'closed' || !isOfThisCase(file, notice)) return refused('closed');
  if (isRepeated(file, submitted)) return refused('already');
  if (!isAnswerable(file, policy, now)) return refused('too-late');
  if (!offered(file, policy, now, address).includes(kind)) return refused('not-offered');
  if (needsTheName(kind) && confirm.trim() !== file.name) return refused('name-differs');
  const answer: OwnerAnswer = { kind, at: now, notice, address };
  const answers = (further: Partial<OwnerAnswer> = {}) => [...answersOf(held), { ...answer, ...further }];
  switch (kind) {
    case 'request-exception': {
      const reason = oneLine(submitted.reason, longestReason);
      return reason === '' ? refused('reason-missing') : recorded({ answers: answers({ reason }) });
    }
    case 'postpone': {
      const deadline = deadlineOf(held.stand);
      if (submitted.by === null || submitted.by <= 0 || deadline === null) return refused('duration-missing');
      const by = Math.min(submitted.by, postponementLeft(held, policy));
      const moved = firstPermitted(deadline + by, withWindow(policy, held.windowName));
      return recorded({ answers: answers({ by }), stand: { at: 'grace', deadline: moved } });
    }
    case 'not-mine':
      return recorded({ answers: answers(), disowned: [...(file.disowned ?? []), address] });
    default:
      return recorded({ answers: answers() });
  }
}

const recorded = (changes: AnswerChanges): Verdict => ({ is: 'recorded', changes });

/** A second click, or another tab: a page that tells of fewer postponements than there are is an old one. */
function isRepeated(file: File, { address, kind, postponed }: Submitted): boolean {
  switch (kind) {
    case 'postpone':
      return postponed < postponements(file.case).length;
    case 'not-mine':
      return isDisowned(file, address);
    default:
      return isGiven(kind, file);
  }
}
