import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../verify/options.ts';

const role = ['--role-arn', 'arn:aws:iam::111122223333:role/notebook'];

describe('options', () => {
  it('have defaults', () => {
    expect(parseOptions(role)).toEqual({
      roleArn: role[1],
      stack: 'NotebookRootGuard',
      maxWait: 900_000,
      yes: false,
      json: false,
    });
  });
  it('take a profile and a Region as the AWS CLI does', () => {
    expect(parseOptions([...role, '--profile', 'lab', '--region', 'eu-west-1'])).toMatchObject({
      profile: 'lab',
      region: 'eu-west-1',
    });
  });
  it('ask for help without a role', () => {
    expect(parseOptions(['--help'])).toBe('help');
  });
  it.each([
    [[], 'expected --role-arn, got none'],
    [[...role, '--max-wait', 'soon'], '--max-wait: expected an ISO 8601 duration such as PT15M, got soon'],
    [[...role, '--ledger-table', 'cases'], 'expected --state-machine-arn and --ledger-table together'],
    [[...role, '--dry-run'], "Unknown option '--dry-run'"],
  ])('%j are refused', (args, why) => {
    expect(() => parseOptions(args)).toThrow(why);
  });
});
