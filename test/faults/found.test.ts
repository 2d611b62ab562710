/** What random stories broke once is right now, in the sandbox and in the model; nothing may be kept, as it should be. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import type { Violation } from '../../faults/always-true.ts';
import { judge } from '../../faults/player.ts';
import { wrongIn } from '../../faults/shrink.ts';
import { Sandbox } from '../../local/sandbox.ts';
import { judged } from '../model/judged.ts';
import * as loop from '../model/loop.ts';

const folder = join(import.meta.dirname, '../found');

/** What is wrong with each, by its file. */
async function wrongs(
  violationsOf: (story: unknown) => Promise<readonly Violation[]>,
): Promise<Readonly<Record<string, readonly Violation[]>>> {
  const wrong: Record<string, readonly Violation[]> = {};
  for (const name of readdirSync(folder).filter((file) => file.endsWith('.json'))) {
    const broken = await violationsOf(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    if (broken.length > 0) wrong[name] = broken;
  }
  return wrong;
}

it('each story that was found breaks nothing in the sandbox', async () => {
  const sandbox = await Sandbox.open();
  try {
    const wrong = await wrongs(async (story) =>
      wrongIn(await judge(sandbox, { id: 0, name: 'found', story })),
    );
    expect(wrong).toEqual({});
  } finally {
    await sandbox.close();
  }
});

it('each story that was found breaks nothing in the model', async () => {
  expect(await wrongs((story) => judged(story, loop))).toEqual({});
});
