/** The stories that every fault is played in, as a person would write them. */

type Written = Readonly<Record<string, unknown>>;

export interface BaseStory {
  readonly name: string;
  /** When faults strike, in milliseconds from the start, where not all along: the rest is as in another story. */
  readonly during?: { readonly from: number; readonly until: number };
  /** Which calls they strike, where not all: the others are made for the same in another story. */
  readonly operations?: readonly string[];
  readonly story: Written & { readonly happens: readonly Written[] };
}

const notebook = 'fraud-lab';

/** As CloudTrail reports that somebody touched it. */
export const touched = {
  version: '0',
  id: '6a7e8feb-b491-4cf7-a9f1-bf3703467718',
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.sagemaker',
  account: '111122223333',
  time: '2026-11-23T09:00:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: {
    eventVersion: '1.11',
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'UpdateNotebookInstance',
    awsRegion: 'eu-west-1',
    eventType: 'AwsApiCall',
    userIdentity: {
      type: 'AssumedRole',
      arn: 'arn:aws:sts::111122223333:assumed-role/DataScience/alice@example.com',
      accountId: '111122223333',
      sessionContext: {
        sessionIssuer: { type: 'Role', arn: 'arn:aws:iam::111122223333:role/DataScience' },
      },
    },
    requestParameters: { notebookInstanceName: notebook, rootAccess: 'Enabled' },
  },
};

/** When somebody touches it again, long after every fault is over: that must open a case of its own. */
export const again = 'P4D';

const base = (
  name: string,
  policy: Written,
  {
    during,
    operations,
    ...changes
  }: { readonly status?: string; readonly happens?: readonly Written[] } & Pick<
    BaseStory,
    'during' | 'operations'
  > = {},
): BaseStory => ({
  name,
  ...(during === undefined ? {} : { during }),
  ...(operations === undefined ? {} : { operations }),
  story: {
    title: name,
    // Each night is enough: stories go on for days.
    policy: { sweepEvery: 'P7D', ...policy },
    notebooks: [
      { name: notebook, status: changes.status ?? 'InService', tags: { Owner: 'alice@example.com' } },
    ],
    happens: [
      { at: 'PT0S', event: touched },
      ...(changes.happens ?? []),
      { at: again, event: { ...touched, id: '00c0ffee-b491-4cf7-a9f1-bf3703467718' } },
    ],
  },
});

const minute = 60_000;
/** Each wait is looked at twice before SageMaker's own event ends it: more would be more of the same. */
const seldomPolled = { pollInterval: 'PT1M' };
const soon = { graceWindow: 'PT1H', reminders: [], ...seldomPolled };
/** From the deadline on: until then such a story is as the ordinary one. */
const afterTheDeadline = { from: 60 * minute, until: 2 * 86_400_000 };
const approved = {
  call: 'AddTags',
  notebook,
  with: { Tags: [{ Key: 'root-access-exception', Value: 'until=2026-12-31 SEC-7 driver tests' }] },
};

/** Three answers, of which the platform team is told of two, and the third ends the wait that the second made longer. */
const answers = [
  { at: 'PT20M', answer: 'request-exception', reason: 'kernel modules', notebook },
  { at: 'PT40M', answer: 'postpone', by: 'PT1H', notebook },
  { at: 'PT1H20M', answer: 'remediate-now', notebook },
];

export const baseStories: readonly BaseStory[] = [
  base('ordinary', soon),
  base('stopped', soon, { status: 'Stopped' }),
  base('reminder', { graceWindow: 'PT2H', reminders: ['PT1H', 'PT30M'], ...seldomPolled }),
  base('exception in grace', soon, { happens: [{ at: 'PT30M', ...approved }] }),
  // CloudTrail's event of it is lost, so that CloudTrail is asked who set it, when the notice after that is due.
  base(
    'exception by its owner',
    { ...soon, approvers: ['arn:aws:iam::111122223333:role/Platform'], reminders: ['PT20M'] },
    {
      during: { from: 40 * minute, until: 41 * minute },
      operations: ['LookupEvents', 'PutItem', 'Query', 'Publish'],
      happens: [
        { at: 'PT30M', fault: { lose: 'events', for: 'PT2M' } },
        { at: 'PT30M', ...approved },
      ],
    },
  ),
  base('exception after the stop', soon, {
    during: afterTheDeadline,
    happens: [{ after: 'StopNotebookInstance', plus: 'PT30S', ...approved }],
  }),
  base(
    'answered',
    { ...soon, postponement: 'PT1H' },
    {
      happens: answers,
      // From the first answer until it is stopped.
      during: { from: 20 * minute, until: 81 * minute },
    },
  ),
  base('execution killed', soon, {
    during: afterTheDeadline,
    happens: [
      { after: 'StopNotebookInstance', plus: 'PT3S', fault: { kill: 'execution', as: 'ABORTED' }, notebook },
    ],
  }),
];
