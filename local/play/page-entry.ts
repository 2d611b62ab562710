/** A request of a page as the timeline tells it: whose mail its key stands in, and what it answers. */
import type { Exchange, HttpRequest } from '../http-api.ts';
import type { Mail } from '../sns/mail.ts';
import type { Entry } from '../timeline.ts';
import { keyIn } from './link.ts';
import { agents } from './visitor.ts';

const formIn = ({ method, body = '' }: HttpRequest): URLSearchParams =>
  new URLSearchParams(method === 'POST' ? Buffer.from(body).toString() : '');

const header = ({ headers }: HttpRequest, name: string): string =>
  Object.entries(headers)
    .filter(([given]) => given.toLowerCase() === name)
    .flatMap(([, value]) => value ?? [])
    .join(',');

export const pageEntry = (
  { at, request, response }: Exchange,
  mails: readonly Mail[],
): Extract<Entry, { kind: 'page' }> => {
  const form = formIn(request);
  const key = form.get('key') ?? keyIn(`https://host${request.path}`);
  const mail = key === '' ? undefined : mails.find(({ body }) => body.includes(`/${key}`));
  const isMachine = header(request, 'user-agent') === agents.scanner;
  return {
    at,
    kind: 'page',
    by: isMachine ? 'a mail scanner' : (mail?.to.join(', ') ?? 'somebody'),
    isMachine,
    notebook: mail?.notebook ?? null,
    method: request.method,
    answer: form.get('answer'),
    status: response?.status ?? null,
  };
};
