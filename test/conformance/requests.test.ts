import { beforeAll, describe, expect, it } from 'vitest';
import { Missing, python } from '../../conformance/environment.ts';
import { type Recorded, record, stories, type Traffic } from '../../conformance/requests/traffic.ts';
import { judgeTraffic } from '../../conformance/requests.ts';

const interpreter = await python().then(
  (environment) => environment.bin('python'),
  (error: unknown) => {
    if (!(error instanceof Missing)) throw error;
    console.warn(`SKIPPED, the service models judge nothing here: ${error.message}`);
    return undefined;
  },
);

/** The first exchange of the operation that the change touches, with that change on the wire. */
const broken = (
  { exchanges, allowed }: Traffic,
  operation: string,
  half: 'request' | 'response',
  change: (body: string) => string,
): Traffic => {
  const isOf = ({ request }: Recorded): boolean =>
    request.headers['x-amz-target']?.toString().endsWith(`.${operation}`) ||
    request.body.includes(`Action=${operation}&`);
  for (const exchange of exchanges.filter(isOf)) {
    const before = exchange[half];
    if (before === undefined) continue;
    const body = change(before.body);
    if (body !== before.body) return { allowed, exchanges: [{ ...exchange, [half]: { ...before, body } }] };
  }
  throw new Error(`expected a ${half} of ${operation} that the change touches, got none`);
};

describe.skipIf(interpreter === undefined)('requests and answers by the service models', () => {
  let traffic: Traffic;
  beforeAll(async () => {
    traffic = await record(stories().filter(({ file }) => /^(first-day|pending)/.test(file)));
  }, 60_000);

  const findings = async (of: Traffic): Promise<readonly string[]> =>
    (await judgeTraffic(String(interpreter), of))
      .filter(({ judge }) => !judge.includes('template'))
      .flatMap(({ disagreements }) => disagreements)
      .flatMap(({ differences }) => differences)
      .map(({ where, got }) => `${where}: ${got}`);

  it('a first day agrees', async () => {
    expect(await findings(traffic)).toEqual([]);
  });

  const rename = (from: string, to: string) => (body: string) => body.replaceAll(from, to);

  it.each([
    [
      'a field renamed in an answer',
      'DescribeNotebookInstance',
      'response',
      rename('"RootAccess"', '"RootAccessMode"'),
      'DescribeNotebookInstance.RootAccessMode: RootAccessMode, which the API does not have',
    ],
    [
      'an element renamed in an XML answer',
      'ListSubscriptionsByTopic',
      'response',
      rename('SubscriptionArn>', 'SubscriptionId>'),
      'ListSubscriptionsByTopic.Subscriptions[].SubscriptionId: SubscriptionId, which the API does not have',
    ],
    [
      'a parameter that the API does not have',
      'UpdateNotebookInstance',
      'request',
      rename('"RootAccess":"Disabled"', '"RootAccess":"Disabled","Force":true'),
      'UpdateNotebookInstance.Force: Force, which the API does not have',
    ],
    [
      'a form field that the API does not have',
      'Publish',
      'request',
      (body: string) => `${body}&Priority=high`,
      'Publish.Priority: Priority, which the API does not have',
    ],
    [
      'a value that the enum does not have',
      'UpdateNotebookInstance',
      'request',
      rename('"Disabled"', '"Off"'),
      'UpdateNotebookInstance.RootAccess: Off',
    ],
    [
      'a required parameter left out',
      'SendTaskSuccess',
      'request',
      rename('"output"', '"result"'),
      'SendTaskSuccess: none',
    ],
    [
      'a time in the wrong form',
      'DescribeNotebookInstance',
      'response',
      (body: string) => body.replace(/"CreationTime":[\d.]+/, '"CreationTime":"2026-11-23T09:00:00Z"'),
      'DescribeNotebookInstance.CreationTime: 2026-11-23T09:00:00Z',
    ],
    [
      'a body where the model has no output',
      'StopNotebookInstance',
      'response',
      () => '{}',
      'StopNotebookInstance: {}',
    ],
  ] as const)('%s is caught', async (_what, operation, half, change, finding) => {
    expect(await findings(broken(traffic, operation, half, change))).toContain(finding);
  });

  it('an error that no model declares is caught', async () => {
    const refused = traffic.exchanges.find(({ response }) => response?.body.includes('<Code>NotFound<'));
    if (refused?.response === undefined) throw new Error('expected a refusal of SNS, got none');
    const body = refused.response.body.replace('NotFound', 'TopicMissing');
    const response = { ...refused.response, body };
    expect(await findings({ ...traffic, exchanges: [{ ...refused, response }] })).toEqual([
      'ListSubscriptionsByTopic: TopicMissing',
    ]);
  });

  it('a call that no story reaches is caught', async () => {
    const rows = await judgeTraffic(String(interpreter), {
      ...traffic,
      allowed: ['sagemaker:CreateNotebookInstance'],
    });
    expect(rows.flatMap(({ disagreements }) => disagreements.map(({ id }) => id))).toEqual([
      'sagemaker:CreateNotebookInstance',
    ]);
  });
});
