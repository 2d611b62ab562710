/** A sweep's look: what it calls, whom it starts, and how long it takes. */
import '../model/environment.ts';
import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it } from 'vitest';
import type { File } from '../../functions/core/case.ts';
import type { Look, NotebookRef } from '../../functions/core/notebook.ts';
import { lookAtNotebook } from '../../functions/handlers/look-at-notebook.ts';
import { file, gone, grace, look, opened, policy } from '../core/given.ts';

const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab';
const createdAt = opened - 3_600_000;
const machine = 'arn:aws:states:eu-west-1:111122223333:stateMachine:guard';

interface Given {
  readonly records?: readonly File[];
  readonly seen?: Look;
  /** When the list says that it was created. */
  readonly listedAt?: number;
  readonly sweep?: string;
}

async function looked({ records = [], seen = look(), listedAt = createdAt, sweep = 'one' }: Given) {
  const deeds: string[] = [];
  const names: string[] = [];
  const world = {
    ledger: {
      read: async (ref: NotebookRef) => records.find((one) => one.createdAt === ref.createdAt) ?? null,
    },
    notebooks: {
      lookByName: async (name: string, tags: string) => {
        deeds.push(`looks at ${name}, tags ${tags}`);
        return seen;
      },
    },
    executions: {
      start: async (stateMachine: string, name: string, input: string) => {
        deeds.push(`starts ${stateMachine} about ${JSON.parse(input).detail.notebookInstanceArn}`);
        names.push(name);
      },
    },
    stateMachineArn: machine,
    policy: policy(),
    log: new Logger({ logLevel: 'SILENT' }),
  } as unknown as Parameters<typeof lookAtNotebook>[0];
  const now = new Date(opened).toISOString();
  const input = { arn, name: 'lab', createdAt: new Date(listedAt).toISOString() };
  const { until } = await lookAtNotebook(world)({
    execution: `arn:aws:states:eu-west-1:111122223333:execution:sweep:${sweep}`,
    now,
    input,
  });
  return { deeds, names, tookMilliseconds: Date.parse(until) - opened };
}

const looks = 'looks at lab, tags where root is on';
const starts = `starts ${machine} about ${arn}`;

describe('a look', () => {
  it('at a notebook that needs a case starts an execution about it', async () =>
    expect((await looked({})).deeds).toEqual([looks, starts]));
  it('at one that needs none starts nothing', async () =>
    expect((await looked({ seen: look({ root: 'Disabled' }) })).deeds).toEqual([looks]));
  it('at one that is gone starts nothing', async () =>
    expect((await looked({ seen: gone })).deeds).toEqual([looks]));
  it('takes a second, so that the pace is kept', async () =>
    expect((await looked({})).tookMilliseconds).toBe(1_000));
});

describe('a notebook with an open case', () => {
  const open = { records: [file(grace)] };
  it('is not looked at', async () => expect((await looked(open)).deeds).toEqual([]));
  it('takes no time', async () => expect((await looked(open)).tookMilliseconds).toBe(0));
  it('is found though the list has another time of its creation', async () =>
    expect((await looked({ ...open, listedAt: createdAt - 1 })).deeds).toEqual([looks]));
});

describe('the execution that is started', () => {
  it('is the same for the same look', async () =>
    expect((await looked({})).names).toEqual((await looked({})).names));
  it('is another in another sweep', async () =>
    expect((await looked({ sweep: 'two' })).names).not.toEqual((await looked({})).names));
  it('has a name that Step Functions takes', async () =>
    expect((await looked({})).names[0]).toMatch(/^[\w-]{1,80}$/));
});
