import { describe, expect, it } from 'vitest';
import { refusal, world } from './world.ts';

const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/nb';
const create = {
  NotebookInstanceName: 'new',
  InstanceType: 'ml.t3.medium',
  RoleArn: 'arn:aws:iam::111122223333:role/nb',
};

const broken: readonly (readonly [
  what: string,
  operation: string,
  input: Record<string, unknown>,
  message: string,
])[] = [
  [
    'a missing member',
    'CreateNotebookInstance',
    { NotebookInstanceName: 'new', InstanceType: 'ml.t3.medium' },
    "1 validation error detected: Value null at 'roleArn' failed to satisfy constraint: Member must not be null",
  ],
  [
    'a name with an underscore',
    'CreateNotebookInstance',
    { ...create, NotebookInstanceName: 'a_b' },
    "1 validation error detected: Value 'a_b' at 'notebookInstanceName' failed to satisfy constraint: Member must satisfy regular expression pattern: ^[a-zA-Z0-9](-*[a-zA-Z0-9])*",
  ],
  [
    'a name of 64 characters',
    'DescribeNotebookInstance',
    { NotebookInstanceName: 'a'.repeat(64) },
    `1 validation error detected: Value '${'a'.repeat(64)}' at 'notebookInstanceName' failed to satisfy constraint: Member must have length less than or equal to 63`,
  ],
  [
    'a value outside its enum',
    'UpdateNotebookInstance',
    { NotebookInstanceName: 'nb', RootAccess: 'disabled' },
    "1 validation error detected: Value 'disabled' at 'rootAccess' failed to satisfy constraint: Member must satisfy enum value set: [Enabled, Disabled]",
  ],
  [
    'a platform that does not exist',
    'UpdateNotebookInstance',
    { NotebookInstanceName: 'nb', PlatformIdentifier: 'notebook-al3-v1' },
    "1 validation error detected: Value 'notebook-al3-v1' at 'platformIdentifier' failed to satisfy constraint: Member must satisfy regular expression pattern: (notebook-al1-v1|notebook-al2-v1|notebook-al2-v2|notebook-al2-v3|notebook-al2023-v1)",
  ],
  [
    'two faults at once',
    'CreateNotebookInstance',
    { ...create, VolumeSizeInGB: 4, RootAccess: 'No' },
    "2 validation errors detected: Value '4' at 'volumeSizeInGB' failed to satisfy constraint: Member must have value greater than or equal to 5; Value 'No' at 'rootAccess' failed to satisfy constraint: Member must satisfy enum value set: [Enabled, Disabled]",
  ],
  [
    'a tag with a character that tags may not have',
    'AddTags',
    { ResourceArn: arn, Tags: [{ Key: 'why', Value: 'yes!' }] },
    "1 validation error detected: Value 'yes!' at 'tags.1.member.value' failed to satisfy constraint: Member must satisfy regular expression pattern: ([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)",
  ],
  [
    'a tag without a value',
    'AddTags',
    { ResourceArn: arn, Tags: [{ Key: 'why' }] },
    "1 validation error detected: Value null at 'tags.1.member.value' failed to satisfy constraint: Member must not be null",
  ],
  [
    'no tag keys',
    'DeleteTags',
    { ResourceArn: arn, TagKeys: [] },
    "1 validation error detected: Value '[]' at 'tagKeys' failed to satisfy constraint: Member must have length greater than or equal to 1",
  ],
  [
    'a page of none',
    'ListNotebookInstances',
    { MaxResults: 0 },
    "1 validation error detected: Value '0' at 'maxResults' failed to satisfy constraint: Member must have value greater than or equal to 1",
  ],
];

for (const [what, operation, input, message] of broken) {
  it(`${what} is refused with ValidationException`, () => {
    const { plain } = world();
    expect(refusal(() => plain(operation, input))).toEqual({ code: 'ValidationException', message });
  });
}

for (const [input, message] of [
  [{ RootAccess: true }, 'TRUE_VALUE can not be converted to a String'],
  [{ VolumeSizeInGB: '10' }, 'STRING_VALUE can not be converted to an Integer'],
  [{ RootAccess: ['Disabled'] }, 'Start of list found where not expected'],
] as const) {
  it(`${JSON.stringify(input)} is refused with SerializationException`, () => {
    const { call } = world({ status: 'Stopped' });
    expect(refusal(() => call('UpdateNotebookInstance', input))).toEqual({
      code: 'SerializationException',
      message,
    });
  });
}

it('an operation that is not there is refused', () => {
  const { plain } = world();
  expect(refusal(() => plain('CreatePresignedNotebookInstanceUrl', {}))?.code).toBe(
    'UnknownOperationException',
  );
});

it('a name that is taken is refused, in any case', () => {
  const { plain } = world();
  for (const name of ['nb', 'NB']) {
    expect(refusal(() => plain('CreateNotebookInstance', { ...create, NotebookInstanceName: name }))).toEqual(
      {
        code: 'ValidationException',
        message: `Cannot create a duplicate Notebook Instance (${arn})`,
      },
    );
  }
});

it('a volume does not shrink', async () => {
  const { call, at, run } = world({ status: 'Stopped' });
  call('UpdateNotebookInstance', { VolumeSizeInGB: 20 });
  let refused: string | undefined;
  at(64_000, () => {
    refused = refusal(() => call('UpdateNotebookInstance', { VolumeSizeInGB: 10 }))?.code;
  });
  await run();
  expect(refused).toBe('ValidationException');
});

