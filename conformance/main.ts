/**
 * Holds what is believed about AWS to everything independent that can judge it: `npm run conformance`.
 *
 *     --recordings FOLDER  what AWS was recorded to answer
 *     --only NAME          this judge alone; may be given several times
 *     --json               the rows as JSON instead of the table
 *     --require-all        what could not be judged is a failure, too
 *     --keep               writes down how many cases agreed, so that they cannot become fewer
 *
 * Exit status: 0 all that was judged agrees, 1 something disagrees or fewer cases agree than before, 2 the command
 * is not understood.
 */
import { parseArgs } from 'node:util';
import { type Agreed, countsOf, readAgreed, shrunk, writeAgreed } from './agreed.ts';
import { checkov, jars, python, unlessMissing } from './environment.ts';
import { type Given, type Judge, judges } from './judges.ts';
import { type Judged, rowOf } from './row.ts';
import { table } from './table.ts';

interface Command extends Given {
  readonly chosen: readonly Judge[];
  readonly isJson: boolean;
  readonly isComplete: boolean;
  readonly keeps: boolean;
}

const command = (args: readonly string[]): Command => {
  const { values } = parseArgs({
    args: [...args],
    options: {
      recordings: { type: 'string' },
      only: { type: 'string', multiple: true, default: [] },
      json: { type: 'boolean', default: false },
      'require-all': { type: 'boolean', default: false },
      keep: { type: 'boolean', default: false },
    },
  });
  const names = judges.map(({ name }) => name);
  const stranger = values.only.find((name) => !names.includes(name));
  if (stranger !== undefined) throw new Error(`--only: expected one of ${names.join(', ')}, got ${stranger}`);
  return {
    recordings: values.recordings,
    chosen: judges.filter(({ name }) => values.only.length === 0 || values.only.includes(name)),
    isJson: values.json,
    isComplete: values['require-all'],
    keeps: values.keep,
  };
};

/** A judge that breaks down has not agreed, and the others go on. */
const hear = async ({ name, belief, judge }: Judge, given: Given): Promise<readonly Judged[]> => {
  try {
    return await unlessMissing(belief, name, () => judge(given));
  } catch (error) {
    const got = error instanceof Error ? (error.stack ?? error.message) : String(error);
    return [
      rowOf(belief, name, [
        {
          id: name,
          verdict: { id: name, differences: [{ where: 'the judge', expected: 'a verdict', got }] },
        },
      ]),
    ];
  }
};

/** Python and Java take minutes to install the first time: that goes on beside the judges that need neither. */
const installAhead = (): void => {
  // Whoever needs what could not be installed says so.
  for (const installing of [jars(), python(), checkov()]) installing.catch(() => undefined);
};

const main = async ({ chosen, isJson, isComplete, keeps, ...given }: Command): Promise<number> => {
  if (chosen.length === judges.length) installAhead();
  let kept: Agreed = readAgreed();
  const everything: Judged[] = [];
  const complaints: string[] = [];
  for (const judge of chosen) {
    const started = performance.now();
    const judged = await hear(judge, given);
    console.error(`${judge.name}: ${((performance.now() - started) / 1000).toFixed(1)} s`);
    everything.push(...judged);
    if (!judge.isKept) continue;
    complaints.push(...shrunk(kept[judge.name] ?? {}, judged));
    if (!judged.some((one) => 'missing' in one)) kept = { ...kept, [judge.name]: countsOf(judged) };
  }
  if (keeps && complaints.length === 0) writeAgreed(kept);

  console.log(isJson ? JSON.stringify(everything, null, 2) : table(everything));
  for (const complaint of complaints) console.error(`FEWER AGREE THAN BEFORE: ${complaint}`);
  const disagrees = everything.some((one) => 'disagreements' in one && one.disagreements.length > 0);
  const isMissing = everything.some((one) => 'missing' in one);
  return disagrees || complaints.length > 0 || (isComplete && isMissing) ? 1 : 0;
};

const understood = (): Command | undefined => {
  try {
    return command(process.argv.slice(2));
  } catch (error) {
    console.error(error instanceof Error ? error.message : String(error));
    return undefined;
  }
};

const asked = understood();
process.exitCode = asked === undefined ? 2 : await main(asked);
