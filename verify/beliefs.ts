/** What we believe about AWS and can see from outside with one notebook: the table that the check holds AWS to. */
import { accepted, type Call, probeId, probes } from './probes.ts';

export interface Belief {
  readonly id: string;
  readonly belief: string;
  /** The exact words, or what they have to match; `<Name>` is the notebook's name, `<name>` the same in lower case. */
  readonly expected: string | RegExp;
}

const refusal = (call: Call, status: string): Belief => ({
  id: probeId(call, status),
  belief: `${call} is refused while ${status}`,
  expected: `ValidationException: Status (${status}) not in ([${accepted[call].from}]). Unable to transition to (${accepted[call].to}) for Notebook Instance (arn of <name>).`,
});

const refusals = Object.entries(probes).flatMap(([status, calls]) =>
  calls.map((call) => refusal(call, status)),
);

const of = (id: string, belief: string, expected: string | RegExp): Belief => ({ id, belief, expected });
const missing = 'ValidationException: RecordNotFound';

export const beliefs: readonly Belief[] = [
  of('create default platform', 'a new notebook gets the platform', 'notebook-al2023-v1'),
  of('arn in Describe', "Describe's ARN keeps the case of the name", 'arn of <Name>'),
  of(
    'statuses',
    'the statuses it goes through',
    /^Pending > InService > Stopping > (Stopped > )?Updating > (Stopped > )?Pending > InService$/,
  ),
  ...refusals,

  of(
    'create event',
    "CreateNotebookInstance's event is",
    'aws.sagemaker, AWS API Call via CloudTrail, sagemaker.amazonaws.com, CreateNotebookInstance',
  ),
  of('create event name', 'it names the notebook in requestParameters.notebookInstanceName', '<Name>'),
  of('create event root', 'it has requestParameters.rootAccess as it was sent', 'Enabled'),
  of('create event tags', 'it has requestParameters.tags as a list of', 'key, value'),
  of('create event arn', 'it has responseElements.notebookInstanceArn', 'arn of <Name>'),
  of('create event caller', 'it names the caller in userIdentity.arn', /^arn:aws[a-z-]*:(iam|sts)::\d{12}:/),
  of('create event error', 'it has no errorCode', 'absent'),

  of('update event root', "our UpdateNotebookInstance's event has requestParameters.rootAccess", 'Disabled'),
  of(
    'update event role',
    "it names our function's role in userIdentity.sessionContext.sessionIssuer.arn",
    /^arn:aws[a-z-]*:iam::\d{12}:role\/.+/,
  ),
  of('update event response', 'its responseElements are', 'null'),
  of('own call', 'our own update ends at the door', 'OpenCase > IsViolation > Reroute > Done'),
  of(
    'started executions',
    'refused calls start no execution, and nothing starts twice',
    'CreateNotebookInstance, UpdateNotebookInstance',
  ),

  of(
    'acts',
    'the case goes its way',
    'OpenCase > NotifyOwner > StopNotebook > DisableRootAccess > StartNotebook > CloseCase > Done',
  ),
  of('outcome', 'the ledger says in the end', 'remediated'),
  of('tag wakes', 'a touched tag wakes the sleeping case', 'woken'),
  of(
    'status wakes',
    "SageMaker's own events wake a case that waits for a status",
    'AwaitStopped, AwaitUpdated, AwaitInService',
  ),
  of(
    'used token',
    'a task token that was used is refused',
    "TaskTimedOut: Task Timed Out: 'Provided task does not exist anymore'",
  ),

  of('root while updating', 'Describe shows the old RootAccess while Updating', 'Enabled'),
  of('root afterwards', 'Describe shows RootAccess afterwards', 'Disabled'),
  of('kept', 'an update that names RootAccess alone changes nothing else in Describe', 'nothing'),

  of('describe missing', 'Describe of a notebook that was deleted', missing),
  of('stop missing', 'Stop of a notebook that was deleted', missing),
  of('tags missing', 'ListTags of a notebook that was deleted', missing),
];
