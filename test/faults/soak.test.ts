/** A soak over a product that is broken on purpose finds it, makes it small, prints it and keeps it. */
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { main } from '../../faults/soak.ts';
import { parseStory } from '../../local/story.ts';
import { withSource } from '../situations/broken.ts';

interface Written {
  readonly happens: readonly Readonly<Record<string, unknown>>[];
}

const scratch = mkdtempSync(join(tmpdir(), 'soak-'));
afterAll(() => rmSync(scratch, { recursive: true }));

/** Its story has answers, a fault and somebody whose subscription changes: none of it breaks the statement. */
const seed = '9';

const soaked = async (folder: string, stories: string, more: readonly string[] = []) => {
  const found = join(scratch, folder);
  let text = '';
  const status = await main(['--stories', stories, '--seed', seed, '--found', found, ...more], (said) => {
    text += said;
  });
  return { status, text, found };
};

describe('a soak over a product that does not wait for the deadline', { timeout: 600_000 }, () => {
  let came: Awaited<ReturnType<typeof soaked>>;
  let first: string;
  beforeAll(async () => {
    const broken = withSource(
      'soak',
      ['notify-owner', 'stop-notebook'],
      'core/grace.ts',
      'if (now >= dueAt(file.case, deadline, policy)) {',
      'if (now >= 0) {',
    );
    came = await soaked('broken', '1', [
      '--assembly',
      await broken({ platformEmail: 'platform@example.com', sweepEvery: 'P7D' }),
    ]);
    first = readFileSync(join(came.found, readdirSync(came.found)[0] ?? 'none'), 'utf8');
  }, 600_000);

  it('says that something is wrong', () => {
    expect(came.status).toBe(1);
  });
  it('says what, and how to play it', () => {
    expect(came.text).toMatch(
      /npm start -- \S+\/seed-9-story-\d+\.json\n {2}1\. \S+ was to be stopped at \S+ before its deadline/,
    );
  });
  it('prints the story that it keeps', () => {
    expect(came.text).toContain(first);
  });
  it('keeps a story that one can play', () => {
    expect(parseStory(JSON.parse(first), 'found.json').notebooks).toHaveLength(1);
  });
  it('keeps of it only what it takes: that it was touched', () => {
    const { happens } = JSON.parse(first) as Written;
    expect(happens.filter((happening) => !('event' in happening))).toEqual([]);
  });
});

describe('a soak over the product', { timeout: 600_000 }, () => {
  it('finds nothing, keeps nothing, and says how many stories a second it played', async () => {
    const { status, text, found } = await soaked('right', '1');
    expect({ status, isKept: existsSync(found) }).toEqual({ status: 0, isKept: false });
    expect(text).toMatch(/^1 stories, 0 wrong, [\d.]+ stories a second/m);
  });
});
