import { expect, it } from 'vitest';
import { ours, refusal, start, world } from './world.ts';

const create = {
  NotebookInstanceName: 'new',
  InstanceType: 'ml.t3.medium',
  RoleArn: 'arn:aws:iam::111122223333:role/nb',
};

it('a stop, an update and a start take the time they take, to the millisecond', async () => {
  const { call, at, run, timeline } = world();
  call('StopNotebookInstance');
  at(97_000, () => call('UpdateNotebookInstance', { RootAccess: 'Disabled' }));
  at(161_000, () => call('StartNotebookInstance'));
  await run();
  expect(timeline()).toEqual([
    [0, 'Stopping'],
    [97_000, 'Stopped'],
    [97_000, 'Updating'],
    [161_000, 'Stopped'],
    [161_000, 'Pending'],
    [348_000, 'InService'],
  ]);
});

it('a call one millisecond too early is refused', async () => {
  const { call, at, run } = world();
  call('StopNotebookInstance');
  let message: string | undefined;
  at(96_999, () => {
    message = refusal(() => call('UpdateNotebookInstance', { RootAccess: 'Disabled' }))?.message;
  });
  await run();
  expect(message).toContain('Status (Stopping) not in ([Stopped])');
});

it('each notebook takes its own time', async () => {
  const { call, run, timeline } = world({ takes: { stop: 5_000 } });
  call('StopNotebookInstance');
  await run();
  expect(timeline()).toEqual([
    [0, 'Stopping'],
    [5_000, 'Stopped'],
  ]);
});

it('a created notebook is Pending, then InService, with AWS defaults', async () => {
  const { call, run, timeline, sagemaker } = world();
  expect(call('CreateNotebookInstance', create)).toEqual({
    NotebookInstanceArn: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/new',
  });
  await run();
  expect(timeline()).toEqual([
    [0, 'Pending'],
    [187_000, 'InService'],
  ]);
  expect(sagemaker.notebooks()[1]).toMatchObject({ rootAccess: 'Enabled', platform: 'notebook-al2023-v1' });
});

it('a deleted notebook is gone, stays in the report and frees its name', async () => {
  const { call, run, sagemaker } = world({ status: 'Stopped' });
  call('DeleteNotebookInstance');
  await run();
  expect(refusal(() => call('DescribeNotebookInstance'))?.message).toBe('RecordNotFound');
  expect(sagemaker.notebooks()).toMatchObject([{ name: 'nb', status: null }]);
  call('CreateNotebookInstance', { ...create, NotebookInstanceName: 'nb' });
  expect(sagemaker.notebooks()).toMatchObject([{ status: null }, { name: 'nb', status: 'Pending' }]);
});

it('a notebook that stands there on its way arrives', async () => {
  for (const [status, arrives, takes] of [
    ['Pending', 'InService', 187_000],
    ['Stopping', 'Stopped', 97_000],
    ['Updating', 'Stopped', 64_000],
    ['Deleting', 'Deleted', 40_000],
  ] as const) {
    const { run, timeline } = world({ status });
    await run();
    expect(timeline()).toEqual([[takes, arrives]]);
  }
});

it('Describe shows the old values until the update is complete, and keeps what was not sent', async () => {
  const { call, at, run } = world({ status: 'Stopped' });
  const before = call('DescribeNotebookInstance');
  call('UpdateNotebookInstance', { RootAccess: 'Disabled' });
  let during: unknown;
  at(63_999, () => {
    during = call('DescribeNotebookInstance')['RootAccess'];
  });
  await run();
  expect(during).toBe('Enabled');
  expect(call('DescribeNotebookInstance')).toEqual({
    ...before,
    RootAccess: 'Disabled',
    LastModifiedTime: start / 1000 + 64,
  });
});

it('a notebook that stood there was created well before, each at its own time', () => {
  const { call } = world({ name: 'a' }, { name: 'b' });
  const [a, b] = ['a', 'b'].map(
    (name) => call('DescribeNotebookInstance', { NotebookInstanceName: name })['CreationTime'],
  );
  expect(a).toBe(start / 1000 - 30 * 24 * 3600);
  expect(b).not.toBe(a);
});

it('old notebooks have neither RootAccess nor PlatformIdentifier in Describe', () => {
  const answer = world({ rootAccess: null, platform: null }).call('DescribeNotebookInstance');
  expect(Object.keys(answer)).not.toEqual(expect.arrayContaining(['RootAccess']));
  expect(Object.keys(answer)).not.toEqual(expect.arrayContaining(['PlatformIdentifier']));
});

it('awaySeconds runs from our stop to InService', async () => {
  const { call, at, run, sagemaker } = world();
  at(10_000, () => call('StopNotebookInstance', {}, ours('stop-notebook')));
  at(200_000, () => call('StartNotebookInstance', {}, ours('start-notebook')));
  await run();
  expect(sagemaker.notebooks()[0]?.awaySeconds).toBe(377);
});

it('awaySeconds sums over rounds', async () => {
  const { call, at, run, sagemaker } = world();
  for (const round of [0, 1_000_000]) {
    at(round, () => call('StopNotebookInstance', {}, ours('stop-notebook')));
    at(round + 97_000, () => call('StartNotebookInstance'));
  }
  await run();
  expect(sagemaker.notebooks()[0]?.awaySeconds).toBe(568);
});

it('awaySeconds is null where only others stopped', async () => {
  const { call, run, sagemaker } = world();
  call('StopNotebookInstance');
  await run();
  expect(sagemaker.notebooks()[0]?.awaySeconds).toBeNull();
});

it('awaySeconds ends when the notebook is gone', async () => {
  const { call, at, run, sagemaker } = world();
  call('StopNotebookInstance', {}, ours('stop-notebook'));
  at(100_000, () => call('DeleteNotebookInstance'));
  at(900_000, () => undefined);
  await run();
  expect(sagemaker.notebooks()[0]?.awaySeconds).toBe(140);
});
