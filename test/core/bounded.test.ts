/** Acts that send one another round and round come to an end. */
import { expect, it } from 'vitest';
import type { Case, Failure } from '../../functions/core/case.ts';
import { decide } from '../../functions/core/decide.ts';
import type { Look } from '../../functions/core/notebook.ts';
import { deadline, file, look, mailboxes, policy } from './given.ts';

const failed = (times: number): Case['failures'] =>
  Array.from(
    { length: times },
    (): Failure => ({ during: 'updating', error: 'LedgerUnavailable', message: 'no.', at: deadline }),
  );
const updating = { at: 'updating', deadline, since: deadline, claims: 1, claimedAt: deadline } as const;
const after = (seen: Look, failures: Case['failures']): string => {
  const held = file(updating, { owed: true, failures });
  const step = decide(seen, mailboxes(), held, policy(), deadline + 60_000);
  return step.do === 'close' ? `close ${step.outcome}` : step.do;
};
const blind: Look = { seen: 'nothing', because: 'AccessRefused: no.' };
const down = look({ status: 'Stopped', root: 'Disabled' });

it.each<[string, Look, number, string]>([
  ['few failures: it is started', down, 4, 'start'],
  [
    'so many that the act that starts can do nothing: people are told',
    down,
    5,
    'close remediated-not-restarted',
  ],
  ['few blind looks: it is started blind', blind, 19, 'start'],
  ['many blind looks: people are told', blind, 20, 'close failed'],
])('%s', (_fact, seen, failures, expected) => {
  expect(after(seen, failed(failures))).toBe(expected);
});
