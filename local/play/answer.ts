/** An owner's answer: they open the link, fill in the form of the button that they want, and press it. */
import type { HttpApi } from '../http-api.ts';
import type { Mail } from '../sns/mail.ts';
import type { StoryAnswer } from '../story.ts';
import { type Control, type Form, formsOf } from './forms.ts';
import { keyIn, linkAbout } from './link.ts';
import { Visitor } from './visitor.ts';

interface Button {
  readonly form: Form;
  readonly button: Control;
}

const buttonOf = (page: string, answer: string): Button | undefined =>
  formsOf(page)
    .flatMap((form) => form.controls.map((button) => ({ form, button })))
    .find(({ button }) => button.kind === 'submit' && button.name === 'answer' && button.value === answer);

const typedBy = ({ confirm, reason, by }: StoryAnswer): Record<string, string> => ({
  confirm,
  ...(reason === null ? {} : { reason }),
  ...(by === null ? {} : { by }),
});

/** @returns whether there was a link to open */
export const answer = async (api: HttpApi, mails: readonly Mail[], story: StoryAnswer): Promise<boolean> => {
  const link = linkAbout(mails, story.notebook, api.endpoint, story.key);
  if (link === undefined) return false;
  const owner = new Visitor(api, 'person');
  const page = await owner.open(link);
  const found = buttonOf(page.body, story.answer);
  if (found === undefined) {
    const forged = { key: keyIn(link), answer: story.answer, ...typedBy(story) };
    await owner.post(new URL('.', link).href.replace(/\/$/, ''), new URLSearchParams(forged));
  } else {
    await owner.submit(link, found.form, found.button, typedBy(story));
  }
  return true;
};
