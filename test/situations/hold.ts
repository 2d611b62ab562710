/** Holds each story of a table to what is expected of it. */
import { describe, expect, it } from 'vitest';
import type { Sandbox } from '../../local/sandbox.ts';
import { policyOf, type Seen, seen, type Told, tell } from './played.ts';

/** Stories that are played once and asked often. */
export class Playbill {
  readonly all = new Map<string, Told>();

  /** Those of one policy after one another: functions of another policy would have to be started first. */
  async play(sandbox: Sandbox, names: readonly string[]): Promise<void> {
    const inOrder = names.map((name) => [policyOf(name), name] as const).sort();
    for (const [, name] of inOrder) this.all.set(name, await tell(sandbox, name));
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
  ['shows what it should, and records what it should', 'pages'],
  ['leaves nothing undelivered but what it must', 'undelivered'],
];

export function hold(expected: Readonly<Record<string, Seen>>, playbill: Playbill): void {
  describe.each(Object.entries(expected))('%s', (name, expectation) => {
    it.each(facts)('%s', (_fact, key) => {
      expect(seen(playbill.of(name).report)[key]).toEqual(expectation[key] ?? []);
    });
  });
}
