/** The template's EventBridge rules with their targets, as the event bus takes them. */
import type { Rule, Target } from '../eventbridge/bus.ts';
import type { Named } from './named.ts';

interface RawTarget {
  readonly Id: string;
  readonly Arn: string;
  readonly RoleArn?: string;
  readonly RetryPolicy?: {
    readonly MaximumRetryAttempts?: number;
    readonly MaximumEventAgeInSeconds?: number;
  };
  readonly DeadLetterConfig?: { readonly Arn?: string };
}

const known = ['Id', 'Arn', 'RoleArn', 'RetryPolicy', 'DeadLetterConfig'];

const readTarget = (raw: RawTarget, rule: string): Target => {
  const unknown = Object.keys(raw).find((key) => !known.includes(key));
  if (unknown !== undefined)
    throw new Error(`${rule}: expected a target of ${known.join(', ')}, got ${unknown}`);
  const { MaximumRetryAttempts, MaximumEventAgeInSeconds } = raw.RetryPolicy ?? {};
  const deadLetterArn = raw.DeadLetterConfig?.Arn;
  return {
    id: raw.Id,
    arn: raw.Arn,
    ...(raw.RoleArn === undefined ? {} : { roleArn: raw.RoleArn }),
    retryPolicy: {
      ...(MaximumRetryAttempts === undefined ? {} : { maximumRetryAttempts: MaximumRetryAttempts }),
      ...(MaximumEventAgeInSeconds === undefined
        ? {}
        : { maximumEventAgeInSeconds: MaximumEventAgeInSeconds }),
    },
    ...(deadLetterArn === undefined ? {} : { deadLetterArn }),
  };
};

/** @throws Error for a target property, or a rule without a pattern, that the sandbox would leave out */
export const readRules = (resources: Named): readonly Rule[] =>
  resources('AWS::Events::Rule').map(({ identity, properties }) => {
    const pattern = properties['EventPattern'];
    if (pattern === undefined) throw new Error(`${identity.ref}: expected an EventPattern, got none`);
    return {
      name: identity.ref,
      arn: String(identity.attributes['Arn']),
      pattern,
      enabled: properties['State'] !== 'DISABLED',
      targets: ((properties['Targets'] ?? []) as RawTarget[]).map((target) =>
        readTarget(target, identity.ref),
      ),
    };
  });
