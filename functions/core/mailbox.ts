/** Who is to be told about a notebook, and whether mail reaches them. */
import * as z from 'zod';
import type { Policy } from './policy.ts';

export interface Mailbox {
  readonly address: string;
  readonly topicArn: string;
  /** `none`: never asked; `pending`: asked and not answered; only `confirmed` is reachable. */
  readonly subscription: 'none' | 'pending' | 'confirmed';
}

export interface Mailboxes {
  /** `null` where no tag names an address that may be mailed. */
  readonly owner: Mailbox | null;
  readonly platform: Mailbox;
}

const mailAddress = z.email().max(254);

/** The owner's address, in lower case: the first of policy.ownerTagKeys that names one in an allowed domain. */
export function ownerOf(tags: Readonly<Record<string, string>>, policy: Policy): string | null {
  for (const key of policy.ownerTagKeys) {
    const address = mailAddress.safeParse(tags[key]?.trim().toLowerCase());
    if (address.success && isAllowed(address.data, policy)) return address.data;
  }
  return null;
}

function isAllowed(address: string, policy: Policy): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return policy.ownerMailDomains.some((allowed) => allowed.toLowerCase() === domain);
}

/** Who gets a notice: the owner when reachable, else the platform team in their place, else nobody. */
export function receiver(mailboxes: Mailboxes): Mailbox | null {
  if (mailboxes.owner?.subscription === 'confirmed') return mailboxes.owner;
  return mailboxes.platform.subscription === 'confirmed' ? mailboxes.platform : null;
}
