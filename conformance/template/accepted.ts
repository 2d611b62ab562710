/**
 * What tools find wrong with the template and we leave as it is, each with the reason. Whatever else they find is
 * an error, and so is an entry here that they find no more.
 */
export interface Accepted {
  readonly tool: 'AwsSolutions' | 'cfn-lint' | 'Checkov';
  /** As the tool names its rule. */
  readonly rule: string;
  /** The resources' paths in the construct tree. */
  readonly where: RegExp;
  readonly reason: string;
}

const notebooks = 'arn:<AWS::Partition>:sagemaker:<AWS::Region>:<AWS::AccountId>:notebook-instance/*';
const owners =
  'arn:<AWS::Partition>:sns:<AWS::Region>:<AWS::AccountId>:NotebookRootGuard-Mail-5E00DFB9-owner-*';
const executions =
  'arn:<AWS::Partition>:states:<AWS::Region>:<AWS::AccountId>:execution:<GuardRemediationStateMachine5C5A72F0.Name>:*';
const everyFunction = /^Guard\/Functions\/\w+\/Function$/;
const everyLog = /^Guard\/(Functions\/\w+|Remediation|Sweep|AnswerApi)\/Log$/;
const deadLetters = /^Guard\/(Doors\/(UndeliveredEvents|(News|Deaths)\/Failed)|Sweep\/Undelivered)\/Queue$/;

export const accepted: readonly Accepted[] = [
  {
    tool: 'AwsSolutions',
    rule: `AwsSolutions-IAM5[Resource::${notebooks}]`,
    where:
      /^Guard\/Functions\/(OpenCase|NotifyOwner|StopNotebook|DisableRootAccess|StartNotebook|CloseCase|ReapCase|LookAtNotebook|ReviewCase)\/Role\/DefaultPolicy$/,
    reason:
      'Every notebook instance of the account and Region is in scope, those too that do not exist yet; each role has just its own call on them, and Update only with RootAccess Disabled.',
  },
  {
    tool: 'AwsSolutions',
    rule: `AwsSolutions-IAM5[Resource::${owners}]`,
    where:
      /^Guard\/Functions\/(NotifyOwner|StopNotebook|CloseCase|ReapCase|LookAtNotebook|ReviewCase)\/Role\/DefaultPolicy$/,
    reason:
      "Owners' topics are created when an owner is first met, so their names are known by their prefix only, which no other topic has.",
  },
  {
    tool: 'AwsSolutions',
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where: /^Guard\/Functions\/(OpenCase|WakeCase|AnswerPage)\/Role\/DefaultPolicy$/,
    reason:
      'The only call on it is states:SendTaskSuccess, for which IAM knows no resource: the task token is what names the task.',
  },
  {
    tool: 'AwsSolutions',
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where: /^Guard\/Functions\/NotifyOwner\/Role\/DefaultPolicy$/,
    reason: 'The only call on it is cloudtrail:LookupEvents, for which IAM knows no resource.',
  },
  {
    tool: 'AwsSolutions',
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where: /^Guard\/Functions\/NextPage\/Role\/DefaultPolicy$/,
    reason: 'The only call on it is sagemaker:ListNotebookInstances, for which IAM knows no resource.',
  },
  {
    tool: 'AwsSolutions',
    rule: `AwsSolutions-IAM5[Resource::${executions}]`,
    where: /^Guard\/Functions\/ReviewCase\/Role\/DefaultPolicy$/,
    reason: "It looks whether a case's execution runs still, and executions are named when they start.",
  },
  {
    tool: 'AwsSolutions',
    rule: 'AwsSolutions-IAM5[Resource::*]',
    where: /^Guard\/(Remediation|Sweep)\/StateMachine\/Role\/DefaultPolicy$/,
    reason:
      'Granted by CDK for tracing and log delivery; IAM knows no resource for X-Ray and for CloudWatch Logs deliveries.',
  },
  {
    tool: 'AwsSolutions',
    rule: 'AwsSolutions-APIG4',
    where: /^Guard\/AnswerApi\/Api\/((GET|HEAD)--answer(--\{key\})?|POST--answer)$/,
    reason:
      'Whoever got a notice answers it, without an account of ours: the key in its link, 32 random bytes that expire, is what the function checks. No answer weakens the control.',
  },
  {
    tool: 'AwsSolutions',
    rule: 'AwsSolutions-SQS3',
    where: deadLetters,
    reason:
      "They are themselves where undelivered events end, as EventBridge's and Lambda's destinations, which the rule does not look at; nothing reads them in between that could fail.",
  },
  {
    tool: 'cfn-lint',
    rule: 'W3005',
    where: /^Guard\/(Functions\/\w+\/Function|(Remediation|Sweep)\/StateMachine)$/,
    reason:
      'CDK lets what uses a role wait for the role and its policy; that the former is implied already does no harm.',
  },
  {
    tool: 'Checkov',
    rule: 'CKV_AWS_119',
    where: /^Guard\/Ledger\/Table$/,
    reason:
      'Encrypted with a key that DynamoDB owns. A key of the account would be most of the bill, and the table holds names, times and task tokens, which only principals of the account that may answer tasks can use.',
  },
  {
    tool: 'Checkov',
    rule: 'CKV_AWS_26',
    where: /^Guard\/Mail\/PlatformTopic$/,
    reason:
      'SNS keeps a message only until it is delivered as plain mail. With the AWS managed key CloudWatch alarms could not publish, and a key of the account would be most of the bill.',
  },
  {
    tool: 'Checkov',
    rule: 'CKV_AWS_27',
    where: deadLetters,
    reason:
      'Encrypted with a key that SQS owns (SqsManagedSseEnabled), which the rule does not count; events hold no secrets.',
  },
  {
    tool: 'Checkov',
    rule: 'CKV_AWS_158',
    where: everyLog,
    reason:
      'CloudWatch Logs encrypts with a key of its own. The logs hold no task tokens, no answers and no secrets.',
  },
  {
    tool: 'Checkov',
    rule: 'CKV_AWS_115',
    where: everyFunction,
    reason:
      "Reserving takes concurrency from the account's other functions and fails in accounts that have little; each case makes one call at a time.",
  },
  {
    tool: 'Checkov',
    rule: 'CKV_AWS_116',
    where:
      /^Guard\/Functions\/(OpenCase|NotifyOwner|StopNotebook|DisableRootAccess|StartNotebook|CloseCase|AwaitNews|NextPage|LookAtNotebook|ReviewCase)\/Function$/,
    reason:
      'Invoked by a state machine, which waits for the answer and sees every failure: a dead letter queue is for asynchronous invocations.',
  },
  {
    tool: 'Checkov',
    rule: 'CKV_AWS_116',
    where: /^Guard\/Functions\/AnswerPage\/Function$/,
    reason:
      'Invoked by API Gateway, which waits for the answer and hands it to a person: a dead letter queue is for asynchronous invocations.',
  },
  {
    tool: 'Checkov',
    rule: 'CKV_AWS_116',
    where: /^Guard\/Functions\/(WakeCase|ReapCase)\/Function$/,
    reason:
      'Their failed events go to a queue by an on-failure destination, which says more than a dead letter queue and which the rule does not look at.',
  },
  {
    tool: 'Checkov',
    rule: 'CKV_AWS_117',
    where: everyFunction,
    reason:
      "They call AWS's public APIs only and listen to nobody; in a VPC they would need endpoints or a NAT gateway for that.",
  },
  {
    tool: 'Checkov',
    rule: 'CKV_AWS_173',
    where: everyFunction,
    reason: 'The variables are names and the policy, no secrets; Lambda encrypts them with a key of its own.',
  },
];
