/** Holds each story of a table to what is expected of it. */
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../local/sandbox.ts';
import { type Seen, seen, type Told, tell } from './played.ts';

/** Stories that are played once and asked often. */
export class Playbill {
  readonly all = new Map<string, Told>();

  async play(sandbox: Sandbox, names: readonly string[]): Promise<void> {
    for (const name of names) this.all.set(name, await tell(sandbox, name));
  }

  of(name: string): Told {
    const told = this.all.get(name);
    if (told === undefined) throw new Error(`expected the story ${name} to have been played`);
    return told;
  }
}

const facts: readonly (readonly [string, keyof Seen])[] = [
  ['ends as the table says', 'outcomes'],
  ['goes its path', 'executions'],
  ['changes what it should, in order', 'deeds'],
  ['tells whom it should', 'mails'],
  ['leaves the notebooks as it should', 'notebooks'],
  ['leaves nothing undelivered but what it must', 'undelivered'],
];

export function hold(expected: Readonly<Record<string, Seen>>, playbill: Playbill): void {
  describe.each(Object.entries(expected))('%s', (name, expectation) => {
    it.each(facts)('%s', (_fact, key) => {
      expect(seen(playbill.of(name).report)[key]).toEqual(expectation[key] ?? []);
    });
  });
}
