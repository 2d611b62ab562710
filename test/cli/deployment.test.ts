import { describe, expect, it } from 'vitest';
import { deploymentOf } from '../../cli/deployment.ts';
import { Synthesized } from '../infra/synthesized.ts';

const outputs = [
  { OutputKey: 'StateMachineArn', OutputValue: 'arn:machine' },
  { OutputKey: 'LedgerTableName', OutputValue: 'cases' },
];

describe("a stack's outputs", () => {
  it('name the guard', () => {
    expect(deploymentOf('Guard', outputs)).toEqual({ stateMachineArn: 'arn:machine', ledgerTable: 'cases' });
  });
  it('are those that the stack has', () => {
    const { template } = new Synthesized({ policy: { platformEmail: 'platform@example.com' } });
    const declared = Object.keys(template.findOutputs('*')).map((OutputKey) => ({
      OutputKey,
      OutputValue: OutputKey,
    }));
    expect(deploymentOf('Guard', declared)).toEqual({
      stateMachineArn: 'StateMachineArn',
      ledgerTable: 'LedgerTableName',
    });
  });
  it('that lack one are refused by name', () => {
    expect(() => deploymentOf('Guard', outputs.slice(0, 1))).toThrow(
      'stack Guard: expected the output LedgerTableName, got StateMachineArn',
    );
  });
});
