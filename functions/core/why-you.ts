/** Why a mail goes to whom it goes: the first thing that somebody asks who did not expect it. */
import type { File } from './case.ts';
import type { Mailbox, Mailboxes } from './mailbox.ts';
import type { Policy } from './policy.ts';
import { lostOwner } from './reach.ts';

export interface Addressed {
  readonly file: File;
  readonly mailboxes: Mailboxes;
  readonly to: Mailbox;
  /** The answer page's address, if the mail has one. */
  readonly link: string | null;
  readonly policy: Policy;
}

export function whyYou(addressed: Addressed): string {
  const { link, mailboxes, policy, to } = addressed;
  if (to.address === mailboxes.platform.address) return insteadOfTheOwner(addressed);
  const sayIt = link === null ? `: write to ${policy.platformEmail}.` : ' on the page below.';
  return mailboxes.owner?.knownBy === 'call'
    ? `You get this because you created or changed the notebook; no tag of it names an owner whom we may mail. If it is not yours, say so${sayIt}`
    : `You get this because a tag of the notebook names you as its owner. If it is not yours, say so${sayIt}`;
}

function insteadOfTheOwner({ file, mailboxes, policy }: Addressed): string {
  const { owner } = mailboxes;
  const name = `Name its owner in a tag: ${policy.ownerTagKeys.join(' or ')}.`;
  if (owner === null) {
    const disowned = file.disowned ?? [];
    return disowned.length > 0
      ? `You get this in place of its owner: ${disowned.join(', ')} said that it is not theirs, and nobody else is known. ${name}`
      : `You get this in place of its owner: no tag of the notebook names one whom we may mail, and nobody is known who created or changed it. ${name}`;
  }
  return lostOwner(file.case.notices, mailboxes) === null
    ? `You get this in place of its owner: ${owner.address} has not confirmed a subscription, so mail does not reach them.`
    : `You get this in place of its owner: ${owner.address} had a notice, but their subscription is not confirmed any more, so mail does not reach them.`;
}
