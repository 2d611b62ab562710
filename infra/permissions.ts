import { Stack } from 'aws-cdk-lib';
import type { PolicyStatementProps } from 'aws-cdk-lib/aws-iam';
import type { Construct } from 'constructs';
import type { CaseLedger } from './case-ledger.ts';
import type { Mail } from './mail.ts';

/** What functions may be allowed to do, each with just its calls on just its resources. */
export const permissions = (scope: Construct, ledger: CaseLedger, mail: Mail) => {
  const notebooks = Stack.of(scope).formatArn({
    service: 'sagemaker',
    resource: 'notebook-instance',
    resourceName: '*',
  });
  const cases = ledger.table.tableArn;
  const platform = mail.platformTopic.topicArn;
  const owners = mail.ownerTopicArns;

  return {
    look: allow(['sagemaker:DescribeNotebookInstance', 'sagemaker:ListTags'], [notebooks]),
    // Neither for a list does IAM know a resource.
    listNotebooks: allow(['sagemaker:ListNotebookInstances'], ['*']),
    stop: allow(['sagemaker:StopNotebookInstance'], [notebooks]),
    disable: {
      ...allow(['sagemaker:UpdateNotebookInstance'], [notebooks]),
      conditions: { StringEquals: { 'sagemaker:RootAccess': 'Disabled' } },
    },
    start: allow(['sagemaker:StartNotebookInstance'], [notebooks]),

    // One table with items of many kinds, which their partition keys tell (docs/design.md, The record): a function
    // reads and writes those of its kinds.
    openCase: only(
      ['arn:*'],
      allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [cases]),
    ),
    holdCase: only(['arn:*'], allow(['dynamodb:GetItem', 'dynamodb:UpdateItem'], [cases])),
    updateCase: only(['arn:*'], allow(['dynamodb:UpdateItem'], [cases])),
    findCase: only(['arn:*'], allow(['dynamodb:Query', 'dynamodb:UpdateItem'], [cases])),
    readCase: only(['arn:*'], allow(['dynamodb:GetItem'], [cases])),
    findAnswered: only(['KEY#*', 'arn:*'], allow(['dynamodb:GetItem'], [cases])),
    // A scan has no key: it reads every item.
    listCases: allow(['dynamodb:Scan'], [cases]),
    seeKillSwitch: only(['SWITCH'], allow(['dynamodb:GetItem'], [cases])),
    waitInLine: only(['LINE#*'], allow(['dynamodb:GetItem', 'dynamodb:UpdateItem'], [cases])),
    // Who touched exception tags, and who was told that one ends.
    seeWhoTagged: only(['TAG#*'], allow(['dynamodb:Query'], [cases])),
    recordWhoTagged: only(['TAG#*'], allow(['dynamodb:PutItem'], [cases])),
    seeWhoWasWarned: only(['TAG#*'], allow(['dynamodb:GetItem'], [cases])),
    paceMail: only(
      ['MAILBOX#*'],
      allow(['dynamodb:GetItem', 'dynamodb:Query', 'dynamodb:UpdateItem'], [cases]),
    ),

    // A task token is the permission; IAM knows no resource for this call.
    resume: allow(['states:SendTaskSuccess'], ['*']),

    // Nor does it know one for this.
    lookUpWhoTagged: allow(['cloudtrail:LookupEvents'], ['*']),

    makeOwnerTopics: allow(['sns:CreateTopic'], [owners]),
    // Nothing but mail: a queue or a function that listened would hear the links, which are keys.
    inviteOwners: {
      ...allow(['sns:Subscribe'], [owners]),
      conditions: { StringEquals: { 'sns:Protocol': 'email' } },
    },
    seeWhoIsReachable: allow(['sns:ListSubscriptionsByTopic'], [owners, platform]),
    mail: allow(['sns:Publish'], [owners, platform]),
  } satisfies Readonly<Record<string, PolicyStatementProps>>;
};

/** May write keys to the answer page. */
export const writeKeys = (ledger: CaseLedger): PolicyStatementProps =>
  only(['KEY#*'], allow(['dynamodb:PutItem'], [ledger.table.tableArn]));

export type Permission = keyof ReturnType<typeof permissions>;

/** Only items whose partition key is like one of those. */
const only = (patterns: string[], statement: PolicyStatementProps): PolicyStatementProps => ({
  ...statement,
  conditions: {
    'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': patterns },
    // Of no values at all, all are like it.
    Null: { 'dynamodb:LeadingKeys': 'false' },
  },
});

const allow = (actions: string[], resources: string[]): PolicyStatementProps => ({ actions, resources });
