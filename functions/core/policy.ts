import { Temporal } from 'temporal-polyfill';
import * as z from 'zod';

/** How long each phase of a case may take; ISO 8601 durations of at most 30 days. */
export interface BudgetProps {
  /**
   * How long a notebook may take to settle before enforcement can begin.
   * @default 'PT1H'
   */
  readonly settle?: string;
  /**
   * How long maintenance by AWS is waited out.
   * @default 'P1D'
   */
  readonly maintenance?: string;
  /**
   * How long a stop may take until the notebook is Stopped.
   * @default 'PT30M'
   */
  readonly stop?: string;
  /**
   * How long an update may take until the notebook is Stopped again.
   * @default 'PT15M'
   */
  readonly update?: string;
  /**
   * How long a start may take until the notebook is InService.
   * @default 'PT1H'
   */
  readonly start?: string;
}

/** The policy as people write it: in cdk.json's context, in the construct's props, in stories. Durations are ISO 8601. */
export interface PolicyProps {
  /**
   * Where escalations go: the platform team's mail address.
   */
  readonly platformEmail: string;
  /**
   * What is done about a violation: `observe` records only, `notify` tells owners and changes nothing, `enforce` turns root access off.
   * @default 'enforce'
   */
  readonly mode?: 'observe' | 'notify' | 'enforce';
  /**
   * From the accepted first notice to enforcement.
   * @default 'PT24H'
   */
  readonly graceWindow?: string;
  /**
   * When owners are reminded, counted back from the deadline, longest first; the last one is the notice `final`.
   * @default ['PT12H', 'PT1H']
   */
  readonly reminders?: readonly string[];
  /**
   * What becomes of a notebook that its owner stopped: `wait` for the deadline, or `disable` root access as soon as the first notice is out.
   * @default 'wait'
   */
  readonly stoppedNotebooks?: 'wait' | 'disable';
  /**
   * Tags that name the owner's mail address, in the order in which they are looked for.
   * @default ['Owner', 'owner']
   */
  readonly ownerTagKeys?: readonly string[];
  /**
   * Mail domains whose addresses may be subscribed and mailed.
   * @default [] (nobody but the platform team is mailed)
   */
  readonly ownerMailDomains?: readonly string[];
  /**
   * What becomes of a notebook whose owner cannot be reached: `enforce` with the notices going to the platform team, or `hold`.
   * @default 'enforce'
   */
  readonly unreachableOwner?: 'enforce' | 'hold';
  /**
   * The longest sleep while a notebook that we stopped is between states.
   * @default 'PT30S'
   */
  readonly pollInterval?: string;
  /**
   * How long each phase of a case may take.
   * @default each phase's own
   */
  readonly budgets?: BudgetProps;
}

/** Each phase of a case that has a time budget. */
export type Phase = keyof BudgetProps;

/** The policy as decisions read it: complete and checked, every duration in milliseconds. */
export interface Policy {
  readonly platformEmail: string;
  readonly mode: 'observe' | 'notify' | 'enforce';
  readonly graceWindow: number;
  /** Strictly falling; the last one is the notice `final`. */
  readonly reminders: readonly number[];
  readonly stoppedNotebooks: 'wait' | 'disable';
  readonly ownerTagKeys: readonly string[];
  /** In lower case. */
  readonly ownerMailDomains: readonly string[];
  readonly unreachableOwner: 'enforce' | 'hold';
  readonly pollInterval: number;
  readonly budgets: Readonly<Record<Phase, number>>;
}

/** The policy with nothing left out, in the form in which people write it. */
export type CompletePolicyProps = Required<Omit<PolicyProps, 'budgets'>> & {
  readonly budgets: Required<BudgetProps>;
};

/** What a key means that is left out. */
export const policyDefaults: Omit<CompletePolicyProps, 'platformEmail'> = {
  mode: 'enforce',
  graceWindow: 'PT24H',
  reminders: ['PT12H', 'PT1H'],
  stoppedNotebooks: 'wait',
  ownerTagKeys: ['Owner', 'owner'],
  ownerMailDomains: [],
  unreachableOwner: 'enforce',
  pollInterval: 'PT30S',
  budgets: { settle: 'PT1H', maintenance: 'P1D', stop: 'PT30M', update: 'PT15M', start: 'PT1H' },
};

/** A policy that cannot be used; the message names each bad key, what was expected and what was got, on one line. */
export class MalformedPolicy extends Error {
  override readonly name = 'MalformedPolicy';
}

const milliseconds = (text: string): number | undefined => {
  try {
    const duration = Temporal.Duration.from(text);
    if (duration.years !== 0 || duration.months !== 0 || duration.weeks !== 0) return undefined;
    return duration.total('milliseconds');
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
};

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

const keys = {
  platformEmail: z.email({ error: 'a mail address' }),
  mode: oneOf(['observe', 'notify', 'enforce']),
  graceWindow: duration('PT0S', longestGraceWindow),
  reminders: listOf('ISO 8601 durations, longest first', duration('PT1S', longestGraceWindow)).refine(
    falling,
    {
      error: 'a list of ISO 8601 durations, longest first',
    },
  ),
  stoppedNotebooks: oneOf(['wait', 'disable']),
  ownerTagKeys: listOf(
    'tag keys',
    z.string({ error: 'a tag key' }).regex(/^[\p{L}\p{Z}\p{N}_.:/=+\-@]{1,128}$/u, { error: 'a tag key' }),
  ),
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
  pollInterval: duration('PT1S', 'P1D'),
};

const phases = { settle: budget(), maintenance: budget(), stop: budget(), update: budget(), start: budget() };

const strict = <T extends z.ZodRawShape>(shape: T) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? `one of the keys ${Object.keys(shape).join(', ')}`
        : `an object with the keys ${Object.keys(shape).join(', ')}`,
  });

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
