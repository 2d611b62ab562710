import { milliseconds } from './duration.ts';
import { MalformedStory, quote } from './malformed-story.ts';
import type { StoryPolicy, StoryWindow } from './types.ts';

const day = 86_400_000;

/** What the deployed policy would refuse of a duration that is well formed. */
const bounds: Readonly<Record<string, readonly [number, number, string]>> = {
  graceWindow: [0, 180 * day, 'at most P180D'],
  repeatGraceWindow: [0, 180 * day, 'at most P180D'],
  reminders: [1_000, 180 * day, 'from PT1S to P180D'],
  holdReminder: [3_600_000, 365 * day, 'from PT1H to P365D'],
  sweepEvery: [900_000, 7 * day, 'from PT15M to P7D'],
  pollInterval: [1_000, day, 'from PT1S to P1D'],
  postponement: [0, 30 * day, 'at most P30D'],
  exceptionWarning: [0, 90 * day, 'at most P90D'],
  budgets: [1_000, 30 * day, 'from PT1S to P30D'],
};

const checkDuration = (file: string, where: string, key: string, text: string): void => {
  const [least, most, range] = bounds[key] ?? [0, Number.POSITIVE_INFINITY, ''];
  const length = milliseconds(text);
  if (text.includes('W')) {
    throw new MalformedStory(
      file,
      where,
      `expected an ISO 8601 duration of days, hours, minutes or seconds, got ${quote(text)}`,
    );
  }
  if (length < least || length > most) {
    throw new MalformedStory(file, where, `expected an ISO 8601 duration ${range}, got ${quote(text)}`);
  }
};

const isTimeZone = (name: string): boolean => {
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const checkTimeZone = (file: string, where: string, window: StoryWindow | undefined): void => {
  if (window === undefined || isTimeZone(window.timeZone)) return;
  const got = quote(window.timeZone);
  throw new MalformedStory(file, `${where}.timeZone`, `expected an IANA time zone, got ${got}`);
};

const checkOverrides = (
  file: string,
  { graceWindow, enforcementWindow }: NonNullable<StoryPolicy['overrides']>,
): void => {
  const where = 'policy.overrides';
  if (graceWindow !== undefined) {
    const { atLeast, atMost } = graceWindow;
    checkDuration(file, `${where}.graceWindow.atLeast`, 'graceWindow', atLeast);
    checkDuration(file, `${where}.graceWindow.atMost`, 'graceWindow', atMost);
    if (milliseconds(atLeast) > milliseconds(atMost)) {
      const got = quote({ atLeast, atMost });
      throw new MalformedStory(
        file,
        `${where}.graceWindow`,
        `expected bounds of which atLeast is not the longer, got ${got}`,
      );
    }
  }
  for (const [name, window] of Object.entries(enforcementWindow?.choices ?? {})) {
    checkTimeZone(file, `${where}.enforcementWindow.choices.${name}`, window);
  }
};

/**
 * The story's policy with the two defaults that stories have.
 *
 * @throws MalformedStory for a duration out of bounds, or reminders that are not longest first
 */
export const policyOf = (written: Partial<StoryPolicy>, file: string): StoryPolicy => {
  const policy = { platformEmail: 'platform@example.com', ownerMailDomains: ['example.com'], ...written };
  const { reminders = [], budgets = {} } = policy;
  const lengths = [
    'graceWindow',
    'repeatGraceWindow',
    'holdReminder',
    'sweepEvery',
    'pollInterval',
    'postponement',
    'exceptionWarning',
  ] as const;
  for (const key of lengths) {
    const text = policy[key];
    if (text !== undefined) checkDuration(file, `policy.${key}`, key, text);
  }
  for (const [phase, text] of Object.entries(budgets))
    checkDuration(file, `policy.budgets.${phase}`, 'budgets', text);
  reminders.forEach((text, index) => {
    checkDuration(file, `policy.reminders[${index}]`, 'reminders', text);
    const before = reminders[index - 1];
    if (before !== undefined && milliseconds(before) <= milliseconds(text)) {
      throw new MalformedStory(
        file,
        'policy.reminders',
        `expected the longest first, got ${quote(reminders)}`,
      );
    }
  });
  checkTimeZone(file, 'policy.enforcementWindow', policy.enforcementWindow ?? undefined);
  checkOverrides(file, policy.overrides ?? {});
  return policy;
};
