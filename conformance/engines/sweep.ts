/** Holds the deployed sweep on the sandbox's interpreter to the same file on moto's: pages, Maps, waits and all. */
import { play } from '../../local/play.ts';
import { Sandbox } from '../../local/sandbox.ts';
import { parseStory } from '../../local/story.ts';
import { type Difference, type Judged, rowOf, verdictOf } from '../row.ts';
import { differencesAbout, differing, type Run } from './compare.ts';
import { playOnMoto } from './engine-play.ts';
import type { EngineJudging } from './judge.ts';
import { findMoto } from './moto.ts';
import { Met } from './quirks.ts';

const belief =
  'the deployed sweep, calling the deployed bundles, enters the same states, ends the same and makes the same AWS calls';

/**
 * The first sweep fails at the ledger, before an engine without a virtual clock could have opened the case or not; the
 * second finds it open.
 */
const story = parseStory(
  {
    title: 'two sweeps',
    policy: { graceWindow: 'PT30S', reminders: [], mode: 'notify' },
    notebooks: [
      { name: 'violating', tags: { Owner: 'violating@example.com' } },
      { name: 'compliant', rootAccess: 'Disabled' },
      { name: 'exempt', tags: { 'root-access-exception': 'until=2026-12-18 SEC-1' } },
      { name: 'refused', rootAccess: 'Disabled' },
    ],
    happens: [
      {
        at: 'PT0S',
        fault: {
          operation: 'DescribeNotebookInstance',
          function: 'look-at-notebook',
          error: 'AccessDeniedException',
          notebook: 'refused',
        },
      },
      {
        at: 'PT0S',
        fault: { operation: 'Scan', function: 'next-page', error: 'AccessDeniedException', times: 1 },
      },
      { at: 'PT0S', sweep: true },
      { at: 'PT12S', sweep: true },
    ],
  },
  'the story of two sweeps',
);

const functions = ['next-page', 'look-at-notebook', 'review-case'];

const sweepsOf = ({ executions }: Run) => executions.filter(({ path }) => path.includes('NextPage'));

/** Iterations of a Map go side by side: in which order their states are entered is nobody's promise. */
const inAnyOrder = (texts: readonly string[]): string => [...texts].sort().join(' ');

const callsOf = ({ calls }: Run): string =>
  inAnyOrder(
    calls
      .filter((call) => functions.includes(call.function))
      .map((call) => `${call.function} ${call.operation} ${call.notebook} ${call.error}`),
  );

const ending = (of: Pick<Run['executions'][number], 'error' | 'status'> | undefined): string =>
  `${of?.status} ${of?.error ?? ''}`;

function differences(theirs: Run, ours: Run): readonly Difference[] {
  const [their, our] = [sweepsOf(theirs), sweepsOf(ours)];
  return [
    ...differing('sweeps', String(their.length), String(our.length)),
    ...our.flatMap(({ error, path, status }, at) => [
      ...differing(`states of sweep ${at + 1}`, inAnyOrder(their[at]?.path ?? []), inAnyOrder(path)),
      ...differing(`end of sweep ${at + 1}`, ending(their[at]), ending({ error, status })),
    ]),
    ...differing('calls', callsOf(theirs), callsOf(ours)),
  ];
}

export const judgeSweep = async ({ python, alter }: EngineJudging): Promise<readonly Judged[]> => {
  const moto = await findMoto(python);
  if ('missing' in moto) return [{ belief, judge: 'moto', missing: moto.missing }];
  const met = new Met();
  const sandbox = await Sandbox.open();
  try {
    const played = await play(sandbox, story);
    const ours = { executions: played.world.stepFunctions.executions(), calls: played.calls };
    const theirs = await playOnMoto(sandbox, story, { python, met, ...(alter && { alter }) });
    const verdict = (id: string, found: readonly Difference[]) => ({ id, verdict: verdictOf(id, found) });
    return [
      rowOf(belief, `moto ${moto.version}`, [
        verdict('two sweeps', differences(theirs, ours)),
        verdict('the case that they opened', differencesAbout('violating', theirs, ours, met)),
      ]),
    ];
  } finally {
    await sandbox.close();
  }
};
