/** The same thing done to many, of which one that fails stops none of the others. */
import { AccessRefused } from '../functions/core/errors.ts';
import { oneLine } from '../functions/core/one-line.ts';
import { patiently } from './patience.ts';
import { refusalOf } from './refused.ts';

export interface Failure {
  readonly about: string;
  /** One line. */
  readonly why: string;
}

/** Both in the order of what it was done to. */
export interface Outcome<Result> {
  readonly done: readonly Result[];
  readonly failed: readonly Failure[];
}

export interface Gait {
  readonly atOnce: number;
  /** Between those at once and the next. */
  readonly rest?: () => Promise<void>;
  /** @param done how many of all */
  readonly advance: (done: number) => void;
}

export async function each<Item, Result>(
  items: readonly Item[],
  nameOf: (item: Item) => string,
  work: (item: Item) => Promise<Result>,
  { atOnce, rest, advance }: Gait,
): Promise<Outcome<Result>> {
  const done: Result[] = [];
  const failed: Failure[] = [];
  for (let at = 0; at < items.length; at += atOnce) {
    if (at > 0) await rest?.();
    const now = items.slice(at, at + atOnce);
    const settled = await Promise.allSettled(now.map((item) => patiently(() => work(item))));
    for (const [index, item] of now.entries()) {
      const one = settled[index];
      if (one?.status === 'fulfilled') done.push(one.value);
      else failed.push({ about: nameOf(item), why: why(one?.reason) });
    }
    advance(at + now.length);
  }
  return { done, failed };
}

/** The words for a function's role are not those for a person, to whom AWS's own say what they lack. */
export const why = (error: unknown): string =>
  oneLine(refusalOf(error instanceof AccessRefused ? error.cause : error), 500);
