/**
 * Holds the ledger to AWS's DynamoDB Local, and the sandbox's DynamoDB to the answers that it gives.
 *
 *     npx tsx conformance/dynamodb.ts CLASSPATH
 *
 * CLASSPATH is what `java -cp` needs to have DynamoDB Local. Exit status: 0 all agree, 1 something does not.
 */
import { isDeepStrictEqual } from 'node:util';
import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { DynamoDb } from '../local/dynamodb.ts';
import { HttpDoor, type WireCall } from '../local/http.ts';
import { AwsError } from '../local/service.ts';
import { answerFacts } from '../test/aws/answers.suite.ts';
import { killSwitchFacts } from '../test/aws/kill-switch.suite.ts';
import { createLedgerTable, type Engine, type Fact, ledgerFacts } from '../test/aws/ledger.suite.ts';
import { lineFacts } from '../test/aws/lines.suite.ts';
import { outboxFacts } from '../test/aws/outbox.suite.ts';
import { touchesFacts } from '../test/aws/touches.suite.ts';
import { startDynamoDbLocal } from './dynamodb/local.ts';
import { observed, type Told } from './dynamodb/observed.ts';
import { type Row, rowOf, type Verdict, verdictOf } from './row.ts';

const judge = "AWS's DynamoDB Local";

/** The sandbox's DynamoDB behind its HTTP door, with nothing else in the world. */
const openSandboxDoor = async (): Promise<HttpDoor> => {
  const dynamoDb = new DynamoDb();
  const serve = async (call: WireCall): Promise<void> => {
    try {
      call.answer(await dynamoDb.call(call.operation, call.input), 'conformance', 0);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      call.refuse(error, 'conformance', 0);
    }
  };
  return HttpDoor.open((call) => void serve(call));
};

const held = async (fact: Fact, engine: Engine): Promise<Verdict> => {
  try {
    await fact.hold(engine);
    return { agreed: true };
  } catch (error) {
    const got = error instanceof Error ? error.message : String(error);
    return { id: fact.name, differences: [{ where: 'fact', expected: 'holds', got }] };
  }
};

/** DynamoDB Local has words of its own for one refusal. */
const quirk = 'Cannot do operations on a non-existent table';
const missingTable = { name: 'ResourceNotFoundException', status: 400 };

const wordsOf = (told: Told | undefined): unknown => {
  const answer = told?.answer as { message?: string } | undefined;
  return answer?.message === quirk
    ? { ...missingTable, message: 'Requested resource not found' }
    : withoutHashes(answer);
};

/** Each key to the answer page is made at random. */
const withoutHashes = (answer: unknown): unknown =>
  answer === undefined ? undefined : JSON.parse(JSON.stringify(answer).replace(/KEY#[0-9a-f]{64}/g, 'KEY#'));

const isComparable = ({ operation }: Told): boolean => operation !== 'ScanCommand';

/** What no comparison can say anything about. */
const notCompared = [
  {
    id: 'the answers to Scan',
    verdict: { leftOut: 'a scan has no order; the facts compare what it found' },
  },
  {
    id: 'the text of ResourceNotFoundException for a table',
    verdict: { leftOut: `DynamoDB Local says "${quirk}", where AWS says "Requested resource not found"` },
  },
];

/** Facts in which several ask at once: who gets which answer is left to the engine. */
const isRace = ({ name }: Fact): boolean => /^of (many|two)|^all news/.test(name);

const compare = (fact: Fact, aws: readonly Told[], sandbox: readonly Told[]): Verdict => {
  if (isRace(fact)) return { leftOut: 'several ask at once, and who wins is up to the engine' };
  const [expected, got] = [aws.filter(isComparable), sandbox.filter(isComparable)];
  const length = Math.max(expected.length, got.length);
  const differing = Array.from({ length }, (_, at) => at).filter(
    (at) =>
      expected[at]?.operation !== got[at]?.operation ||
      !isDeepStrictEqual(wordsOf(expected[at]), withoutHashes(got[at]?.answer)),
  );
  return verdictOf(
    fact.name,
    differing.map((at) => ({
      where: `answer ${at + 1}, to ${expected[at]?.operation ?? got[at]?.operation}`,
      expected: expected[at]?.answer,
      got: got[at]?.answer,
    })),
  );
};

/**
 * @param classpath what `java -cp` needs to have DynamoDB Local
 * @param tampered changes each client of DynamoDB Local, for those who want to see a break caught
 * @throws Error when DynamoDB Local does not run
 */
export const judgeDynamoDb = async (
  classpath: string,
  tampered: (client: DynamoDBClient) => void = () => undefined,
): Promise<readonly Row[]> => {
  const [local, door] = [await startDynamoDbLocal(classpath), await openSandboxDoor()];
  try {
    const toldByAws: Told[] = [];
    const toldBySandbox: Told[] = [];
    const aws = observed(local.endpoint, 'ledger', toldByAws);
    const judged: Engine = {
      ...aws,
      connect: () => {
        const client = aws.connect();
        tampered(client);
        return client;
      },
    };
    const sandbox = observed(door.url, 'ledger', toldBySandbox);
    await createLedgerTable(aws.connect(), 'ledger');
    await createLedgerTable(sandbox.connect(), 'ledger');
    const onAws = [];
    const compared = [];
    for (const fact of [
      ...ledgerFacts,
      ...answerFacts,
      ...outboxFacts,
      ...lineFacts,
      ...killSwitchFacts,
      ...touchesFacts,
    ]) {
      const [fromAws, fromSandbox] = [toldByAws.length, toldBySandbox.length];
      onAws.push({ id: fact.name, verdict: await held(fact, judged) });
      await held(fact, sandbox);
      const verdict = compare(fact, toldByAws.slice(fromAws), toldBySandbox.slice(fromSandbox));
      compared.push({ id: fact.name, verdict });
    }
    return [
      rowOf('the ledger keeps what it promises on DynamoDB', judge, onAws),
      rowOf("the sandbox's DynamoDB answers and refuses the ledger word for word", judge, [
        ...compared,
        ...notCompared,
      ]),
    ];
  } finally {
    await local.stop();
    await door.close();
  }
};

const main = async (classpath: string | undefined): Promise<number> => {
  if (classpath === undefined) {
    console.error('NOTHING WAS JUDGED: expected a class path with DynamoDB Local as the argument, got none');
    return 2;
  }
  const rows = await judgeDynamoDb(classpath);
  for (const { belief, tried, agreed, leftOut, disagreements } of rows) {
    console.log(`${belief}: ${agreed} of ${tried} agree, ${leftOut.length} left out`);
    for (const { id, reason } of leftOut) console.log(`  left out ${id}: ${reason}`);
    for (const { id, differences } of disagreements) console.dir({ id, differences }, { depth: 8 });
  }
  return rows.some(({ disagreements }) => disagreements.length > 0) ? 1 : 0;
};

if (process.argv[1] === import.meta.filename) process.exitCode = await main(process.argv[2]);
