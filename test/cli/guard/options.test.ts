import { describe, expect, it } from 'vitest';
import { parseOptions } from '../../../cli/guard/options.ts';

describe('the command line of guard', () => {
  it('says what to do, and why', () =>
    expect(parseOptions(['pause', '--reason', ' quarter-end ', '--region', 'eu-west-1'])).toEqual({
      command: 'pause',
      reason: 'quarter-end',
      stack: 'NotebookRootGuard',
      json: false,
      region: 'eu-west-1',
    }));
  it('needs no reason to resume', () => expect(parseOptions(['resume'])).toMatchObject({ reason: '' }));
  it.each([
    [['pause'], 'expected --reason with pause: it is what others find who wonder why nothing happens'],
    [
      ['pause', '--reason', ' '],
      'expected --reason with pause: it is what others find who wonder why nothing happens',
    ],
    [['stop'], 'expected pause, resume or status, got stop; --help says more'],
    [[], 'expected pause, resume or status, got nothing; --help says more'],
    [['pause', 'now'], 'expected pause, resume or status, got pause now; --help says more'],
  ])('%j is refused', (args, message) =>
    expect(() => parseOptions(args)).toThrow(expect.objectContaining({ name: 'WrongUsage', message })),
  );
  it('is explained', () => expect(parseOptions(['pause', '--help'])).toBe('help'));
});