it('a lifecycle configuration is associated and taken off', async () => {
  const { call, at, run } = world({ status: 'Stopped' });
  call('UpdateNotebookInstance', { LifecycleConfigName: 'lcc' });
  let associated: unknown;
  at(64_000, () => {
    associated = call('DescribeNotebookInstance')['NotebookInstanceLifecycleConfigName'];
    call('UpdateNotebookInstance', { DisassociateLifecycleConfig: true });
  });
  await run();
  expect(associated).toBe('lcc');
  expect(call('DescribeNotebookInstance')).not.toHaveProperty('NotebookInstanceLifecycleConfigName');
});

describe('tags', () => {
  it('are added, overwritten and taken off, by an ARN in either case', () => {
    const { plain } = world({ name: 'Nb', tags: { a: '1' } });
    plain('AddTags', {
      ResourceArn: arn,
      Tags: [
        { Key: 'a', Value: '2' },
        { Key: 'b', Value: '' },
      ],
    });
    plain('DeleteTags', { ResourceArn: arn.replace('/nb', '/Nb'), TagKeys: ['b', 'none'] });
    expect(plain('ListTags', { ResourceArn: arn.replace('/nb', '/NB') })).toEqual({
      Tags: [{ Key: 'a', Value: '2' }],
    });
  });

  it('have keys in which case counts', () => {
    const { plain } = world({ tags: { owner: '1' } });
    plain('AddTags', { ResourceArn: arn, Tags: [{ Key: 'Owner', Value: '2' }] });
    expect(plain('ListTags', { ResourceArn: arn })['Tags']).toHaveLength(2);
  });

  it('are at most 50', () => {
    const tags = Object.fromEntries(Array.from({ length: 50 }, (_, at) => [`k${at}`, '']));
    const { plain } = world({ tags });
    const add = (Key: string) => plain('AddTags', { ResourceArn: arn, Tags: [{ Key, Value: 'v' }] });
    expect(refusal(() => add('k0'))).toBeUndefined();
    expect(refusal(() => add('k50'))?.code).toBe('ValidationException');
  });

  it('of AWS own are out of reach', () => {
    const { plain } = world();
    const Tags = [{ Key: 'aws:cloudformation:stack-name', Value: 'x' }];
    expect(refusal(() => plain('AddTags', { ResourceArn: arn, Tags }))?.code).toBe('ValidationException');
  });
});

describe('ListNotebookInstances', () => {
  const many = Array.from({ length: 23 }, (_, at) => ({
    name: `nb-${String(at).padStart(2, '0')}`,
    status: at % 2 === 0 ? 'InService' : 'Stopped',
  }));

  const names = (plain: ReturnType<typeof world>['plain'], question: Record<string, unknown>): string[][] => {
    const pages: string[][] = [];
    let next: unknown;
    do {
      const answer = plain('ListNotebookInstances', { ...question, ...(next ? { NextToken: next } : {}) });
      const summaries = answer['NotebookInstances'] as { NotebookInstanceName: string }[];
      pages.push(summaries.map((summary) => summary.NotebookInstanceName));
      next = answer['NextToken'];
    } while (next);
    return pages;
  };

  it('shows neither RootAccess nor platform nor tags', () => {
    const { plain } = world({ tags: { a: 'b' } });
    const [summary] = plain('ListNotebookInstances', {})['NotebookInstances'] as [Record<string, unknown>];
    expect(Object.keys(summary).sort()).toEqual([
      'CreationTime',
      'InstanceType',
      'LastModifiedTime',
      'NotebookInstanceArn',
      'NotebookInstanceName',
      'NotebookInstanceStatus',
      'Url',
    ]);
  });

  it('gives every notebook once over its pages', () => {
    const { plain } = world(...many);
    const pages = names(plain, {});
    expect(pages.map((page) => page.length)).toEqual([10, 10, 3]);
    expect(pages.flat()).toEqual(many.map((each) => each.name));
  });

  it('sorts and filters', () => {
    const { plain } = world(...many);
    const question = {
      StatusEquals: 'Stopped',
      NameContains: 'nb-0',
      SortBy: 'CreationTime',
      SortOrder: 'Ascending',
      MaxResults: 2,
    };
    expect(names(plain, question)).toEqual([['nb-09', 'nb-07'], ['nb-05', 'nb-03'], ['nb-01']]);
    expect(names(plain, { ...question, SortBy: 'Name', SortOrder: 'Descending' })[0]).toEqual([
      'nb-09',
      'nb-07',
    ]);
  });

  it('goes on where it was when notebooks go between pages', async () => {
    const { plain, call, run } = world(...many.map((each) => ({ ...each, status: 'Stopped' })));
    const first = plain('ListNotebookInstances', {});
    call('DeleteNotebookInstance', { NotebookInstanceName: 'nb-00' });
    await run();
    const second = plain('ListNotebookInstances', { NextToken: first['NextToken'] });
    expect(second['NotebookInstances']).toMatchObject([
      { NotebookInstanceName: 'nb-10' },
      ...Array(9).fill({}),
    ]);
  });

  it('refuses a token with another question, and one it never gave', () => {
    const { plain } = world(...many);
    const token = plain('ListNotebookInstances', { NameContains: 'nb' })['NextToken'];
    for (const input of [{ NextToken: token }, { NextToken: 'x' }, { NextToken: 'bnVsbA' }]) {
      expect(refusal(() => plain('ListNotebookInstances', input))?.code).toBe('ValidationException');
    }
  });

  it('filters by time', () => {
    const { plain, clock } = world(...many);
    const before = (clock.now() - 30 * 86_400_000) / 1000;
    expect(names(plain, { CreationTimeAfter: before - 90 })).toEqual([['nb-00', 'nb-01']]);
    expect(names(plain, { CreationTimeBefore: new Date((before - 60 * 21) * 1000) })).toEqual([['nb-22']]);
  });
});
