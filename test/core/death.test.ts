import { describe, expect, it } from 'vitest';
import { parseDeath } from '../../functions/core/death.ts';

const detail = {
  executionArn: 'arn:execution',
  stateMachineArn: 'arn:machine',
  status: 'FAILED',
  input: '{"source":"aws.sagemaker"}',
};
const event = (changes: object = {}, envelope: object = {}) => ({
  source: 'aws.states',
  time: '2026-11-24T09:00:05Z',
  detail: { ...detail, ...changes },
  ...envelope,
});

describe('the end of an execution', () => {
  it.each(['FAILED', 'TIMED_OUT', 'ABORTED'])('that %s is a death, of whom, of what and when', (status) => {
    expect(parseDeath(event({ status }))).toEqual({
      execution: 'arn:execution',
      stateMachineArn: 'arn:machine',
      status,
      input: '{"source":"aws.sagemaker"}',
      at: Date.UTC(2026, 10, 24, 9, 0, 5),
    });
  });
  it.each([[null], [undefined]])('whose input EventBridge left out (%s) has none', (input) => {
    expect(parseDeath(event({ input }))).toMatchObject({ input: null });
  });
  it.each([
    ['SUCCEEDED', event({ status: 'SUCCEEDED' }), 'detail.status: '],
    ['of another service', event({}, { source: 'aws.batch' }), 'source: '],
    ['at no time', event({}, { time: 'soon' }), 'time: '],
    ['of nothing', event({ executionArn: undefined }), 'detail.executionArn: '],
  ])('that is %s is none, and said so', (_what, raw, where) => {
    expect(parseDeath(raw)).toMatch(`expected the end of an execution, got something where ${where}`);
  });
  it('names all that is wrong with it', () => {
    expect(parseDeath(event({ status: 'SUCCEEDED', executionArn: 7 }))).toMatch(
      /detail\.executionArn: .*; detail\.status: /,
    );
  });
});
