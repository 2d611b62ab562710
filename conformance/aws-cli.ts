/**
 * Lets the AWS CLI drive the sandbox: it reads every answer, the answers have what the doubles hold, and refusals come
 * through as the CLI's own error text. What went over the wire is held to AWS's service models besides.
 *
 *     npx tsx conformance/aws-cli.ts AWS PYTHON
 *
 * AWS is the CLI, PYTHON an interpreter with botocore. Exit status: 0 all agree, 1 something does not.
 */
import type { Exchange } from '../local/http.ts';
import { play } from '../local/play.ts';
import { Sandbox } from '../local/sandbox.ts';
import { type Cli, cliOf } from './aws-cli/cli.ts';
import { operatorsStory, walk } from './aws-cli/operator.ts';
import { judgeExchanges } from './requests.ts';
import { type Row, rowOf, verdictOf } from './row.ts';

const judge = 'the AWS CLI';

export interface Options {
  /** Where the CLI finds the sandbox instead, for those who want to see a break caught. */
  readonly through?: (endpoint: string) => Promise<string>;
  /** Which of the steps are taken. */
  readonly only?: (id: string) => boolean;
}

/** Between two moves of a world that runs at a speed for people, a guest is served: not before, and not at its end. */
const askWhileRunning = async (sandbox: Sandbox, program: string, exchanges: readonly Exchange[]) => {
  const cli = cliOf(program, sandbox.endpoint);
  let asked: ReturnType<Cli> | undefined;
  let isServed = false;
  const pace = async (next: number): Promise<number> => {
    isServed ||= exchanges[0]?.response !== undefined;
    if (asked === undefined) {
      asked = cli('stepfunctions', 'list-state-machines');
      while (exchanges.length === 0) await new Promise((resolve) => setTimeout(resolve, 10));
    }
    return next;
  };
  await play(sandbox, operatorsStory, { pace });
  const answer = await asked;
  return verdictOf('list-state-machines while the world runs', [
    ...(isServed ? [] : [{ where: 'served', expected: 'while the world runs', got: 'at its end' }]),
    ...(answer?.status === 0 ? [] : [{ where: 'exit status', expected: 0, got: answer?.error }]),
  ]);
};

/**
 * @param program the CLI's path
 * @param python the path of an interpreter with botocore and regex
 */
export const judgeAwsCli = async (
  program: string,
  python: string,
  { through = async (endpoint) => endpoint, only = () => true }: Options = {},
): Promise<readonly Row[]> => {
  const exchanges: (Exchange & { readonly id: string })[] = [];
  const sandbox = await Sandbox.open({
    onExchange: (exchange) => {
      if (!String(exchange.request.headers['user-agent']).startsWith('aws-cli/')) return;
      exchanges.push(Object.assign(exchange, { id: `#${exchanges.length + 1}` }));
    },
  });
  try {
    const running = await askWhileRunning(sandbox, program, exchanges);
    const { world } = await play(sandbox, operatorsStory);
    const walked = await walk(world, cliOf(program, await through(sandbox.endpoint)), only);
    const judged = await judgeExchanges(python, exchanges);
    return [
      rowOf('an operator with the AWS CLI sees what the doubles hold and is refused as by AWS', judge, [
        { id: 'while the world runs', verdict: running },
        ...walked.map(({ id, differences }) => ({ id, verdict: verdictOf(id, differences) })),
      ]),
      rowOf(
        'what the AWS CLI was answered is what the service models have',
        "AWS's service models, as botocore has them",
        judged
          .filter(({ part }) => part !== 'request')
          .map(({ id, service, operation, code, findings }) => {
            const name = `${service}.${operation} ${code ?? ''} in ${id}`;
            return { id: name, verdict: verdictOf(name, findings) };
          }),
      ),
    ];
  } finally {
    await sandbox.close();
  }
};

const main = async (program: string | undefined, python: string | undefined): Promise<number> => {
  if (program === undefined || python === undefined) {
    console.error(
      'NOTHING WAS JUDGED: expected the AWS CLI and a Python interpreter as arguments, got fewer',
    );
    return 2;
  }
  const rows = await judgeAwsCli(program, python);
  for (const { belief, tried, agreed, leftOut, disagreements } of rows) {
    console.log(`${belief}: ${agreed} of ${tried} agree, ${leftOut.length} left out`);
    for (const { id, differences } of disagreements) console.log(`  DISAGREES ${id}`, differences);
  }
  return rows.some(({ disagreements }) => disagreements.length > 0) ? 1 : 0;
};

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv[2], process.argv[3]);
