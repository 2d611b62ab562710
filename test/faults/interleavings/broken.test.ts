/** What keeps two executions and a wake apart, broken on purpose: some order shows it. And no order is equal to another by mistake. */
import { describe, expect, it } from 'vitest';
import { type Explored, explore } from '../../../faults/interleavings/explore.ts';
import { scenarios } from '../../../faults/interleavings/scenarios.ts';
import { type Assemble, Sandbox } from '../../../local/sandbox.ts';
import { withSource } from '../../situations/broken.ts';

const explored = async (
  name: string,
  depth: number,
  limits: { readonly most: number; readonly every?: boolean },
  assemble?: Assemble,
): Promise<Explored> => {
  const scenario = scenarios.find((one) => one.name === name);
  if (scenario === undefined) throw new Error(`expected a scenario ${name}, got none`);
  const sandbox = await Sandbox.open(assemble === undefined ? {} : { assemble });
  try {
    return await explore(sandbox, { ...scenario, bound: { ...scenario.bound, depth } }, limits);
  } finally {
    await sandbox.close();
  }
};
const says = ({ wrong }: Explored): string => wrong.flatMap((one) => one.says).join('\n');

describe('an order turns out wrong', { timeout: 600_000 }, () => {
  it('when a case is opened although there is one', async () => {
    const broken = withSource(
      'opening',
      ['open-case'],
      'aws/ledger.ts',
      'earlier === null ? isNew',
      "earlier === null ? { text: 'attribute_not_exists(pk) OR attribute_exists(pk)', values: {} }",
    );
    expect(says(await explored('opening late', 1, { most: 100 }, broken))).toContain(
      'expected 2 news on the first case',
    );
  });

  it('when a claim does not ask who holds the case', async () => {
    const broken = withSource(
      'claim',
      ['stop-notebook'],
      'aws/conditions.ts',
      'all(isHeldBy(file.case), isOpen)',
      'isCase(file.case.id)',
    );
    expect(says(await explored('declared dead', 1, { most: 100 }, broken))).toContain(
      'called StopNotebookInstance without a claim on a case that its execution held',
    );
  });

  it('when an execution falls asleep over news', async () => {
    const broken = withSource(
      'sleep',
      ['await-news'],
      'handlers/await-news.ts',
      'if (heard(held) !== wakes) {',
      'if (heard(held) < wakes) {',
    );
    expect(says(await explored('falling asleep', 2, { most: 300 }, broken))).toContain(
      'nobody looked after the news',
    );
  });

  it('when the stop is claimed whatever was answered meanwhile', async () => {
    const broken = withSource(
      'leaving',
      ['stop-notebook'],
      'aws/ledger.ts',
      'leavesGrace ? answeredAs(file)',
      'false ? answeredAs(file)',
    );
    expect(says(await explored('answering at the deadline', 9, { most: 40 }, broken))).toContain(
      'too shortly before the deadline',
    );
  });

  it('when an answer is written over that of another tab', async () => {
    const broken = withSource(
      'tabs',
      ['answer-page'],
      'aws/ledger.ts',
      'standsAs(file), answeredAs(file)',
      'standsAs(file)',
    );
    expect(says(await explored('answering in two tabs', 2, { most: 40 }, broken))).toContain(
      'expected the answers that the page took',
    );
  });
});

describe('what is left out as equal', { timeout: 1_500_000 }, () => {
  it('comes to nothing that what is played does not come to', async () => {
    const [reduced, every] = [
      await explored('opening late', 1, { most: 100 }),
      await explored('opening late', 1, { most: 3_000, every: true }),
    ];
    expect([reduced.isComplete, every.isComplete]).toEqual([true, true]);
    expect(every.orders).toBeGreaterThan(reduced.orders);
    expect([...reduced.ends].sort()).toEqual([...every.ends].sort());
  });
});
