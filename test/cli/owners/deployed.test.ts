import { describe, expect, it } from 'vitest';
import { deployedWith, mailerIn } from '../../../cli/owners/deployed.ts';

const environment = {
  POLICY: JSON.stringify({ platformEmail: 'Platform@example.com', ownerMailDomains: ['example.com'] }),
  PLATFORM_TOPIC_ARN: 'arn:aws:sns:eu-west-1:111122223333:platform',
  OWNER_TOPIC_PREFIX: 'guard-owner-',
  LEDGER_TABLE: 'ledger',
};

describe('what is deployed', () => {
  it('is found by the function that mails owners', () => {
    const States = { NotifyOwner: { Type: 'Task', Parameters: { FunctionName: 'arn:notify-owner' } } };
    expect(mailerIn(JSON.stringify({ StartAt: 'OpenCase', States }))).toBe('arn:notify-owner');
  });
  it('has its topics, with the platform address in lower case', () => {
    expect(deployedWith(environment).topics).toEqual({
      platformEmail: 'platform@example.com',
      platformTopicArn: 'arn:aws:sns:eu-west-1:111122223333:platform',
      ownerTopicPrefix: 'guard-owner-',
    });
  });
  it('has its ledger', () => expect(deployedWith(environment).ledgerTable).toBe('ledger'));
  it('has its policy, with what was left out', () => {
    expect(deployedWith(environment).policy.ownerTagKeys).toEqual(['Owner', 'owner']);
  });
  it.each([
    [
      'no variable',
      { ...environment, OWNER_TOPIC_PREFIX: undefined },
      'OWNER_TOPIC_PREFIX: expected a value',
    ],
    ['no JSON', { ...environment, POLICY: '{' }, 'SyntaxError'],
    [
      'a key that is not ours',
      { ...environment, POLICY: '{"platformEmail":"p@example.com","x":1}' },
      'policy.x',
    ],
  ])('is refused in words of its own where it has %s', (_what, variables, said) => {
    expect(() => deployedWith(variables)).toThrow(
      expect.objectContaining({
        name: 'CannotGoOn',
        message: expect.stringMatching(new RegExp(`${said}.*is another version deployed\\?$`)),
      }),
    );
  });
  it.each(['', '{"States":{}}'])('is refused without a state that mails: %j', (definition) => {
    expect(() => mailerIn(definition)).toThrow(
      expect.objectContaining({
        name: 'CannotGoOn',
        message: expect.stringContaining('expected a state NotifyOwner'),
      }),
    );
  });
});
