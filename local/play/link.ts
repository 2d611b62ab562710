/** The link that a mail brings. */
import type { Mail } from '../sns/mail.ts';

/** In the form of a real one, and nobody's. */
const forgedKey = 'Zm9yZ2VkLWtleS1vZi1ub2JvZHktaW4tdGhlLXdvcmw';

/** @param endpoint where the pages are */
export const linkIn = ({ body }: Pick<Mail, 'body'>, endpoint: string): string | undefined =>
  body.split(/\s+/).find((word) => word.startsWith(`${endpoint}/`));

/** A mail about several notebooks has a paragraph for each, which names it by its ARN. */
const paragraphsAbout = (mail: Mail, notebook: string): readonly string[] =>
  mail.body.split('\n\n').filter((text) => text.split(/\s+/).some((word) => word.endsWith(`/${notebook}`)));

/** Mails about a notebook that have a link, in the order in which they came. */
const linked = (mails: readonly Mail[], notebook: string, endpoint: string): readonly string[] =>
  mails.flatMap((mail) => {
    if (mail.notebook === notebook) return linkIn(mail, endpoint) ?? [];
    if (mail.notebook !== null) return [];
    return paragraphsAbout(mail, notebook).flatMap((body) => linkIn({ body }, endpoint) ?? []);
  });

/** @returns undefined where nobody has got one yet */
export const linkAbout = (
  mails: readonly Mail[],
  notebook: string,
  endpoint: string,
  key: 'newest' | 'first' | 'wrong',
): string | undefined => {
  const links = linked(mails, notebook, endpoint);
  if (key === 'first') return links[0];
  const newest = links.at(-1);
  return key === 'wrong' ? newest?.replace(/[^/]+$/, forgedKey) : newest;
};

/** What a link is good for: its last part. */
export const keyIn = (link: string): string => new URL(link).pathname.split('/').at(-1) ?? '';
