/** The command with which the platform team grants an exception that an owner asked for. */
import type { OwnerAnswer } from './case.ts';
import type { Policy } from './policy.ts';
import { shellWord } from './shell-word.ts';

const day = 86_400_000;

/** Longer ones are a decision of their own. */
const usualDays = 30;

/** SageMaker's longest tag value. */
export const longestValue = 256;

export interface Approval {
  /** The exception's last day, as `YYYY-MM-DD`. */
  readonly until: string;
  readonly command: string;
}

/** @param arn the notebook's */
export function approvalOf(arn: string, asked: OwnerAnswer, policy: Policy, now: number): Approval {
  const until = new Date(now + Math.min(usualDays, policy.maxExceptionDays) * day).toISOString().slice(0, 10);
  const value = `until=${until} ${inTagCharset(`${asked.address}: ${asked.reason ?? ''}`)}`;
  // Half of a pair of surrogates is no character.
  const cut = value.slice(0, longestValue).replace(/[\uD800-\uDBFF]$/, '');
  return { until, command: commandFor(arn, cut.trim(), policy) };
}

/** The command that sets a notebook's exception tag, for whoever may approve. */
export function commandFor(arn: string, value: string, policy: Policy): string {
  const tags = [{ Key: policy.exceptionTagKey, Value: value }];
  // As JSON: in the CLI's shorthand a comma or a sign of equality would need quotes of its own.
  return `aws sagemaker add-tags --resource-arn ${shellWord(arn)} --tags ${shellWord(JSON.stringify(tags))}`;
}

/** What a tag's value may not contain becomes a blank; nor is anything left of which a mail program makes a link. */
const inTagCharset = (text: string): string =>
  text
    .replace(/[^\p{L}\p{N}_.:/=+\-@]+/gu, ' ')
    .replaceAll('://', ': //')
    .replace(/\bwww\./gi, 'www ');
