/** What a mail scanner does with a link: it fetches it, and some submit what they find there. */
import type { HttpApi } from '../http-api.ts';
import type { Mail } from '../sns/mail.ts';
import type { StoryGet } from '../story.ts';
import { type Control, type Form, fieldsOf, formsOf } from './forms.ts';
import { linkAbout } from './link.ts';
import { Visitor } from './visitor.ts';

/** What a machine types that does not know what is asked: something, or what the page shows as an example. */
const guesses: readonly ((control: Control) => string)[] = [
  ({ value }) => value,
  ({ value, placeholder }) => value || placeholder || 'test',
];

interface Submission {
  readonly form: Form;
  readonly button: Control;
  readonly typed: Readonly<Record<string, string>>;
}

/** Every button of every form, with every option of its lists. */
const submissionsOf = function* (page: string): Generator<Submission> {
  for (const form of formsOf(page)) {
    for (const button of form.controls.filter(({ kind }) => kind === 'submit')) {
      for (const guess of guesses) {
        const texts = form.controls
          .filter(({ kind }) => kind === 'text')
          .map((control) => [control.name, guess(control)] as const);
        const typed = Object.fromEntries(texts);
        yield { form, button, typed };
        for (const list of form.controls.filter(({ kind }) => kind === 'select')) {
          for (const option of list.options) yield { form, button, typed: { ...typed, [list.name]: option } };
        }
      }
    }
  }
};

/** Also what is found on the pages that answer, until there is nothing new. */
const submitAll = async (scanner: Visitor, link: string, first: string): Promise<void> => {
  const sent = new Set<string>();
  const pages = [first];
  for (let page = pages.shift(); page !== undefined; page = pages.shift()) {
    for (const { form, button, typed } of submissionsOf(page)) {
      const fields = fieldsOf(form, button, typed).toString();
      if (sent.has(fields)) continue;
      sent.add(fields);
      pages.push((await scanner.submit(link, form, button, typed)).body);
    }
  }
};

/** @returns whether there was a link to fetch */
export const scan = async (api: HttpApi, mails: readonly Mail[], story: StoryGet): Promise<boolean> => {
  const link = linkAbout(mails, story.notebook, api.endpoint, 'newest');
  if (link === undefined) return false;
  const scanner = new Visitor(api, 'scanner', story.headers);
  for (let time = 0; time < story.times; time += 1) {
    const page = await scanner.open(link, story.method);
    if (story.submits) await submitAll(scanner, link, page.body);
  }
  return true;
};
