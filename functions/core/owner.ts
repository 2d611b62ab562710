/**
 * Whose a notebook is: whom its tags name, else who created or changed it last, which is a hint and no more. An
 * address is only taken in a domain that the policy allows, and never once it said that the notebook is not its own.
 */
import * as z from 'zod';
import type { File } from './case.ts';
import type { Policy } from './policy.ts';

export interface Owner {
  /** In lower case. */
  readonly address: string;
  /** `tag`: one of policy.ownerTagKeys names them; `call`: they created or changed the notebook. */
  readonly knownBy: 'tag' | 'call';
}

const mailAddress = z.email().max(254);

const addressIn = (text: string | undefined): string | null =>
  mailAddress.safeParse(text?.trim().toLowerCase()).data ?? null;

/**
 * The mail address that a person's session bears, as sessions of IAM Identity Center do.
 * @param who an identity as CloudTrail names it
 */
export function addressOfSession(who: string): string | null {
  const [, session] = /^arn:[\w-]+:sts::\d+:assumed-role\/[^/]+\/([^/]+)$/.exec(who) ?? [];
  return addressIn(session);
}

/** The mail address that somebody goes by, a user too: the last part of their ARN, where it is one. */
export const addressGoneBy = (who: string): string | null => addressIn(who.split('/').at(-1));

/** The mail addresses that its tags name as owners, in whatever domain. */
export const addressesIn = (tags: Readonly<Record<string, string>>, policy: Policy): readonly string[] =>
  policy.ownerTagKeys.flatMap((key) => addressIn(tags[key]) ?? []);

/** Whom we may mail of those whose session bears an address, in lower case. */
export function mailableOf(who: string, policy: Policy): string | null {
  const address = addressOfSession(who);
  return address !== null && isAllowed(address, policy) ? address : null;
}

/** `null` where nobody is known whom we may mail. */
export function ownerOf(
  tags: Readonly<Record<string, string>>,
  {
    case: { changedBy },
    disowned = [],
  }: Pick<File, 'disowned'> & { readonly case: Pick<File['case'], 'changedBy'> },
  policy: Policy,
): Owner | null {
  const candidates = [
    ...policy.ownerTagKeys.map((key) => ({ address: addressIn(tags[key]), knownBy: 'tag' as const })),
    { address: addressIn(changedBy), knownBy: 'call' as const },
  ];
  for (const { address, knownBy } of candidates) {
    if (address !== null && isAllowed(address, policy) && !disowned.includes(address))
      return { address, knownBy };
  }
  return null;
}

/** Whom tags name although the policy lets nobody in their domain be mailed; `null` where they name nobody such. */
export function outsiderOf(tags: Readonly<Record<string, string>>, policy: Policy): string | null {
  return addressesIn(tags, policy).find((address) => !isAllowed(address, policy)) ?? null;
}

function isAllowed(address: string, policy: Policy): boolean {
  const domain = address.slice(address.lastIndexOf('@') + 1);
  return policy.ownerMailDomains.some((allowed) => allowed.toLowerCase() === domain);
}
