import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, expect, test } from 'vitest';
import { judgeEventPatterns } from '../../../conformance/event-patterns.ts';

let folder = '';
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const recordings = (cases: Readonly<Record<string, unknown>>): string => {
  folder = mkdtempSync(join(tmpdir(), 'recordings-'));
  for (const [path, content] of Object.entries(cases)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), JSON.stringify(content));
  }
  return folder;
};

const event = { id: '1', source: 's', 'detail-type': 't', account: '1', region: 'r', time: 'now' };
const filter = {
  id: 'f',
  scope: 'MessageAttributes',
  filterPolicy: { a: [1] },
  message: '',
  delivered: false,
};

test('a recording that the matcher contradicts is a disagreement with both answers', () => {
  const from = recordings({
    'eventpatterns/a.json': { id: 'a', event, pattern: { source: ['s'] }, matches: true },
    'eventpatterns/b.json': { id: 'b', event, pattern: { source: ['s'] }, matches: false },
    'snsfilters/f.json': filter,
  });
  expect(judgeEventPatterns(from)[0]).toMatchObject({
    tried: 2,
    agreed: 1,
    disagreements: [{ id: 'b', differences: [{ expected: 'false', got: 'true' }] }],
  });
});

test('what is left out is not tried and says why', () => {
  const from = recordings({
    'eventpatterns/a.json': { id: 'a', event, pattern: { source: ['s'] }, matches: true },
    'snsfilters/f.json': filter,
  });
  expect(judgeEventPatterns(from)[2]).toMatchObject({
    tried: 0,
    agreed: 0,
    leftOut: [{ id: 'f', reason: expect.stringContaining('message attributes') }],
  });
});

test('without recordings nothing is said to agree', () => {
  expect(() => judgeEventPatterns('/no/such/folder')).toThrow('ENOENT');
});
