import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';
import { approverPattern } from './approver.ts';
import { milliseconds } from './duration.ts';
import {
  type BudgetProps,
  type Detector,
  detectorNames,
  type EnforcementWindowProps,
  type FreezeProps,
  type PolicyProps,
  policyDefaults,
  weekdays,
} from './policy-props.ts';

export { type PolicyProps, policyDefaults } from './policy-props.ts';

/** Each phase of a case that has a time budget. */
export type Phase = keyof BudgetProps;

/** The policy as decisions read it: complete and checked, every duration in milliseconds. */
export interface Policy {
  readonly platformEmail: string;
  readonly mode: 'observe' | 'notify' | 'enforce';
  readonly graceWindow: number;
  readonly repeatGraceWindow: number;
  readonly enforcementWindow: EnforcementWindowProps | null;
  readonly freezes: readonly FreezeProps[];
  readonly overrides: {
    readonly graceWindow?:
      | { readonly tagKey: string; readonly atLeast: number; readonly atMost: number }
      | undefined;
    readonly enforcementWindow?:
      | { readonly tagKey: string; readonly choices: Readonly<Record<string, EnforcementWindowProps>> }
      | undefined;
  };
  readonly exceptionTagKey: string;
  readonly maxExceptionDays: number;
  readonly scope: Readonly<Record<string, string>>;
  readonly approvers: readonly string[];
  readonly exceptionWarning: number;
  readonly maxRounds: number;
  readonly maxConcurrentStops: number | null;
  readonly maxCasesPerHour: number | null;
  /** Strictly falling; the last one is the notice `final`. */
  readonly reminders: readonly number[];
  readonly stoppedNotebooks: 'wait' | 'disable';
  readonly retiredPlatforms: 'hold' | 'upgrade';
  readonly ownerTagKeys: readonly string[];
  /** In lower case. */
  readonly ownerMailDomains: readonly string[];
  readonly unreachableOwner: 'enforce' | 'hold';
  readonly answerPage: boolean;
  readonly detectors: readonly Detector[];
  readonly postponement: number;
  readonly holdReminder: number;
  readonly sweepEvery: number;
  readonly pollInterval: number;
  readonly budgets: Readonly<Record<Phase, number>>;
}

/** A policy that cannot be used; the message names each bad key, what was expected and what was got, on one line. */
export class MalformedPolicy extends Error {
  override readonly name = 'MalformedPolicy';
}

/** In each schema the `error` is what was expected; what was got is read from the policy itself. */
const duration = (least: string, most: string) => {
  const expected = 'an ISO 8601 duration of days, hours, minutes or seconds';
  const [atLeast, atMost] = [least, most].map((bound) => milliseconds(bound) ?? Number.NaN) as [
    number,
    number,
  ];
  return z.string({ error: expected }).transform((text, context) => {
    const length = milliseconds(text);
    if (length !== undefined && length >= atLeast && length <= atMost) return length;
    const bounds = length === undefined ? '' : `, from ${least} to ${most}`;
    context.issues.push({ code: 'custom', message: expected + bounds, input: text });
    return z.NEVER;
  });
};

const oneOf = <const T extends readonly string[]>(values: T) =>
  z.enum(values, { error: `one of ${values.join(', ')}` });

const listOf = <T extends z.ZodType>(what: string, item: T) => z.array(item, { error: `a list of ${what}` });

const falling = (lengths: readonly number[]): boolean =>
  lengths.every((length, index) => index === 0 || length < (lengths[index - 1] ?? 0));

// A Standard execution may live for a year: the longest grace window and all budgets together stay under it.
const longestGraceWindow = 'P180D';
const budget = () => duration('PT1S', 'P30D');

const tagKey = z
  .string({ error: 'a tag key' })
  .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, { error: 'a tag key' });

const tagValue = z
  .string({ error: "a tag's value" })
  .regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u, { error: "a tag's value" });
const approverExpected = 'an ARN pattern of a role or a user, or permission-set/NAME';
const countUpTo = (most: number) => {
  const error = `a whole number from 1 to ${most}`;
  return z.int({ error }).min(1, { error }).max(most, { error });
};

const timeOfDay = z
  .string({ error: 'a time as HH:MM' })
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, { error: 'a time as HH:MM' });
const date = z.iso.date({ error: 'a date as YYYY-MM-DD' });

const isTimeZone = (name: string): boolean => {
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(name);
    return true;
  } catch (error) {
    if (error instanceof RangeError) return false;
    throw error;
  }
};

const strict = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `one of the keys ${Object.keys(shape).join(', ')}`
        : `an object with the keys ${Object.keys(shape).join(', ')}`,
  });

const window = strict({
  days: z.array(oneOf(weekdays), { error: 'a list of days' }).min(1, { error: 'a list of at least one day' }),
  from: timeOfDay,
  to: timeOfDay,
  timeZone: z.string({ error: 'an IANA time zone' }).refine(isTimeZone, { error: 'an IANA time zone' }),
});

