/** What the answer page's form says, as a browser sends it (application/x-www-form-urlencoded). */
import { type AnswerKind, answerKinds } from '../case.ts';
import { milliseconds } from '../duration.ts';

export interface FormData {
  readonly key: string;
  /** `null` for what is no answer that there is. */
  readonly kind: AnswerKind | null;
  readonly confirm: string;
  readonly reason: string;
  /** In milliseconds; `null` for what is no duration. */
  readonly by: number | null;
  readonly postponed: number;
}

/** Never fails: what is missing or unreadable is judged like what was left empty. */
export function parseForm(body: string): FormData {
  const fields = new URLSearchParams(body);
  const text = (name: string): string => fields.get(name) ?? '';
  const by = milliseconds(text('by'));
  const postponed = /^\d{1,3}$/.exec(text('postponed'))?.[0] ?? '0';
  return {
    key: text('key'),
    kind: answerKinds.find((kind) => kind === text('answer')) ?? null,
    confirm: text('confirm'),
    reason: text('reason'),
    by: by === undefined ? null : Math.trunc(by),
    postponed: Number(postponed),
  };
}
