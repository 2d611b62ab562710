import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../cli/owners/options.ts';

describe('options', () => {
  it('have defaults', () => {
    expect(parseOptions(['list'])).toEqual({
      command: 'list',
      stack: 'NotebookRootGuard',
      json: false,
      again: false,
      dryRun: false,
      yes: false,
    });
  });
  it('may stand before the command, as the AWS CLI has them', () => {
    expect(parseOptions(['--profile', 'lab', '--region', 'eu-west-1', 'invite', '--again'])).toMatchObject({
      command: 'invite',
      profile: 'lab',
      region: 'eu-west-1',
      again: true,
    });
  });
  it('ask for help without a command', () => {
    expect(parseOptions(['--help'])).toBe('help');
  });
  it.each([
    [[], 'expected list or invite, got nothing'],
    [['lsit'], 'expected list or invite, got lsit'],
    [['list', 'invite'], 'expected list or invite, got list invite'],
    [['list', '--yes'], 'expected --yes with invite only, got it with list'],
    [['list', '--again'], 'expected --again with invite only, got it with list'],
    [['list', '--dry-run'], 'expected --dry-run with invite only, got it with list'],
    [['list', '--forse'], "Unknown option '--forse'"],
  ])('%j are refused', (args, why) => {
    expect(() => parseOptions(args)).toThrow(
      expect.objectContaining({
        name: 'WrongUsage',
        message: expect.stringContaining(why),
      }),
    );
  });
});