const overrides = {
  graceWindow: strict({
    tagKey,
    atLeast: duration('PT0S', longestGraceWindow),
    atMost: duration('PT0S', longestGraceWindow),
  })
    .refine(({ atLeast, atMost }) => atLeast <= atMost, {
      error: 'bounds of which atLeast is not the longer',
    })
    .optional(),
  enforcementWindow: strict({
    tagKey,
    choices: z
      .record(tagValue, window, { error: 'windows by their names' })
      .refine((choices) => Object.keys(choices).length > 0, { error: 'at least one window by its name' }),
  }).optional(),
};

const keys = {
  platformEmail: z.email({ error: 'a mail address' }),
  mode: oneOf(['observe', 'notify', 'enforce']),
  graceWindow: duration('PT0S', longestGraceWindow),
  repeatGraceWindow: duration('PT0S', longestGraceWindow),
  enforcementWindow: window.nullable(),
  freezes: listOf(
    'dates {from, to}',
    strict({ from: date, to: date }).refine(({ from, to }) => from <= to, {
      error: 'dates of which the first is not the later',
    }),
  ),
  overrides: strict(overrides),
  exceptionTagKey: tagKey,
  maxExceptionDays: z.int({ error: 'a whole number of days' }).min(1, { error: 'at least one day' }),
  scope: z.record(tagKey, tagValue, { error: 'tags as {key: value}' }),
  approvers: listOf(
    'ARN patterns of roles and users',
    z.string({ error: approverExpected }).regex(approverPattern, { error: approverExpected }),
  ),
  exceptionWarning: duration('PT0S', 'P90D'),
  maxRounds: z.int({ error: 'a whole number' }).min(1, { error: 'at least 1' }),
  maxConcurrentStops: countUpTo(500).nullable(),
  maxCasesPerHour: countUpTo(500).nullable(),
  reminders: listOf('ISO 8601 durations, longest first', duration('PT1S', longestGraceWindow)).refine(
    falling,
    {
      error: 'a list of ISO 8601 durations, longest first',
    },
  ),
  stoppedNotebooks: oneOf(['wait', 'disable']),
  retiredPlatforms: oneOf(['hold', 'upgrade']),
  ownerTagKeys: listOf('tag keys', tagKey),
  ownerMailDomains: listOf(
    'mail domains such as example.com',
    z
      .string({ error: 'a mail domain such as example.com' })
      .regex(/^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)+$/i, {
        error: 'a mail domain such as example.com',
      })
      .toLowerCase(),
  ),
  unreachableOwner: oneOf(['enforce', 'hold']),
  answerPage: z.boolean({ error: 'true or false' }),
  detectors: listOf(detectorNames.join(', '), oneOf(detectorNames)),
  postponement: duration('PT0S', 'P30D'),
  holdReminder: duration('PT1H', 'P365D'),
  sweepEvery: duration('PT15M', 'P7D').refine((length) => length % 60_000 === 0, {
    error: 'an ISO 8601 duration of whole minutes',
  }),
  pollInterval: duration('PT1S', 'P1D'),
};

const phases = { settle: budget(), maintenance: budget(), stop: budget(), update: budget(), start: budget() };

const schema = strict({ ...keys, budgets: strict(phases) });

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const complete = (raw: unknown): unknown => {
  if (!isRecord(raw)) return raw;
  const budgets = raw['budgets'] === undefined ? {} : raw['budgets'];
  return {
    ...policyDefaults,
    ...raw,
    budgets: isRecord(budgets) ? { ...policyDefaults.budgets, ...budgets } : budgets,
  };
};

const valueAt = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inner, key) => (inner as Record<PropertyKey, unknown> | undefined)?.[key], value);

const keyAt = (path: readonly PropertyKey[]): string =>
  path.reduce<string>(
    (key, part) => key + (typeof part === 'number' ? `[${part}]` : `.${String(part)}`),
    'policy',
  );

const refusals = (raw: unknown, issue: z.core.$ZodIssue): readonly string[] =>
  issue.code === 'unrecognized_keys'
    ? issue.keys.map(
        (key) => `${keyAt([...issue.path, key])}: expected ${issue.message}, got ${JSON.stringify(key)}`,
      )
    : [
        `${keyAt(issue.path)}: expected ${issue.message}, got ${JSON.stringify(valueAt(raw, issue.path)) ?? 'nothing'}`,
      ];

/**
 * Checks a policy as people write it, fills in what is left out, and turns durations into milliseconds.
 * @throws MalformedPolicy
 */
export const parsePolicy = (raw: unknown): Policy => {
  const filled = complete(raw);
  const result = schema.safeParse(filled);
  if (result.success) return result.data;
  throw new MalformedPolicy(result.error.issues.flatMap((issue) => refusals(filled, issue)).join('; '));
};

/**
 * The whole policy as JSON, with what was left out filled in, as `parsePolicy` reads it back from the environment.
 * @throws MalformedPolicy
 */
export const serialisePolicy = (policy: PolicyProps): string => {
  parsePolicy(policy);
  return JSON.stringify(complete(policy));
};
