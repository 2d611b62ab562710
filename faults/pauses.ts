/** When the kill switch was on. */
import type { History } from './history.ts';

/** An act that has read the switch may go on for as long. */
export const longestAct = 60_000;

export interface Pause {
  /** Places in the order of what happened. */
  readonly from: number;
  readonly to: number;
  readonly began: number;
  readonly ended: number;
}

export function pausesIn({ of: { endedAt, entries } }: History): readonly Pause[] {
  const pauses: Pause[] = [];
  let from: number | null = null;
  const end = (to: number, ended: number): void => {
    if (from !== null) pauses.push({ from, to, began: entries[from]?.at ?? ended, ended });
    from = null;
  };
  entries.forEach((entry, index) => {
    const thrown =
      entry.kind === 'happening' ? /^the guard is (paused|running)/.exec(entry.words)?.[1] : null;
    if (thrown === 'paused') from ??= index;
    if (thrown === 'running') end(index, entry.at);
  });
  end(entries.length, endedAt);
  return pauses;
}
