import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { main, type Stage } from '../../local/main.ts';
import type { Ending } from '../../local/timeline.ts';

const folder = mkdtempSync(join(tmpdir(), 'stories-'));
afterAll(() => rmSync(folder, { recursive: true }));

const file = (name: string, content: unknown): string => {
  const path = join(folder, name);
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content));
  return path;
};

const nothing: Ending = { cases: [], notebooks: [], mails: [], deadLetters: [] };

const run = async (args: readonly string[], play?: Stage['play']) => {
  let out = '';
  let error = '';
  const played: string[] = [];
  let opened = 0;
  let closed = 0;
  const terminal = {
    out: (text: string) => {
      out += text;
    },
    error: (text: string) => {
      error += text;
    },
    colour: false,
    width: 100,
  };
  const status = await main(args, terminal, async () => {
    opened += 1;
    return {
      play: async (story, onEntry) => {
        played.push(story.title);
        return play === undefined ? { ...nothing, title: story.title } : play(story, onEntry);
      },
      close: async () => {
        closed += 1;
      },
    };
  });
  return { status, out, error, played, opened, closed };
};

test('without arguments the first day of a notebook is played', async () => {
  const { status, played, out } = await run([]);
  expect(status).toBe(0);
  expect(played).toEqual(['the first day of a notebook created with root access']);
  expect(out).toContain('the first day of a notebook created with root access\n');
});

test('with --json standard output is exactly one document', async () => {
  const { out } = await run([file('a.json', { title: 'a' }), '--json']);
  expect(JSON.parse(out)).toEqual({ ...nothing, title: 'a' });
});

test('several stories are an array in their order, from one sandbox', async () => {
  const { out, opened } = await run(['--json', file('b.json', {}), file('a.json', { title: 'a' })]);
  expect(JSON.parse(out)).toMatchObject([{ title: 'b' }, { title: 'a' }]);
  expect(opened).toBe(1);
});

test('a bare event is played', async () => {
  const { status, played } = await run(['--event', file('event.json', { source: 'aws.sagemaker' })]);
  expect([status, played]).toEqual([0, ['the event of event.json']]);
});

test('what happens is told as it happens', async () => {
  const { out } = await run([file('a.json', {})], async (story, onEntry) => {
    onEntry({ at: story.start, kind: 'happening', words: 'something happens' });
    return nothing;
  });
  expect(out).toContain('0:00:00  09:00:00  something happens\n');
});

test.each([
  [
    'a story with a mistake',
    () => file('bad.json', { until: 'soon' }),
    'until: expected an ISO 8601 duration, got "soon"',
  ],
  ['a text that is not JSON', () => file('text.json', '{'), 'expected JSON, got a text that is not'],
  ['a file that is not there', () => join(folder, 'ghost.json'), 'expected a file, got nothing of that name'],
])('%s ends with status 2 and one line, and nothing is played', async (_what, make, complaint) => {
  const path = make();
  const { status, out, error, opened } = await run([file('good.json', {}), path]);
  expect([status, out, opened]).toEqual([2, '', 0]);
  expect(error).toMatch(/^[^\n]+\n$/);
  expect(error).toContain(`${path}: ${complaint}`);
});

test('an unknown option ends with status 2', async () => {
  const { status, error } = await run(['--jsn']);
  expect(status).toBe(2);
  expect(error).toContain('--jsn');
});

test('a sandbox that fails ends with status 1, says so and is closed', async () => {
  const { status, error, closed } = await run([], () => Promise.reject(new Error('port in use')));
  expect([status, closed]).toEqual([1, 1]);
  expect(error).toContain('the sandbox failed: Error: port in use');
});

test('--help says what there is and starts nothing', async () => {
  const { status, out, opened } = await run(['--help']);
  expect([status, opened]).toEqual([0, 0]);
  expect(out).toContain('--event FILE');
});
