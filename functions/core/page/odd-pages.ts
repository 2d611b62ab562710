/** Pages that tell nothing about any notebook. */
import { html } from './html.ts';
import { type Page, page } from './layout.ts';

const plain = (status: number, title: string, ...sentences: readonly string[]): Page =>
  page(
    status,
    title,
    html`<h1>${title}</h1>`,
    sentences.map((sentence) => html`\n<p>${sentence}</p>`),
  );

/** The same to the byte for a wrong, an expired, a malformed and no key: it does not say whether there is a case. */
export const notFound = plain(
  404,
  'This link does not work',
  'It may have been cut off in the mail: copy all of it, to the end of its line. Links stop working a week after the date that their mail gives.',
  'If you have a newer mail about your notebook, use the link in that one. Nothing was changed.',
  'If you have just answered, open the link in your mail once more: the page says what was recorded.',
);

export const notTheForm = plain(
  415,
  'That did not come from the form',
  'Answers are taken from the form behind the link in your mail only. Open the link once more and answer there. Nothing was changed.',
);

export const tooLarge = plain(
  413,
  'That is more than can be read',
  'A reason may have 500 characters. Open the link in your mail once more, and be brief. Nothing was changed.',
);

/** A status that says "later" without calling it a fault of whoever asks: what AWS could not do now it can soon. */
export const later = plain(
  429,
  'Please try again in a minute',
  'Your case cannot be read or written right now. If you have just answered, the answer may or may not have been recorded: open the link in your mail again in a minute, and the page says so.',
);
