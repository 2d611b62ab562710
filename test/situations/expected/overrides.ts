/** What is expected where notebooks choose by their tags. */
import type { Seen } from '../played.ts';
import { about, afterRounds, alice, all, back, none, remediated, times } from './said-shortly.ts';

const notebooks = ['short', 'long', 'too-long', 'by-night', 'mistyped'];

export const overrides: Readonly<Record<string, Seen>> = {
  'chosen-by-tag': {
    outcomes: times(5, 'remediated'),
    executions: [afterRounds(2), ...times(4, remediated), ...times(5, none)],
    deeds: about(notebooks, all),
    mails: about(notebooks, alice('first', 'outcome')),
    notebooks: times(5, back),
  },
};
