import { RemovalPolicy } from 'aws-cdk-lib';
import { test } from 'vitest';
import { Synthesized } from './synthesized.ts';

const policy = { platformEmail: 'platform@example.com' };
const guard = new Synthesized({ policy });

test('the ledger has point-in-time recovery', () => {
  guard.template.hasResourceProperties('AWS::DynamoDB::Table', {
    PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true },
  });
});

test('the ledger survives the stack', () => {
  guard.template.hasResource('AWS::DynamoDB::Table', {
    DeletionPolicy: 'Retain',
    UpdateReplacePolicy: 'Retain',
  });
});

test('the ledger is protected from deletion', () => {
  guard.template.hasResourceProperties('AWS::DynamoDB::Table', { DeletionProtectionEnabled: true });
});

test('a ledger that is to go with the stack is not protected from deletion', () => {
  const passing = new Synthesized({ policy, removalPolicy: RemovalPolicy.DESTROY });
  passing.template.hasResource('AWS::DynamoDB::Table', {
    Properties: { DeletionProtectionEnabled: false },
    DeletionPolicy: 'Delete',
  });
});

test('the ledger is keyed by pk and sk, both strings', () => {
  guard.template.hasResourceProperties('AWS::DynamoDB::Table', {
    KeySchema: [
      { AttributeName: 'pk', KeyType: 'HASH' },
      { AttributeName: 'sk', KeyType: 'RANGE' },
    ],
    AttributeDefinitions: [
      { AttributeName: 'pk', AttributeType: 'S' },
      { AttributeName: 'sk', AttributeType: 'S' },
    ],
  });
});

test('the ledger is paid by request', () => {
  guard.template.hasResourceProperties('AWS::DynamoDB::Table', { BillingMode: 'PAY_PER_REQUEST' });
});

test('what has expired goes by itself', () => {
  guard.template.hasResourceProperties('AWS::DynamoDB::Table', {
    TimeToLiveSpecification: { AttributeName: 'ttl', Enabled: true },
  });
});
