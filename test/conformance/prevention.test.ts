import { beforeAll, describe, expect, it } from 'vitest';
import { python } from '../../conformance/environment.ts';
import { judgeGuardRules } from '../../conformance/prevention/judge.ts';
import { guardRules } from '../../prevention/guard-rules.ts';

const tag = 'root-access-exception';
const rules = guardRules({ exceptionTagKey: tag });

describe('the Guard rules', () => {
  let bin = '';
  beforeAll(async () => {
    bin = (await python()).bin('python');
  });
  const disagreeing = async (text: string, exceptionTagKey = tag): Promise<readonly string[]> => {
    const rows = await judgeGuardRules(bin, text, exceptionTagKey);
    return rows.flatMap(({ disagreements }) => disagreements.map(({ id }) => id));
  };

  it.each([tag, 'cost/center:a.b c=d+e-f@g_h', 'Ausnahme für Wurzelzugriff'])(
    'about the tag %s refuse what they must and nothing else',
    async (key) => {
      expect(await disagreeing(guardRules({ exceptionTagKey: key }), key)).toEqual([]);
    },
  );

  it('that pass whoever does not say are caught', async () => {
    const lax = rules.replace('%notebooks.', '%notebooks[ Properties.RootAccess exists ].');
    expect(await disagreeing(lax)).toEqual([
      'not a word about root access',
      'no properties at all',
      'one of two',
    ]);
  });

  it('that regard letter case are caught', async () => {
    expect(await disagreeing(rules.replace('(?i)', ''))).toEqual(['the exception in other letters']);
  });

  it('that refuse every key that begins alike are caught', async () => {
    expect(await disagreeing(rules.replace('$/', '/'))).toEqual(['a key that begins alike']);
  });

  it('that Guard cannot read are caught', async () => {
    expect(await disagreeing(rules.replace('!empty', 'is not empty at all'))).toContain('no notebooks');
  });
});
