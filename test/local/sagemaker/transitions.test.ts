import { describe, expect, it } from 'vitest';
import { refusal, world } from './world.ts';

const statuses = [
  'Pending',
  'InService',
  'Stopping',
  'Stopped',
  'Failed',
  'Deleting',
  'Updating',
  'PendingMaintenance',
  'InMaintenance',
  'Hibernating',
];

const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/nb';

const calls = [
  { operation: 'StopNotebookInstance', from: ['InService'], through: 'Stopping' },
  { operation: 'StartNotebookInstance', from: ['Stopped', 'Failed'], through: 'Pending' },
  { operation: 'UpdateNotebookInstance', from: ['Stopped'], through: 'Updating' },
  { operation: 'DeleteNotebookInstance', from: ['Stopped', 'Failed'], through: 'Deleting' },
];

for (const { operation, from, through } of calls) {
  describe(operation, () => {
    for (const status of statuses) {
      if (from.includes(status)) {
        it(`is accepted from ${status} and leads through ${through}`, () => {
          const { call, status: now } = world({ status });
          expect(call(operation)).toEqual({});
          expect(now()).toBe(through);
        });
      } else {
        it(`is refused from ${status} in AWS's words`, () => {
          const { call, status: now } = world({ status });
          expect(refusal(() => call(operation))).toEqual({
            code: 'ValidationException',
            message: `Status (${status}) not in ([${from.join(', ')}]). Unable to transition to (${through}) for Notebook Instance (${arn}).`,
          });
          expect(now()).toBe(status);
        });
      }
    }
  });
}

it('tags can be changed in any status', () => {
  for (const status of statuses) {
    const { plain } = world({ status });
    expect(plain('AddTags', { ResourceArn: arn, Tags: [{ Key: 'a', Value: 'b' }] })).toEqual({
      Tags: [{ Key: 'a', Value: 'b' }],
    });
    expect(plain('DeleteTags', { ResourceArn: arn, TagKeys: ['a'] })).toEqual({});
  }
});

it('the ARN in a refusal is in lower case', () => {
  const { call } = world({ name: 'NB', status: 'Stopped' });
  const refused = refusal(() => call('StopNotebookInstance', { NotebookInstanceName: 'NB' }));
  expect(refused?.message).toContain('notebook-instance/nb)');
});

it('every call about a notebook that does not exist says RecordNotFound', () => {
  const { call, plain } = world();
  const other = { NotebookInstanceName: 'other' };
  for (const operation of ['DescribeNotebookInstance', ...calls.map((each) => each.operation)]) {
    expect(refusal(() => call(operation, other))).toEqual({
      code: 'ValidationException',
      message: 'RecordNotFound',
    });
  }
  const ResourceArn = `${arn}-2`;
  for (const [operation, input] of [
    ['ListTags', {}],
    ['AddTags', { Tags: [] }],
    ['DeleteTags', { TagKeys: ['a'] }],
  ] as const) {
    expect(refusal(() => plain(operation, { ResourceArn, ...input }))?.message).toBe('RecordNotFound');
  }
});

for (const platform of ['notebook-al1-v1', 'notebook-al2-v1', 'notebook-al2-v2', 'notebook-al2-v3']) {
  it(`a stopped notebook on ${platform} does not start any more`, () => {
    const { call } = world({ status: 'Stopped', platform });
    expect(refusal(() => call('StartNotebookInstance'))?.message).toBe(
      `Platform identifier (${platform}) is not supported for this service.`,
    );
  });

  it(`no notebook is created on ${platform} any more`, () => {
    const { call } = world();
    const input = {
      NotebookInstanceName: 'new',
      InstanceType: 'ml.t3.medium',
      RoleArn: 'arn:aws:iam::111122223333:role/nb',
      PlatformIdentifier: platform,
    };
    expect(refusal(() => call('CreateNotebookInstance', input))?.message).toBe(
      `Platform identifier (${platform}) is not supported for this service.`,
    );
  });
}

it('a stopped AL2 notebook starts once it was moved to AL2023', async () => {
  const { call, clock, run, at, status } = world({ status: 'Stopped', platform: 'notebook-al2-v3' });
  call('UpdateNotebookInstance', { PlatformIdentifier: 'notebook-al2023-v1', RootAccess: 'Disabled' });
  at(64_000, () => call('StartNotebookInstance'));
  await run();
  expect(status()).toBe('InService');
  expect(clock.next()).toBeUndefined();
});

it('an AL1 notebook takes no other platform', () => {
  const { call } = world({ status: 'Stopped', platform: 'notebook-al1-v1' });
  expect(
    refusal(() => call('UpdateNotebookInstance', { PlatformIdentifier: 'notebook-al2023-v1' }))?.code,
  ).toBe('ValidationException');
});
