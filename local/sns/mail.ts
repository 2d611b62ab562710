import type { Publication } from './publication.ts';

/** One Publish as it reached people: who got it, and what its message attributes say it is about. */
export interface Mail {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly to: readonly string[];
  /** The message attribute `notice`, or null. */
  readonly notice: string | null;
  /** The message attribute `case`, or null. */
  readonly case: string | null;
  /** The message attribute `notebook`, or null. */
  readonly notebook: string | null;
  readonly subject: string | null;
  readonly body: string;
}

export const mailOf = (publication: Publication, at: number, to: readonly string[]): Mail => ({
  at,
  to,
  notice: publication.attributes['notice'] ?? null,
  case: publication.attributes['case'] ?? null,
  notebook: publication.attributes['notebook'] ?? null,
  subject: publication.subject,
  body: publication.message,
});
