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

    openCase: allow(['dynamodb:GetItem', 'dynamodb:PutItem', 'dynamodb:UpdateItem'], [cases]),
    holdCase: allow(['dynamodb:GetItem', 'dynamodb:UpdateItem'], [cases]),
    sleep: allow(['dynamodb:UpdateItem'], [cases]),
    findCase: allow(['dynamodb:Query', 'dynamodb:UpdateItem'], [cases]),

    // The only function that the internet reaches: no kill switch, no line, no mailbox, no touch of a tag.
    findAnswered: only(['KEY#*', 'arn:*'], allow(['dynamodb:GetItem'], [cases])),
    recordAnswer: only(['arn:*'], allow(['dynamodb:UpdateItem'], [cases])),

    readCase: allow(['dynamodb:GetItem'], [cases]),
    listCases: allow(['dynamodb:Scan'], [cases]),

    // A task token is the permission; IAM knows no resource for this call.
    resume: allow(['states:SendTaskSuccess'], ['*']),

    // Who touched exception tags, and who was told that one ends: items of their own, under which no case lies.
    seeWhoTagged: only(['TAG#*'], allow(['dynamodb:Query'], [cases])),
    recordWhoTagged: only(['TAG#*'], allow(['dynamodb:PutItem'], [cases])),
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
    // Beside what a role may do with cases: mails that wait, under which no case lies.
    gatherMail: only(['MAILBOX#*'], allow(['dynamodb:Query'], [cases])),
    seeMailbox: only(['MAILBOX#*'], allow(['dynamodb:GetItem'], [cases])),
    paceMail: only(['MAILBOX#*'], allow(['dynamodb:UpdateItem'], [cases])),
  } satisfies Readonly<Record<string, PolicyStatementProps>>;
};

/** May write keys to the answer page: items of their own, under which no case lies. */
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
