/** The mails as they lie in people's mailboxes. */
import type { Mail } from '../sns/mail.ts';
import type { Letter } from './messages.ts';

type Delivered = Omit<Mail, 'case'>;

/**
 * @param body the mail's, its links made to work
 * @param id counted from 0 in one world
 */
export const letterOf = (mail: Delivered, body: string, id: number): Letter => ({
  id,
  at: mail.at,
  to: mail.to,
  notice: mail.notice,
  notebook: mail.notebook,
  subject: mail.subject ?? 'AWS Notification Message',
  body,
  confirms: null,
});

/** SNS's question whether an address wants a topic's mail; what AWS's own text says is not ours to make up. */
export const questionOf = (
  { endpoint, topicArn }: { readonly endpoint: string; readonly topicArn: string },
  index: number,
): Letter => ({
  id: -1 - index,
  at: null,
  to: [endpoint],
  notice: 'question',
  notebook: null,
  subject: 'SNS asks: confirm the subscription?',
  body: `Amazon SNS asks whether you want the mails of the topic\n\n${topicArn}\n\nUntil you confirm, nothing that is published there reaches you.`,
  confirms: endpoint,
});
