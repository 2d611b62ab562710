/** What the platform team is told when mail reaches an owner no more who was told before. */
import { bodyOf, footer, type Letter, subjectOf } from './letter.ts';
import { moment, span } from './moment.ts';
import type { Occasion } from './notice.ts';
import { shellWord } from './shell-word.ts';

export function lostSubscriptionLetter(occasion: Omit<Occasion, 'link'>): Letter {
  const { deadline, mailboxes, noticeId, notebook, now, policy } = occasion;
  const { arn, name } = notebook.ref;
  const { address = 'its owner', subscription = 'none', topicArn = 'TOPIC' } = mailboxes.owner ?? {};
  const when = `${moment(deadline, policy)}, in ${span(deadline - now)}`;
  return {
    subject: subjectOf(name, 'mail no longer reaches its owner'),
    body: bodyOf(
      `Mail does not reach ${address} any more, and ${whatComes(occasion, when)}`,
      'They had a notice about it, so their subscription was confirmed then; it is not now. Somebody or something followed the link to unsubscribe that Amazon SNS puts under each mail (mail scanners do), or SNS suspended the subscription.',
      subscription === 'none'
        ? 'Amazon SNS has mailed them a link to confirm again. Tell them to look for it.'
        : 'Amazon SNS waits for them to confirm. Tell them to look for its mail.',
      `So that no link can end it again, confirm with AWS credentials instead; TOKEN is in the link that they were mailed:\n  aws sns confirm-subscription --topic-arn ${shellWord(topicArn)} --token TOKEN --authenticate-on-unsubscribe true`,
      footer(arn, noticeId),
    ),
  };
}

function whatComes({ notebook, policy }: Omit<Occasion, 'link'>, when: string): string {
  const { name } = notebook.ref;
  if (policy.mode === 'notify') {
    return `notebook ${name} still has root access: nothing is changed, and you get its notices until they confirm again.`;
  }
  return policy.unreachableOwner === 'hold'
    ? `if they have not confirmed again at ${when}, notebook ${name} is held and keeps root access. You get its notices until then.`
    : `at ${when}, root access on notebook ${name} is turned off all the same. You get its notices until they confirm again.`;
}
