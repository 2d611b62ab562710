import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import { Synthesized } from './synthesized.ts';

const guard = new Synthesized({ policy: { platformEmail: 'platform@example.com' } });
const hourly = new Synthesized({ policy: { platformEmail: 'platform@example.com', sweepEvery: 'PT90M' } });

const schedule = (of: Synthesized, ScheduleExpression: string) =>
  of.template.hasResourceProperties('AWS::Scheduler::Schedule', {
    ScheduleExpression,
    ScheduleExpressionTimezone: 'Etc/UTC',
    State: 'ENABLED',
    FlexibleTimeWindow: { Mode: 'OFF' },
    Target: {
      Arn: { Ref: Match.stringLikeRegexp('SweepStateMachine') },
      Input: '{}',
      DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('SweepUndelivered'), 'Arn'] } },
    },
  });

describe('the schedules', () => {
  test('sweep every six hours', () => schedule(guard, 'rate(6 hours)'));
  test('sweep as often as the policy says', () => schedule(hourly, 'rate(90 minutes)'));
  test('sweep right after exceptions have run out', () => schedule(guard, 'cron(5 0 * * ? *)'));
  test('are no more than these', () => guard.template.resourceCountIs('AWS::Scheduler::Schedule', 2));

  test('may start a sweep, leave what they could not, and do no more', () => {
    const [role] = Object.keys(guard.template.findResources('AWS::IAM::Role')).filter((id) =>
      id.includes('ScheduleRole'),
    );
    expect(guard.statementsOf(String(role))).toEqual([
      {
        Effect: 'Allow',
        Action: 'states:StartExecution',
        Resource: expect.stringMatching(/:stateMachine:GuardSweepStateMachine/),
      },
      { Effect: 'Allow', Action: 'sqs:SendMessage', Resource: expect.stringMatching(/SweepUndelivered/) },
    ]);
  });
});

test('a sweep is started by hand with an ARN that the stack puts out', () => {
  guard.template.hasOutput('SweepArn', { Value: { Ref: Match.stringLikeRegexp('SweepStateMachine') } });
});

test('its log has no execution data', () => {
  guard.template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
    DefinitionString: Match.stringLikeRegexp('LookAtEach'),
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
  });
});
