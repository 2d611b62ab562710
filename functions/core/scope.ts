/**
 * Which notebooks the policy is about. A notebook that leaves the scope is left as it is from then on; one that we
 * stopped is given back first.
 */
import type { Facts } from './facts.ts';
import { giveBack } from './give-back.ts';
import type { Policy } from './policy.ts';
import { close, type Step } from './step.ts';
import type { News } from './trigger.ts';
import { isPastReturn } from './upgrade.ts';

/** Which of the tags that every notebook in scope carries this one lacks, in words; `null` where it is in scope. */
export function outOfScope(tags: Readonly<Record<string, string>>, { scope }: Policy): string | null {
  const lacking = Object.entries(scope).filter(([key, value]) => tags[key] !== value);
  if (lacking.length === 0) return null;
  return `It is out of the policy's scope: it does not carry ${lacking.map(([key, value]) => `${key}=${value}`).join(', ')}.`;
}

/** It was in scope when its case was opened. */
export function whenOutOfScope(facts: Facts): Step | null {
  const { file, notebook, policy } = facts;
  const lacks = outOfScope(notebook.tags, policy);
  if (lacks === null || isPastReturn(facts)) return null;
  const left = `${lacks} Nothing more is done about its root access.`;
  if (file.restartOwed === null) return close('observed', left);
  return giveBack(facts, {
    running: 'observed',
    leftStopped: 'observed',
    down: 'failed',
    said: (what) => `${left} It had been stopped by then. ${what}`,
    because: null,
  });
}

/** Whether a tag was touched by which a notebook comes into scope or leaves it. */
export const touchesScope = (news: News, { scope }: Policy): boolean =>
  news.tagKeys.some((key) => Object.hasOwn(scope, key));
