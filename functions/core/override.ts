/**
 * What a tag of a notebook may choose, within bounds that the platform team sets: its grace window, and when it may
 * be stopped. Read when the deadline is fixed, and only then.
 */
import type { Case } from './case.ts';
import { iso, milliseconds } from './duration.ts';
import { oneLine } from './one-line.ts';
import type { Policy } from './policy.ts';

type Tags = Readonly<Record<string, string>>;

/** What a tag says, `null` where it says nothing, or why it does not count. */
type Said<T> = { readonly value: T | null; readonly wrong: string | null };
const nothing = { value: null, wrong: null };

const longestValue = 256;
const got = (value: string): string => JSON.stringify(oneLine(value, longestValue));

function graceWindowOf(tags: Tags, { overrides: { graceWindow } }: Policy): Said<number> {
  if (graceWindow === undefined) return nothing;
  const { atLeast, atMost, tagKey } = graceWindow;
  const said = tags[tagKey];
  if (said === undefined) return nothing;
  const value = milliseconds(said.trim());
  return value !== undefined && value >= atLeast && value <= atMost
    ? { value, wrong: null }
    : {
        value: null,
        wrong: `the tag ${tagKey} must be an ISO 8601 duration from ${iso(atLeast)} to ${iso(atMost)}, and is ${got(said)}`,
      };
}

function windowNameOf(tags: Tags, { overrides: { enforcementWindow } }: Policy): Said<string> {
  if (enforcementWindow === undefined) return nothing;
  const { choices, tagKey } = enforcementWindow;
  const said = tags[tagKey];
  if (said === undefined) return nothing;
  return Object.hasOwn(choices, said)
    ? { value: said, wrong: null }
    : {
        value: null,
        wrong: `the tag ${tagKey} must be one of ${Object.keys(choices).join(', ')}, and is ${got(said)}`,
      };
}

/** The policy as a notebook's tags have it, by which its deadline is fixed. */
export function fittedTo(
  tags: Tags,
  policy: Policy,
): { readonly policy: Policy; readonly windowName: string | undefined } {
  const windowName = windowNameOf(tags, policy).value ?? undefined;
  const graceWindow = graceWindowOf(tags, policy).value ?? policy.graceWindow;
  return { policy: { ...withWindow(policy, windowName), graceWindow }, windowName };
}

/** The policy with the window to which a deadline was fitted, by its name among the choices. */
export function withWindow(policy: Policy, windowName: Case['windowName']): Policy {
  const choice =
    windowName === undefined ? undefined : policy.overrides.enforcementWindow?.choices[windowName];
  return choice === undefined ? policy : { ...policy, enforcementWindow: choice };
}

/** Why a tag that was meant to choose does not count, as clauses for a notice. */
export const overridesThatDoNotCount = (tags: Tags, policy: Policy): readonly string[] =>
  [graceWindowOf(tags, policy).wrong, windowNameOf(tags, policy).wrong].filter((wrong) => wrong !== null);
