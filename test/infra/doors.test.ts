import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, test } from 'vitest';
import type { Detector } from '../../functions/core/policy-props.ts';
import { Synthesized } from './synthesized.ts';

const guard = new Synthesized({ policy: { platformEmail: 'platform@example.com' } });

const rule = (properties: object) => guard.template.hasResourceProperties('AWS::Events::Rule', properties);
const toStateMachine = Match.arrayWith([
  Match.objectLike({ Arn: { Ref: Match.stringLikeRegexp('StateMachine') } }),
]);
const toWakeCase = Match.arrayWith([
  Match.objectLike({ Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('WakeCaseFunction'), 'Arn'] } }),
]);

const calls = (...eventName: string[]) => ({
  source: ['aws.sagemaker'],
  'detail-type': ['AWS API Call via CloudTrail'],
  detail: { eventSource: ['sagemaker.amazonaws.com'], eventName, errorCode: [{ exists: false }] },
});

describe('the rules', () => {
  test('a call that may leave root access on starts an execution', () => {
    rule({
      EventPattern: calls('CreateNotebookInstance', 'UpdateNotebookInstance'),
      Targets: toStateMachine,
    });
  });

  test('calls that may be news go to wake-case', () => {
    rule({
      EventPattern: calls('StartNotebookInstance', 'DeleteNotebookInstance', 'AddTags', 'DeleteTags'),
      Targets: toWakeCase,
    });
  });

  test('statuses that will stay go to wake-case', () => {
    rule({
      EventPattern: {
        source: ['aws.sagemaker'],
        'detail-type': ['SageMaker Notebook Instance State Change'],
        detail: { NotebookInstanceStatus: ['InService', 'Stopped', 'Failed', 'Deleting'] },
      },
      Targets: toWakeCase,
    });
  });

  test('a failed call matches no rule', () => {
    const patterns = Object.values(guard.template.findResources('AWS::Events::Rule'))
      .map((found) => found['Properties'].EventPattern)
      .filter((pattern) => pattern['detail-type'].includes('AWS API Call via CloudTrail'));
    expect(patterns.map((pattern) => pattern.detail.errorCode)).toEqual(
      patterns.map(() => [{ exists: false }]),
    );
  });

  test('an event is handed over as it stands', () => {
    guard.template.allResourcesProperties('AWS::Events::Rule', {
      Targets: [{ InputTransformer: Match.absent(), InputPath: Match.absent(), Input: Match.absent() }],
    });
  });
});

describe('findings of other detectors', () => {
  const rulesWith = (detectors: readonly Detector[]) => {
    const { template } = new Synthesized({ policy: { platformEmail: 'platform@example.com', detectors } });
    return Object.values(template.findResources('AWS::Events::Rule'))
      .map(({ Properties }) => Properties)
      .filter(({ EventPattern }) => EventPattern.source[0] !== 'aws.sagemaker')
      .filter(({ EventPattern }) => EventPattern.source[0] !== 'aws.states');
  };
  const types = (detectors: readonly Detector[]) =>
    rulesWith(detectors).map(({ EventPattern }) => EventPattern['detail-type'][0]);

  test('come in only where the policy wants them', () => {
    expect(types([])).toEqual([]);
    expect(types(['config'])).toEqual(['Config Rules Compliance Change']);
    expect(types(['security-hub']).sort()).toEqual([
      'Findings Imported V2',
      'Security Hub Findings - Custom Action',
      'Security Hub Findings - Imported',
    ]);
  });

  test('start executions as CloudTrail’s events do', () => {
    const [violations] = Object.values(guard.template.findResources('AWS::Events::Rule')).filter(
      ({ Properties }) => Properties.EventPattern.detail.eventName?.includes('CreateNotebookInstance'),
    );
    for (const { Targets } of rulesWith(['config', 'security-hub'])) {
      expect(Targets).toEqual(violations?.['Properties'].Targets);
    }
  });
});

describe('delivery', () => {
  test('what cannot be delivered for a day goes to the dead letters', () => {
    guard.template.allResourcesProperties('AWS::Events::Rule', {
      Targets: [
        {
          RetryPolicy: { MaximumEventAgeInSeconds: 86400, MaximumRetryAttempts: 185 },
          DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('UndeliveredEvents'), 'Arn'] } },
        },
      ],
    });
  });

  test('dead letters are encrypted and kept for 14 days', () => {
    guard.template.allResourcesProperties('AWS::SQS::Queue', {
      SqsManagedSseEnabled: true,
      MessageRetentionPeriod: 1209600,
    });
  });

  test('dead letters travel over TLS only', () => {
    guard.template.allResourcesProperties('AWS::SQS::QueuePolicy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Effect: 'Deny',
            Action: 'sqs:*',
            Condition: { Bool: { 'aws:SecureTransport': 'false' } },
          }),
        ]),
      },
    });
  });

  test('the rule that starts executions may do only that', () => {
    const [role] = Object.keys(guard.template.findResources('AWS::IAM::Role')).filter((id) =>
      id.includes('StartingRole'),
    );
    expect(guard.statementsOf(String(role))).toEqual([
      {
        Effect: 'Allow',
        Action: 'states:StartExecution',
        Resource: expect.stringMatching(/:stateMachine:GuardRemediationStateMachine/),
      },
    ]);
  });
});
