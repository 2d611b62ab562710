/** Holds the deployed state machine on the sandbox's interpreter to the same file on moto's. */
import { play } from '../../local/play.ts';
import { Sandbox } from '../../local/sandbox.ts';
import { type Judged, rowOf, verdictOf } from '../row.ts';
import { differencesAbout } from './compare.ts';
import { playOnMoto } from './engine-play.ts';
import { findMoto } from './moto.ts';
import { Met, type QuirkName, quirks } from './quirks.ts';
import { engineStories, storiesNamed, tellOfAll } from './stories.ts';

const belief =
  'the deployed state machine, calling the deployed bundles, goes the same way, ends the same and makes the same AWS calls';

export interface EngineJudging {
  /** The Python that has moto. */
  readonly python: string;
  /** Which stories; default: all. */
  readonly stories?: readonly string[];
  /** Makes what moto executes of the deployed definition; default: nothing is changed. */
  readonly alter?: (deployed: string) => string;
}

/** Every story meets it: each act is given the time. */
const always: readonly QuirkName[] = ['entered-time-form'];

export const judgeEngines = async ({ python, stories, alter }: EngineJudging): Promise<readonly Judged[]> => {
  const moto = await findMoto(python);
  if ('missing' in moto) return [{ belief, judge: 'moto', missing: moto.missing }];
  const told = stories === undefined ? engineStories : storiesNamed(stories);
  const story = tellOfAll(told);
  const met = new Met();
  const sandbox = await Sandbox.open();
  try {
    const ours = await play(sandbox, story);
    const theirs = await playOnMoto(sandbox, story, { python, met, ...(alter && { alter }) });
    const judge = `moto ${moto.version}`;
    const verdicts = told.map(({ name }) => ({
      id: name,
      verdict: verdictOf(name, differencesAbout(name, theirs, ours, met)),
    }));
    return [
      rowOf(belief, judge, verdicts),
      quirksRow(judge, met, [...always, ...told.flatMap((one) => one.quirks ?? [])]),
    ];
  } finally {
    await sandbox.close();
  }
};

/** Something waived that does not occur any more would hide whatever takes its place. */
export const quirksRow = (judge: string, met: Met, expected: readonly QuirkName[]) => {
  const missing = met.missing(expected);
  return rowOf(
    'each quirk of the engine, for which something is waived, still occurs',
    judge,
    expected.map((name) => ({
      id: name,
      verdict: verdictOf(
        name,
        missing.includes(name)
          ? [{ where: quirks[name].waived, expected: 'nothing to waive any more', got: quirks[name].moto }]
          : [],
      ),
    })),
  );
};
