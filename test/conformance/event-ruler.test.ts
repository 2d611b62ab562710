import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeAll, describe, expect, it, onTestFinished } from 'vitest';
import { jars, Missing } from '../../conformance/environment.ts';
import { judgeRuler, judgeRules } from '../../conformance/event-ruler/judge.ts';
import { type Judgeable, templateRules } from '../../conformance/event-ruler/rules.ts';
import type { Judged } from '../../conformance/row.ts';
import { synthesize } from '../../local/bundles.ts';

const isThere = await jars().then(
  () => true,
  (error: unknown) => {
    if (!(error instanceof Missing)) throw error;
    console.warn(`SKIPPED, Event Ruler judges nothing here: ${error.message}`);
    return false;
  },
);

const disagreeing = (judged: Judged | undefined): readonly string[] =>
  judged !== undefined && 'disagreements' in judged ? judged.disagreements.map(({ id }) => id) : [];

describe.skipIf(!isThere)("the template's rules on Event Ruler", () => {
  let judgeable: Judgeable = { rules: [], cases: [] };
  beforeAll(async () => {
    const detectors = ['config', 'security-hub'];
    judgeable = await templateRules(await synthesize({ platformEmail: 'platform@example.com', detectors }));
  });

  it('match the table of events', async () => {
    expect((await judgeRules(judgeable)).flatMap(disagreeing)).toEqual([]);
  });

  it('a pattern that matches failed calls is caught', async () => {
    const rules = judgeable.rules.map(({ name, pattern }) => ({
      name,
      pattern: pattern.replace(',"errorCode":[{"exists":false}]', ''),
    }));
    const [table] = await judgeRules({ ...judgeable, rules });
    expect(disagreeing(table)).toEqual(
      expect.arrayContaining([
        'Violations: creation refused',
        'Violations: update throttled',
        'NewsCalls: tagging refused',
      ]),
    );
  });

  it('a rule that no event of the table reaches is caught', async () => {
    const rules = [...judgeable.rules, { name: 'Unheard', pattern: '{"source":["nobody"]}' }];
    const [table] = await judgeRules({ ...judgeable, rules });
    expect(disagreeing(table)).toEqual(['Unheard']);
  });

  it('a rule that is gone is caught', async () => {
    const rules = judgeable.rules.filter(({ name }) => name !== 'NewsCalls');
    const [table] = await judgeRules({ ...judgeable, rules });
    expect(disagreeing(table)).toEqual(['NewsCalls']);
  });

  it('a matcher that takes a null error code for none is caught', async () => {
    const [, matcher] = await judgeRules(
      judgeable,
      ({ name }, { name: event, reaches }) => reaches.includes(name) || /of null/.test(event),
    );
    expect(disagreeing(matcher)).toContain('Violations: update failed with an error code of null');
  });

  it('what AWS would answer otherwise is caught', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'notebook-root-guard-recordings-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    mkdirSync(join(folder, 'eventpatterns'));
    const recorded = { id: 'turned', pattern: { a: [1] }, event: { a: 1 }, matches: false };
    writeFileSync(join(folder, 'eventpatterns', 'turned.json'), JSON.stringify(recorded));
    expect((await judgeRuler(folder)).flatMap(disagreeing)).toEqual(['turned']);
  });
});
