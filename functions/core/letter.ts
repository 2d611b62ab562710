/**
 * What every mail has in common: plain text that stands by itself. What somebody else wrote (a tag, a reason, an
 * error) is quoted in it and never more than a part of one line.
 */
import { oneLine } from './one-line.ts';

export interface Letter {
  /** ASCII, under 100 characters: what SNS takes as an e-mail subject. */
  readonly subject: string;
  readonly body: string;
}

/** The longest name of a notebook has 63 characters: with it, `about` has 34 left. */
export const subjectOf = (name: string, about: string): string =>
  `${name}: ${about}`.replace(/[^\x20-\x7e]+/g, '?').slice(0, 99);

export const bodyOf = (...paragraphs: readonly (string | null)[]): string =>
  `${paragraphs.filter((paragraph) => paragraph !== null).join('\n\n')}\n`;

/** What a mail is about, at its end: the same in every copy of it. */
export const footer = (arn: string, noticeId: string): string => `Notebook ${arn}\nNotice ${noticeId}`;

/** What a letter says, without what it is about: as part of another that says that. */
export const wordsOf = ({ body }: Letter): string => body.split('\n\n').slice(0, -1).join('\n');

/** Somebody else's text as a quotation, in which no mail program sees an address: a mail has no link but our own. */
export const quoted = (text: string, longest: number): string =>
  `"${unlinked(oneLine(text, longest))
    .replaceAll('"', "'")
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L})/gu, '[.]')}"`;

/** A sentence of ours that has somebody else's text in it. */
export const spoken = (text: string): string => unlinked(oneLine(text, longestSentence));

/** A whole mail must stay far below SNS's 256 KiB, whatever AWS says in a refusal. */
const longestSentence = 2000;

const unlinked = (text: string): string => text.replace(/:(?=\/\/)/g, '[:]').replace(/\bwww\./gi, 'www[.]');
