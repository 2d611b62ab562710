/** Who is to be told about a notebook, and whether mail reaches them. */
import type { Owner } from './owner.ts';

export interface Mailbox {
  readonly address: string;
  readonly topicArn: string;
  /** `none`: never asked; `pending`: asked and not answered; only `confirmed` is reachable. */
  readonly subscription: 'none' | 'pending' | 'confirmed';
}

/** An owner's, with how we know that it is theirs. */
export type OwnerMailbox = Mailbox & Pick<Owner, 'knownBy'>;

export interface Mailboxes {
  /** `null` where nobody is known who may be mailed. */
  readonly owner: OwnerMailbox | null;
  readonly platform: Mailbox;
  /** Of whoever set its exception tag, where they may be mailed; absent where nobody looked. */
  readonly setter?: Mailbox | null;
}

/** Who gets a notice: the owner when reachable, else the platform team in their place, else nobody. */
export function receiver(mailboxes: Mailboxes): Mailbox | null {
  if (mailboxes.owner?.subscription === 'confirmed') return mailboxes.owner;
  return mailboxes.platform.subscription === 'confirmed' ? mailboxes.platform : null;
}

/** Whether a tag names the platform team: its own subscription is part of the deployment, and there is no other to ask for. */
export const isPlatformItself = (owner: Mailbox, { platform }: Mailboxes): boolean =>
  owner.address === platform.address;
