import type { StoryAnswer, StoryGet } from './types.ts';

/** An answer as a story writes it. */
export interface WrittenAnswer {
  readonly answer: string;
  readonly notebook: string;
  readonly confirm?: string;
  readonly reason?: string;
  readonly by?: string;
  readonly key?: 'first' | 'wrong';
}

/** A fetch of the link as a story writes it. */
export interface WrittenGet {
  readonly get: 'link';
  readonly notebook: string;
  readonly method?: 'GET' | 'HEAD';
  readonly headers?: Readonly<Record<string, string>>;
  readonly times?: number;
  readonly submits?: boolean;
}

export const answerOf = (written: WrittenAnswer): StoryAnswer => ({
  kind: 'answer',
  answer: written.answer,
  notebook: written.notebook,
  confirm: written.confirm ?? written.notebook,
  reason: written.reason ?? null,
  by: written.by ?? null,
  key: written.key ?? 'newest',
});

export const getOf = (written: WrittenGet): StoryGet => ({
  kind: 'get',
  notebook: written.notebook,
  method: written.method ?? 'GET',
  headers: written.headers ?? {},
  times: written.times ?? 1,
  submits: written.submits ?? false,
});
