/** Whether people heard how a case ended. */
import type { File } from '../functions/core/case.ts';
import type { Evidence } from './evidence.ts';

/** Whether SNS delivers to an address from the beginning to the end. */
function isAlwaysReachable(address: string, { entries, story }: Evidence): boolean {
  const left = entries.some(
    (entry) =>
      entry.kind === 'happening' &&
      entry.words.startsWith(`${address} becomes `) &&
      !/confirmed$/.test(entry.words),
  );
  return !left && (story.people[address] ?? 'confirmed') === 'confirmed';
}

const isItsOutcome =
  (id: string) =>
  ({ body, case: about, notice }: Evidence['mails'][number]): boolean =>
    (about === id && notice === 'outcome') ||
    (notice === 'several' && body.includes(`Notice ${id}-outcome\n`));

/**
 * As far as any of those who heard of its beginning want mail still: who said that it is not theirs does not, and one
 * of whom nobody can be reached any more is told to nobody.
 */
export function wereTold(evidence: Evidence, { case: { id, notices }, disowned = [] }: File): boolean {
  if (evidence.mails.some(isItsOutcome(id))) return true;
  const readers = notices.flatMap(({ to }) => to);
  const wants = (address: string): boolean =>
    !disowned.includes(address) && isAlwaysReachable(address, evidence);
  return readers.length > 0 && !readers.some(wants);
}
