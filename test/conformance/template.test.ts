import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import type { Judged } from '../../conformance/row.ts';
import { type Accepted, accepted } from '../../conformance/template/accepted.ts';
import { held } from '../../conformance/template/held.ts';
import { judgeTemplate } from '../../conformance/template/judge.ts';

const queue = 'Guard/Doors/UndeliveredEvents/Queue';
const table = 'Guard/Ledger/Table';

describe('a template with a property that does not exist and a table that cannot be restored', () => {
  let judged: readonly Judged[] = [];
  beforeAll(async () => {
    judged = await judgeTemplate(join(import.meta.dirname, 'fixtures/broken-app.ts'));
  });

  it.each([
    ["CDK's own validation", queue, 'F3002'],
    ['cdk-nag', table, 'AwsSolutions-DDB3'],
    ['cfn-lint', queue, 'E3002'],
    ['Checkov', table, 'CKV_AWS_28'],
  ])('is caught by %s', (judge, id, rule) => {
    const row = judged.find((one) => one.judge === judge);
    if (row === undefined) throw new Error(`expected a row of ${judge}, got none`);
    if ('missing' in row) {
      onTestFinished(({ task }) => console.warn(`SKIPPED, ${task.name}: ${row.missing}`));
      return;
    }
    const found = row.disagreements.map((one) => [one.id, one.differences[0]?.where]);
    expect(found).toContainEqual([id, rule]);
  });
});

describe('accepted findings', () => {
  const [some] = accepted;
  const rowFor = (list: readonly Accepted[], where: string) =>
    held('belief', 'judge', [], [{ rule: 'R1', where, message: 'bad' }], list);
  const entry: Accepted = { tool: 'Checkov', rule: 'R1', where: /^Guard\/A$/, reason: 'because' };

  it('are left out with their reason', () => {
    expect(rowFor([entry], 'Guard/A')).toMatchObject({
      tried: 0,
      leftOut: [{ id: 'Guard/A', reason: 'R1: because' }],
    });
  });

  it('cover no other resource', () => {
    expect(rowFor([entry], 'Guard/B').disagreements.map(({ id }) => id)).toContain('Guard/B');
  });

  it('that occur no more are an error', () => {
    expect(held('belief', 'judge', [], [], [entry]).disagreements).toHaveLength(1);
  });

  it('each have a reason that says something', () => {
    expect(some).toBeDefined();
    expect(accepted.filter(({ reason }) => reason.split(' ').length < 8)).toEqual([]);
  });
});
