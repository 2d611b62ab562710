/** `owners list`. */
import { json } from '../words.ts';
import { listing } from './listing.ts';
import type { Run } from './run.ts';
import { survey } from './survey.ts';

export const list: Run = async (account, options, terminal, { progress }) => {
  const found = await survey(account, progress);
  terminal.out(options.json ? json(found) : listing(found, account.policy));
  return found.failed.length === 0 ? 0 : 1;
};
