import { describe, expect, it } from 'vitest';
import { CannotGoOn, WrongUsage } from '../../cli/refused.ts';
import { agree } from '../../cli/terminal.ts';
import { terminalWith } from './terminal.ts';

const asking = (answer?: string) => agree(terminalWith(answer).terminal, 'Send?', 'nobody was asked');

describe('a question', () => {
  it.each(['y', 'yes', ' YES '])('is agreed to by %j', async (answer) => {
    await expect(asking(answer)).resolves.toBeUndefined();
  });
  it.each(['', 'n', 'yess', 'no'])('is not agreed to by %j', async (answer) => {
    await expect(asking(answer)).rejects.toThrow(new CannotGoOn('expected yes, got no: nobody was asked'));
  });
  it('that nobody can be asked is wrong usage', async () => {
    await expect(asking()).rejects.toBeInstanceOf(WrongUsage);
  });
});
