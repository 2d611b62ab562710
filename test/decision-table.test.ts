import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { decisionTable, tableFile } from '../docs/decision-table.ts';

it('docs/decision-table.md is what decide answers today', () => {
  expect(readFileSync(tableFile, 'utf8')).toBe(decisionTable());
});
