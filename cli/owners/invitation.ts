/** Who is to be asked to confirm a subscription, and the words of `owners invite`. */
import { oneLine } from '../../functions/core/one-line.ts';
import type { Failure } from '../each.ts';
import { counted } from '../words.ts';
import { unknown } from './listing.ts';
import type { Standing, Survey } from './survey.ts';

/** Addresses, each in one of the lists. */
export interface Invitation {
  readonly toAsk: readonly string[];
  /** Mail reaches them. */
  readonly confirmed: readonly string[];
  /** They were asked before, and are not asked again. */
  readonly pending: readonly string[];
  /** The platform team's own, which the deployment asked. */
  readonly platform: readonly string[];
}

/** @param again whether those who were asked and have not answered are asked again. @param platformEmail in lower case */
export function invitation(owners: readonly Standing[], again: boolean, platformEmail: string): Invitation {
  const isOf = ({ owner, subscription }: Standing): keyof Invitation => {
    if (subscription === 'confirmed') return 'confirmed';
    // Its notices go to the template's topic: a confirmed subscription to another would reach nobody.
    if (owner === platformEmail) return 'platform';
    return subscription === 'pending' && !again ? 'pending' : 'toAsk';
  };
  const those = (list: keyof Invitation) =>
    owners.filter((one) => isOf(one) === list).map(({ owner }) => owner);
  return {
    toAsk: those('toAsk'),
    confirmed: those('confirmed'),
    pending: those('pending'),
    platform: those('platform'),
  };
}

const line = (text: string): string => oneLine(text, 254);

export function plan(
  { confirmed, pending, platform, toAsk }: Invitation,
  { failed, unowned }: Survey,
): string {
  const mails =
    toAsk.length === 0
      ? 'Nobody is to be asked.'
      : `${counted(toAsk.length, 'mail')} from SNS, with a link to confirm a subscription, to`;
  const others = [
    ...(confirmed.length === 0 ? [] : [`${confirmed.length} confirmed already`]),
    ...(pending.length === 0 ? [] : [`${pending.length} asked before (--again asks them again)`]),
    ...platform.map((address) => `${line(address)} is the platform team's, which the deployment asked`),
  ];
  const lines = [
    mails,
    ...toAsk.map((address) => `  ${line(address)}`),
    ...(others.length === 0 ? [] : [`Left alone: ${others.join('; ')}.`]),
    ...(unowned.length === 0
      ? []
      : [
          `${counted(unowned.length, 'notebook')} without an owner who may be mailed; owners list names them.`,
        ]),
    ...unknown(failed),
  ];
  return `${lines.join('\n')}\n`;
}

export function result(asked: readonly string[], failed: readonly Failure[]): string {
  const lines = [
    ...asked.map((address) => `asked   ${line(address)}`),
    ...failed.map(({ about, why }) => `failed  ${line(about)}: ${why}`),
    failed.length === 0
      ? `${counted(asked.length, 'owner')} asked.`
      : `${counted(asked.length, 'owner')} asked, ${failed.length} not; repeat the command to ask them again.`,
  ];
  return `${lines.join('\n')}\n`;
}
