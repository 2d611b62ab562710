/**
 * What the real AWS answered, played on local/states: `npx tsx conformance/recordings.ts <folder>`. Exits 1 when
 * anything in the subset differs, 2 when the folder is not there. The recordings are not part of this repository.
 */
import { existsSync } from 'node:fs';
import { argv, exit } from 'node:process';
import { fileURLToPath } from 'node:url';
import { playApi } from './recordings/api.ts';
import { isCallback, onLambda } from './recordings/callbacks.ts';
import {
  type ApiCase,
  type ChoiceCase,
  type ExecutionCase,
  type Row,
  read,
  rowOf,
  type Verdict,
} from './recordings/cases.ts';
import { playChoices } from './recordings/choices.ts';
import { playExecution } from './recordings/executions.ts';

export type { Row };

const judge = 'AWS, as recorded';

const play = async <T extends { readonly id: string }>(
  cases: readonly T[],
  run: (one: T) => Promise<Verdict>,
) => {
  const verdicts: { id: string; verdict: Verdict }[] = [];
  for (const one of cases) {
    try {
      verdicts.push({ id: one.id, verdict: await run(one) });
    } catch (error) {
      const got = error instanceof Error ? (error.stack ?? error.message) : String(error);
      verdicts.push({
        id: one.id,
        verdict: { id: one.id, differences: [{ where: 'play', expected: 'an end', got }] },
      });
    }
  }
  return verdicts;
};

/** @param folder the folder with `executions/`, `choice/` and `api/` */
export const judgeRecordings = async (folder: string): Promise<readonly Row[]> => {
  const executions = read<ExecutionCase>(folder, 'executions');
  const callbacks = executions.filter(isCallback);
  const others = executions.filter((one) => !isCallback(one));
  const choices = (await Promise.all(read<ChoiceCase>(folder, 'choice').map(playChoices))).flat();
  const api = read<ApiCase>(folder, 'api').filter(({ steps }) =>
    steps.some(({ service }) => service === 'stepfunctions'),
  );
  return [
    rowOf(
      'a state machine runs as on AWS: path, outcome, every event of the history',
      judge,
      await play(others, playExecution),
    ),
    rowOf(
      'waiting for a task token goes as on AWS (recorded on SQS and SNS, played on lambda:invoke)',
      judge,
      await play(callbacks, (one) => playExecution(one, onLambda)),
    ),
    rowOf('a Choice compares as on AWS', judge, choices),
    rowOf('the Step Functions API answers and refuses as on AWS', judge, await play(api, playApi)),
  ];
};

const print = (rows: readonly Row[]): void => {
  for (const { belief, tried, agreed, leftOut, disagreements } of rows) {
    console.log(`${belief}\n  agreed ${agreed} of ${tried}, left out ${leftOut.length}`);
    const reasons = new Map<string, number>();
    for (const { reason } of leftOut) reasons.set(reason, (reasons.get(reason) ?? 0) + 1);
    for (const [reason, count] of [...reasons].sort((a, b) => b[1] - a[1])) {
      console.log(`    left out ${String(count).padStart(3)}: ${reason}`);
    }
    for (const { id, differences } of disagreements) {
      console.log(`  DIFFERS ${id}`);
      for (const { where, expected, got } of differences.slice(0, 5)) {
        console.log(
          `    ${where}\n      AWS  ${JSON.stringify(expected)}\n      here ${JSON.stringify(got)}`,
        );
      }
    }
  }
};

if (argv[1] === fileURLToPath(import.meta.url)) {
  const folder = argv[2];
  if (folder === undefined || !existsSync(folder)) {
    console.error(
      `NOT JUDGED: expected the folder of AWS recordings as the argument, got ${folder ?? 'nothing'}`,
    );
    exit(2);
  }
  const rows = await judgeRecordings(folder);
  print(rows);
  exit(rows.some(({ disagreements }) => disagreements.length > 0) ? 1 : 0);
}
