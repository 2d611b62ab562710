import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { likeness } from '../../../local/iam/likeness.ts';
import { iamRequest } from '../../../local/iam/requests.ts';
import { Permissions, type Statement } from '../../../local/iam.ts';

const account = '111122223333';
const roleArn = `arn:aws:iam::${account}:role/guard`;
const arn = (service: string, resource: string): string =>
  `arn:aws:${service}:eu-west-1:${account}:${resource}`;

const permissions = (statements: readonly Statement[]): Permissions =>
  new Permissions({
    accountId: account,
    region: 'eu-west-1',
    roles: [{ arn: roleArn, name: 'guard', statements }],
  });

const names = ['lab', 'lab-2', 'Lab', 'fraud.lab', 'lab+1'];
const tags = [{}, { team: 'fraud' }, { team: 'risk' }, { Team: 'fraud' }, { team: 'fraud', Owner: 'a@b.c' }];

const calls = fc.oneof(
  fc.record({
    service: fc.constant('SageMaker'),
    operation: fc.constantFrom('StopNotebookInstance', 'UpdateNotebookInstance', 'DescribeNotebookInstance'),
    input: fc.record(
      { NotebookInstanceName: fc.constantFrom(...names), RootAccess: fc.constantFrom('Enabled', 'Disabled') },
      { requiredKeys: ['NotebookInstanceName'] },
    ),
  }),
  fc.record({
    service: fc.constant('SNS'),
    operation: fc.constantFrom('Publish', 'Subscribe'),
    input: fc.record({
      TopicArn: fc.constantFrom(arn('sns', 'owner-1'), arn('sns', 'owner-22'), arn('sns', 'team')),
      Protocol: fc.constantFrom('email', 'sms'),
    }),
  }),
  fc.record({
    service: fc.constant('DynamoDB'),
    operation: fc.constantFrom('GetItem', 'Query', 'PutItem'),
    input: fc.record(
      {
        TableName: fc.constantFrom('ledger', 'other'),
        IndexName: fc.constantFrom('open', 'shut'),
        Key: fc.record({ pk: fc.record({ S: fc.constantFrom('KEY#1', 'KEY#2', 'case#1', 'KEY') }) }),
      },
      { requiredKeys: ['TableName'] },
    ),
  }),
);

const resources = fc.constantFrom(
  '*',
  arn('sagemaker', 'notebook-instance/*'),
  arn('sagemaker', 'notebook-instance/lab'),
  arn('sagemaker', 'notebook-instance/lab-?'),
  arn('sagemaker', 'notebook-instance/fraud.*'),
  arn('sagemaker', 'notebook-instance/${aws:ResourceTag/team}'),
  arn('sns', 'owner-*'),
  arn('sns', 'owner-?'),
  arn('dynamodb', 'table/ledger'),
  arn('dynamodb', 'table/ledger/index/*'),
);
const actions = fc.constantFrom(
  '*',
  'sagemaker:*',
  'sagemaker:StopNotebookInstance',
  'sagemaker:Update*',
  'sns:Publish',
  'sns:*',
  'dynamodb:GetItem',
  'dynamodb:*',
);
const conditions = fc.constantFrom<NonNullable<Statement['Condition']>>(
  { StringEquals: { 'sagemaker:RootAccess': 'Disabled' } },
  { StringNotEquals: { 'Sagemaker:rootaccess': 'Enabled' } },
  { StringEquals: { 'aws:ResourceTag/team': 'fraud' } },
  { StringLike: { 'aws:ResourceTag/team': 'f*' } },
  { Null: { 'aws:ResourceTag/Owner': 'true' } },
  { StringEquals: { 'sns:Protocol': 'email' } },
  { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['KEY#*'] } },
  { 'ForAnyValue:StringLike': { 'dynamodb:LeadingKeys': 'KEY#?' } },
  { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['KEY#1'] } },
  { StringEquals: { 'aws:ResourceTag/team': '${aws:ResourceTag/Owner}' } },
);
const statements = fc.array(
  fc
    .record({
      Effect: fc.constantFrom<Statement['Effect']>('Allow', 'Allow', 'Deny'),
      Action: actions,
      on: fc.tuple(fc.constantFrom('Resource', 'Resource', 'NotResource'), resources),
      Condition: fc.option(conditions, { nil: undefined }),
    })
    .map(
      ({ on: [key, value], Condition, ...rest }): Statement => ({
        ...rest,
        [key]: value,
        ...(Condition === undefined ? {} : { Condition }),
      }),
    ),
  { minLength: 1, maxLength: 4 },
);

