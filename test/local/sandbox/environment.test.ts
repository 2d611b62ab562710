import { describe, expect, it } from 'vitest';
import { environmentOf, mergePolicy } from '../../../local/sandbox/environment.ts';

describe("a story's policy", () => {
  it('stands before the deployed one', () => {
    expect(mergePolicy({ mode: 'enforce', graceWindow: 'PT24H' }, { graceWindow: 'PT1H' })).toEqual({
      mode: 'enforce',
      graceWindow: 'PT1H',
    });
  });

  it('replaces one of several budgets', () => {
    expect(mergePolicy({ budgets: { stop: 'PT30M', start: 'PT1H' } }, { budgets: { stop: 'PT5M' } })).toEqual(
      {
        budgets: { stop: 'PT5M', start: 'PT1H' },
      },
    );
  });

  it('replaces a list as a whole', () => {
    expect(mergePolicy({ reminders: ['PT12H', 'PT1H'] }, { reminders: [] })).toEqual({ reminders: [] });
  });
});

describe("a function's environment", () => {
  const described = {
    name: 'stop-notebook',
    functionName: 'Guard-Stop',
    arn: 'arn:aws:lambda:eu-west-1:111122223333:function:Guard-Stop',
    roleArn: 'arn:aws:iam::111122223333:role/stop',
    folder: '/assembly/asset',
    file: '/assembly/asset/stop-notebook.mjs',
    handler: 'handler',
    environment: { LEDGER_TABLE: 'ledger' },
    timeoutSeconds: 30,
    memoryMegabytes: 512,
    async: { retries: 2, maxAgeSeconds: 21_600, onFailureArn: null },
  };

  it("has the template's variables", () => {
    expect(environmentOf(described, {}, 'http://127.0.0.1:1')).toMatchObject({ LEDGER_TABLE: 'ledger' });
  });

  it('has no policy where the template gives none', () => {
    expect(environmentOf(described, { mode: 'observe' }, 'http://127.0.0.1:1')).not.toHaveProperty('POLICY');
  });

  it('has all its services at the endpoint', () => {
    expect(environmentOf(described, {}, 'http://127.0.0.1:1')['AWS_ENDPOINT_URL']).toBe('http://127.0.0.1:1');
  });
});
