/** Many executions die after the stop while nobody can be mailed: their notebooks do not wait for that. */
import { beforeAll, describe, expect, it } from 'vitest';
import { violations } from '../../faults/always-true.ts';
import type { Evidence } from '../../faults/evidence.ts';
import { parseStory } from '../../local/story.ts';
import * as loop from './loop.ts';
import { playModel } from './play.ts';

/** More than are mailed at once. */
const names = Array.from({ length: 12 }, (_, index) => `lab-${index + 1}`);

const enabled = (notebookInstanceName: string) => ({
  source: 'aws.sagemaker',
  'detail-type': 'AWS API Call via CloudTrail',
  detail: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'UpdateNotebookInstance',
    requestParameters: { notebookInstanceName, rootAccess: 'Enabled' },
  },
});

/** @param fault what is wrong with SNS then */
const story = (fault: { readonly error: string; readonly for: string }) =>
  parseStory(
    {
      policy: { graceWindow: 'PT1H', reminders: [], maxConcurrentStops: 20 },
      notebooks: names.map((name) => ({
        name,
        tags: { Owner: 'alice@example.com' },
        takes: { stop: 'PT6M' },
      })),
      happens: [
        ...names.map((name) => ({ at: 'PT0S', event: enabled(name) })),
        { at: 'PT1H3M', fault: { operation: 'Publish', ...fault } },
        // SageMaker's own events would start executions too, and are best effort.
        { at: 'PT1H4M', fault: { lose: 'events', for: 'PT6M' } },
        ...names.map((notebook) => ({ at: 'PT1H3M', fault: { kill: 'execution', as: 'ABORTED' }, notebook })),
      ],
    },
    'many-deaths.json',
  );

describe.each([
  ['for a moment', 'PT1S', []],
  // Lambda repeats an event for three minutes; then it is in the dead letters, and an operator hears of it.
  ['for ten minutes', 'PT10M', [10]],
])('where SNS takes nothing %s when many died', (_how, refused, left) => {
  let evidence: Evidence;
  beforeAll(async () => {
    evidence = await playModel(story({ error: 'Throttled', for: refused }), loop);
  });

  it('each notebook had been stopped', () => {
    const dead = evidence.records.filter(({ case: { stand } }) => stand.at === 'closed' && stand.died);
    expect(dead.map(({ restartOwed }) => restartOwed !== null)).toEqual(names.map(() => true));
  });
  it('each is given back, without root access', () => {
    const back = evidence.notebooks.filter(
      ({ rootAccess, status }) => status === 'InService' && rootAccess === 'Disabled',
    );
    expect(back).toHaveLength(names.length);
  });
  it('nothing else goes wrong, but for mails that an operator has to send', () => {
    const broken = new Set(violations(evidence).map(({ statement }) => statement));
    expect([...broken]).toEqual(left);
  });
  it('each goes on at once', () => {
    const begun = evidence.executions.filter(({ name }) => name.endsWith('-again'));
    const [first, ...others] = begun.map(({ startDate }) => startDate);
    expect(others).toEqual(names.slice(1).map(() => first));
  });
});

it('where the answers of SNS are lost nobody gets too many mails at once, and all hear how each ended', async () => {
  const { mails } = await playModel(story({ error: 'response-lost', for: 'PT4S' }), loop);
  const heard = new Set(
    mails.flatMap(({ body, to }) =>
      [...body.matchAll(/^Notice (\S+-outcome)$/gm)].map(([, notice]) => `${notice} to ${to.join()}`),
    ),
  );
  for (const address of ['alice@example.com', 'platform@example.com']) {
    const missing = names.filter((_, index) => !heard.has(`execution-${index + 1}-outcome to ${address}`));
    expect(missing).toEqual([]);
  }
});
