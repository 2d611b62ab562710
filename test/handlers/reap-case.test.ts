/** ReapCase gives a notebook back first, and tells people whatever becomes of that. */
import '../model/environment.ts';
import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it } from 'vitest';
import type { Case, Closed, File, Notice, Stand } from '../../functions/core/case.ts';
import { RequestRefused, ServiceUnavailable } from '../../functions/core/errors.ts';
import { mailsAtOnce, type Pace, unpaced } from '../../functions/core/outbox.ts';
import { reapCase } from '../../functions/handlers/reap-case.ts';
import { deadline, file, hour, look, phase, policy } from '../core/given.ts';

const death = {
  source: 'aws.states',
  time: new Date(deadline + hour / 60).toISOString(),
  detail: {
    executionArn: 'arn:aws:states:eu-west-1:111122223333:execution:guard:case',
    stateMachineArn: 'arn:machine',
    status: 'ABORTED',
    input: JSON.stringify({
      source: 'aws.sagemaker',
      'detail-type': 'AWS API Call via CloudTrail',
      detail: {
        eventSource: 'sagemaker.amazonaws.com',
        eventName: 'UpdateNotebookInstance',
        requestParameters: { notebookInstanceName: 'lab' },
      },
    }),
  },
};
const diedAt = Date.parse(death.time);
const died = (mail: Closed['mail'], changes: Partial<Closed> = {}): Closed => ({
  at: 'closed',
  outcome: 'failed',
  reason: 'It died.',
  deadline,
  closedAt: diedAt,
  mail,
  died: true,
  ...changes,
});
/** Many mails went out just now. */
const busy: Pace = {
  turn: mailsAtOnce,
  sent: Array.from({ length: mailsAtOnce }, (_, index) => ({
    notice: `notice-${index}`,
    at: diedAt,
    gathers: false,
  })),
};

const held = (stand: Stand, changes: Partial<Case> = {}): File =>
  file(stand, { execution: death.detail.executionArn, ...changes });
const stopping = held(phase('stopping'));

interface Given {
  readonly latest?: File;
  readonly beside?: readonly File[];
  readonly pace?: Pace;
  readonly sns?: Error;
  readonly stepFunctions?: Error;
}

/** What the reaper does, in order, and how it ends. */
async function reaped({ latest = stopping, beside = [], pace = unpaced, ...down }: Given) {
  const deeds: string[] = [];
  const marked: Notice[][] = [];
  const world = {
    ledger: {
      find: async () => [latest],
      findEarlier: async () => beside,
      claim: async (of: File) => of,
      close: async (of: File, stand: Stand, { recoveries = of.recoveries }: { recoveries?: number[] }) => {
        deeds.push('closes');
        return { ...of, recoveries, case: { ...of.case, stand } };
      },
      markOutcomeTold: async (_of: File, { mail }: Closed, notices: Notice[]) => {
        marked.push(structuredClone(notices));
        if (mail === 'sent') deeds.push('marks');
      },
    },
    notebooks: { look: async () => look({ status: 'Stopping' }) },
    executions: {
      start: async (_machine: string, name: string) => {
        deeds.push(`starts ${name}`);
        if (down.stepFunctions !== undefined) throw down.stepFunctions;
      },
    },
    mail: {
      topicArnOf: (address: string) => address,
      send: async (address: string) => {
        deeds.push(`mails ${address}`);
        if (down.sns !== undefined) throw down.sns;
      },
    },
    outbox: {
      pace: async () => pace,
      takeTurn: async () => true,
      entries: async () => [],
      find: async () => null,
      queue: async () => undefined,
    },
    policy: policy(),
    clock: () => diedAt,
    log: new Logger({ logLevel: 'SILENT' }),
    metrics: { addDimension() {}, addMetric() {}, publishStoredMetrics() {} },
  } as unknown as Parameters<typeof reapCase>[0];
  const error = await reapCase(world)(death).then(
    () => null,
    (refusal: Error) => refusal.name,
  );
  return { deeds, marked, error };
}

const starts = 'starts case-again';
const mails = ['mails alice@example.com', 'mails platform@example.com'];
const recoveredOnce = (of: File): File => ({ ...of, recoveries: [diedAt] });

describe('when an execution died', () => {
  it('another goes on with its case, and then people are told', async () => {
    expect(await reaped({})).toMatchObject({ deeds: ['closes', starts, ...mails, 'marks'], error: null });
  });
  it('another goes on though the mail has to wait', async () => {
    expect(await reaped({ pace: busy })).toMatchObject({ deeds: ['closes', starts], error: 'MailboxBusy' });
  });
  it('another goes on though nobody can be told', async () => {
    const refused = await reaped({ sns: new RequestRefused('no') });
    expect(refused).toMatchObject({ deeds: ['closes', starts, ...mails], error: 'RequestRefused' });
  });
  it('people are told though none can be started, and it is tried again', async () => {
    const refused = await reaped({ stepFunctions: new ServiceUnavailable('no') });
    expect(refused).toMatchObject({
      deeds: ['closes', starts, ...mails, 'marks'],
      error: 'ServiceUnavailable',
    });
  });
  it('none goes on where there were enough today, and people are told', async () => {
    const latest = { ...stopping, recoveries: [deadline, deadline, deadline] };
    expect(await reaped({ latest })).toMatchObject({ deeds: ['closes', ...mails, 'marks'], error: null });
  });
});

describe('when the reaper itself died', () => {
  it('after it closed the case, the rest is done', async () => {
    const latest = recoveredOnce(held(died('owed')));
    expect((await reaped({ latest })).deeds).toEqual([starts, ...mails, 'marks']);
  });
  it('after it started another, which opened a case, people are told of the one beside it', async () => {
    const outcome = {
      id: 'case-outcome',
      kind: 'outcome' as const,
      to: ['alice@example.com'],
      claimedAt: diedAt,
      sentAt: null,
    };
    const beside = held(died('owed'), { notices: [...stopping.case.notices, outcome] });
    const latest = file(phase('stopping'), { id: 'case-again', execution: 'arn:another' });
    const { deeds, marked } = await reaped({ latest, beside: [recoveredOnce(beside)] });
    expect(deeds).toEqual([starts, 'mails platform@example.com', 'marks']);
    expect(marked.at(-1)?.at(-1)?.to).toEqual(['alice@example.com', 'platform@example.com']);
  });
  it('after all was done, nobody is told again', async () => {
    expect((await reaped({ latest: recoveredOnce(held(died('sent'))) })).deeds).toEqual([starts]);
  });
});

it('nothing goes on with a case that ended by itself, and people are told', async () => {
  const latest = held(died('owed', { died: false }));
  expect((await reaped({ latest })).deeds).toEqual([...mails, 'marks']);
});
