/** The template's schedules: what is started, when, with which role. */
import { parseExpression } from '../scheduler/expression.ts';
import type { Schedule } from '../scheduler.ts';
import type { Named } from './named.ts';

interface RawTarget {
  readonly Arn: string;
  readonly RoleArn: string;
  readonly Input?: string;
}

const known = [
  'Description',
  'FlexibleTimeWindow',
  'Name',
  'ScheduleExpression',
  'ScheduleExpressionTimezone',
  'State',
  'Target',
];
/** A start that fails is an error of the sandbox, so that nothing is repeated or left over. */
const knownOfTarget = ['Arn', 'RoleArn', 'Input', 'RetryPolicy', 'DeadLetterConfig'];

const refuseOthers = (where: string, object: object, expected: readonly string[]): void => {
  const unknown = Object.keys(object).find((key) => !expected.includes(key));
  if (unknown !== undefined)
    throw new Error(`${where}: expected one of ${expected.join(', ')}, got ${unknown}`);
};

/** @throws Error for what the sandbox would leave out: windows, other times than it keeps to, disabled schedules */
export const readSchedules = (resources: Named): readonly Schedule[] =>
  resources('AWS::Scheduler::Schedule').map(({ logicalId, properties }) => {
    refuseOthers(logicalId, properties, known);
    const target = properties['Target'] as RawTarget;
    refuseOthers(`${logicalId}.Target`, target, knownOfTarget);
    const window = (properties['FlexibleTimeWindow'] as { Mode?: unknown } | undefined)?.Mode;
    if (window !== 'OFF')
      throw new Error(`${logicalId}: expected no FlexibleTimeWindow, got ${String(window)}`);
    if ((properties['State'] ?? 'ENABLED') !== 'ENABLED') {
      throw new Error(`${logicalId}: expected an enabled schedule, got ${String(properties['State'])}`);
    }
    return {
      name: logicalId,
      expression: parseExpression(
        String(properties['ScheduleExpression']),
        String(properties['ScheduleExpressionTimezone'] ?? 'UTC'),
      ),
      target: { arn: target.Arn, roleArn: target.RoleArn, input: target.Input ?? '{}' },
    };
  });