describe('a remembered verdict', () => {
  it('is the verdict of a judgement of its own, for any role and any calls', {
    timeout: 60_000,
  }, async () => {
    await fc.assert(
      fc.asyncProperty(
        statements,
        fc.array(fc.tuple(calls, fc.constantFrom(...tags)), { minLength: 2, maxLength: 12 }),
        async (role, made) => {
          const remembering = permissions(role);
          for (const [{ service, operation, input }, tagged] of made) {
            const request = iamRequest(service, operation, input, {
              accountId: account,
              region: 'eu-west-1',
              tagsOf: () => tagged,
              partitionKeyOf: () => 'pk',
            });
            const remembered = await remembering.judge(roleArn, 'one', request);
            expect(remembered).toBe(await permissions(role).judge(roleArn, 'one', request));
          }
        },
      ),
      { numRuns: 60, seed: 20261123 },
    );
  });
});

describe('requests are alike', () => {
  const anyNotebook: Statement = {
    Effect: 'Allow',
    Action: 'sagemaker:StopNotebookInstance',
    Resource: arn('sagemaker', 'notebook-instance/*'),
  };
  const lab = arn('sagemaker', 'notebook-instance/lab');
  const other = arn('sagemaker', 'notebook-instance/other');

  it('where the same patterns take their notebooks in', () => {
    const of = likeness([anyNotebook]);
    expect(of(lab, {})).toBe(of(other, {}));
  });

  it('not where a pattern tells their notebooks apart', () => {
    const of = likeness([{ ...anyNotebook, Resource: lab }]);
    expect(of(lab, {})).not.toBe(of(other, {}));
  });

  it('not where they are about another kind of thing', () => {
    const of = likeness([{ ...anyNotebook, Resource: '*' }]);
    expect(of(lab, {})).not.toBe(of(arn('sns', 'lab'), {}));
  });

  it('whatever condition keys nobody asks for', () => {
    const of = likeness([anyNotebook]);
    expect(of(lab, { 'aws:ResourceTag/team': 'fraud' })).toBe(of(lab, {}));
  });

  it('not where a condition asks for what differs, in whatever letters', () => {
    const of = likeness([
      { ...anyNotebook, Condition: { StringEquals: { 'AWS:ResourceTag/team': 'fraud' } } },
    ]);
    expect(of(lab, { 'aws:ResourceTag/team': 'fraud' })).not.toBe(of(lab, {}));
  });

  it('where their values match the same patterns, and nothing else is asked of them', () => {
    const leading = (Condition: NonNullable<Statement['Condition']>) => {
      const of = likeness([{ Effect: 'Allow', Action: 'dynamodb:PutItem', Resource: '*', Condition }]);
      return ['KEY#1', 'KEY#2', 'case'].map((key) => of('*', { 'dynamodb:LeadingKeys': [key] }));
    };
    const like = leading({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['KEY#*'] } });
    const equal = leading({ 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': ['KEY#1'] } });
    expect([new Set(like).size, new Set(equal).size]).toEqual([2, 3]);
  });

  it('only if they are equal, where a policy variable may look at anything', () => {
    const of = likeness([
      { ...anyNotebook, Resource: arn('sagemaker', 'notebook-instance/${aws:username}') },
    ]);
    expect(of(lab, {})).not.toBe(of(other, {}));
  });
});
