import { describe, expect, it } from 'vitest';
import { table } from '../../cli/words.ts';

describe('a table', () => {
  it('has words to the left, numbers to the right, and nothing behind', () => {
    expect(
      table([
        ['who', 'how many', ''],
        ['alice', 12, 'x'],
        ['bo', 3, ''],
      ]),
    ).toEqual(['who    how many', 'alice        12  x', 'bo            3']);
  });
});
