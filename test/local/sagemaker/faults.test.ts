import { expect, it } from 'vitest';
import { ours, world } from './world.ts';

const hour = 3_600_000;
const stopper = ours('stop-notebook');
const starter = ours('start-notebook');

it('a status keeps whoever gets there', async () => {
  const { sagemaker, call, run, timeline } = world();
  sagemaker.hold('Stopping', 20 * hour);
  call('StopNotebookInstance');
  await run();
  expect(timeline()).toEqual([
    [0, 'Stopping'],
    [20 * hour, 'Stopped'],
  ]);
});

it('a status keeps who is in it already', async () => {
  const { sagemaker, call, at, run, timeline } = world();
  call('StopNotebookInstance');
  at(50_000, () => sagemaker.hold('Stopping', hour));
  await run();
  expect(timeline().at(-1)).toEqual([hour + 50_000, 'Stopped']);
});

it('a status keeps for ever without a time', async () => {
  const { sagemaker, call, run, status } = world();
  sagemaker.hold('Stopping', undefined);
  call('StopNotebookInstance');
  await run();
  expect(status()).toBe('Stopping');
});

it('a status keeps each notebook once, and only the one that is named', async () => {
  const { sagemaker, call, at, run, timeline } = world({ status: 'Stopped' }, { name: 'other' });
  sagemaker.hold('Pending', hour, 'nb');
  call('StartNotebookInstance');
  at(hour, () => call('StopNotebookInstance'));
  at(2 * hour, () => call('StartNotebookInstance'));
  await run();
  expect(timeline().at(-1)).toEqual([2 * hour + 187_000, 'InService']);
});

for (const status of ['InMaintenance', 'PendingMaintenance', 'Hibernating']) {
  it(`${status} comes over a notebook and gives it back`, async () => {
    const { sagemaker, at, run, timeline } = world();
    at(1_000, () => sagemaker.hold(status, hour));
    await run();
    expect(timeline()).toEqual([
      [1_000, status],
      [hour + 1_000, 'InService'],
    ]);
  });
}

it('what was under way goes on after maintenance', async () => {
  const { sagemaker, call, at, run, timeline } = world();
  call('StopNotebookInstance');
  at(90_000, () => sagemaker.hold('InMaintenance', hour));
  await run();
  expect(timeline()).toEqual([
    [0, 'Stopping'],
    [90_000, 'InMaintenance'],
    [hour + 90_000, 'Stopping'],
    [hour + 97_000, 'Stopped'],
  ]);
});

it('maintenance that follows on pending maintenance ends where the notebook was before both', async () => {
  const { sagemaker, at, run, timeline } = world();
  sagemaker.hold('PendingMaintenance', 5 * hour);
  at(hour, () => sagemaker.hold('InMaintenance', hour));
  await run();
  expect(timeline()).toEqual([
    [0, 'PendingMaintenance'],
    [hour, 'InMaintenance'],
    [2 * hour, 'InService'],
  ]);
});

it('InService and Stopped need no keeping', () => {
  const { sagemaker } = world();
  expect(() => sagemaker.hold('Stopped', hour)).toThrow(
    'hold: expected a status that passes or that nobody can call for, got Stopped',
  );
});

it('starts that we call end in Failed with the reason, after the time of a start, as often as told', async () => {
  const { sagemaker, call, at, run, timeline } = world({ status: 'Stopped' });
  const reason = 'Insufficient notebook instance capacity. Retry later or with a different instance type.';
  sagemaker.startsAs({ reason, times: 1 });
  call('StartNotebookInstance', {}, starter);
  let failed: unknown;
  at(187_000, () => {
    failed = call('DescribeNotebookInstance')['FailureReason'];
    call('StartNotebookInstance', {}, starter);
  });
  await run();
  expect(failed).toBe(reason);
  expect(timeline()).toEqual([
    [0, 'Pending'],
    [187_000, 'Failed'],
    [187_000, 'Pending'],
    [374_000, 'InService'],
  ]);
  expect(call('DescribeNotebookInstance')).not.toHaveProperty('FailureReason');
});

it('the native event of a failed start has the reason', async () => {
  const { sagemaker, call, run, native } = world({ status: 'Stopped' });
  sagemaker.startsAs({ reason: 'no room', times: 1, notebook: 'nb' });
  call('StartNotebookInstance', {}, starter);
  await run();
  expect(native().at(-1)?.event.detail).toMatchObject({
    NotebookInstanceStatus: 'Failed',
    FailureReason: 'no room',
  });
});

it("people's own starts are never hit", async () => {
  const { sagemaker, call, run, status } = world({ status: 'Stopped' });
  sagemaker.startsAs({ reason: 'no room', times: 9 });
  call('StartNotebookInstance');
  await run();
  expect(status()).toBe('InService');
});

it('an ignored call is answered and recorded and does nothing', async () => {
  const { sagemaker, call, run, status, trail } = world();
  sagemaker.ignores({ operation: 'StopNotebookInstance', times: 1 });
  expect(call('StopNotebookInstance', {}, stopper)).toEqual({});
  expect(status()).toBe('InService');
  await run();
  expect(trail()[0]?.event.detail).not.toHaveProperty('errorCode');
  expect(sagemaker.notebooks()[0]?.awaySeconds).toBeNull();
});

it('the call after the ignored ones takes effect', () => {
  const { sagemaker, call, status } = world();
  sagemaker.ignores({ operation: 'StopNotebookInstance', times: 1 });
  call('StopNotebookInstance', {}, stopper);
  call('StopNotebookInstance', {}, stopper);
  expect(status()).toBe('Stopping');
});

it('ignoring is about one notebook where one is named', () => {
  const { sagemaker, call, status } = world({}, { name: 'other' });
  sagemaker.ignores({ operation: 'StopNotebookInstance', times: 1, notebook: 'other' });
  call('StopNotebookInstance', {}, stopper);
  expect(status()).toBe('Stopping');
});

it('a call that would be refused anyway uses up no fault', () => {
  const { sagemaker, call, status } = world({ status: 'Stopped' });
  sagemaker.ignores({ operation: 'StartNotebookInstance', times: 1 });
  expect(() => call('StopNotebookInstance', {}, stopper)).toThrow();
  call('StartNotebookInstance', {}, starter);
  expect(status()).toBe('Stopped');
});

it('an ignored AddTags answers with the tags as they are', () => {
  const { sagemaker, plain } = world({ tags: { a: 'b' } });
  sagemaker.ignores({ operation: 'AddTags', times: 1 });
  const ResourceArn = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/nb';
  expect(plain('AddTags', { ResourceArn, Tags: [{ Key: 'c', Value: 'd' }] }, stopper)).toEqual({
    Tags: [{ Key: 'a', Value: 'b' }],
  });
});
