/** Two executions and a wake about one notebook, at the same instant: where that can be dangerous. */
import {
  cases,
  type Demand,
  everyActIsClaimed,
  isHandled,
  newsOf,
  noNewsIsSleptThrough,
  oneFirstNotice,
  runs,
  whatIsTakenIsRecorded,
} from './demands.ts';
import type { Bound } from './play-order.ts';

type Written = Readonly<Record<string, unknown>>;

export interface Scenario {
  readonly name: string;
  readonly says: string;
  readonly bound: Bound;
  /** As a person can play it. */
  readonly story: Written;
  /** What must be so in every order. */
  readonly demands: readonly Demand[];
}

const notebook = 'fraud-lab';
const arn = `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${notebook}`;
const tagKey = 'root-access-exception';

/** CloudTrail's event of a person's call. */
const called = (eventName: string, requestParameters: Written): Written => ({
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
    eventName,
    awsRegion: 'eu-west-1',
    eventType: 'AwsApiCall',
    userIdentity: { type: 'AssumedRole', arn: 'arn:aws:sts::111122223333:assumed-role/DataScience/alice' },
    requestParameters,
  },
});
const trigger = called('UpdateNotebookInstance', { notebookInstanceName: notebook, rootAccess: 'Enabled' });
const untagged = called('DeleteTags', { resourceArn: arn, tagKeys: [tagKey] });

const exempt = {
  call: 'AddTags',
  notebook,
  with: { Tags: [{ Key: tagKey, Value: 'until=2026-12-31 SEC-7 driver tests' }] },
};
const notExempt = { call: 'DeleteTags', notebook, with: { TagKeys: [tagKey] } };
const killed = { fault: { kill: 'execution', as: 'ABORTED' }, notebook };

/** Nobody owns it, so that the platform team is told: an invitation would only make each order longer. */
const story = (happens: readonly Written[], changes: Written = {}): Written => ({
  policy: { graceWindow: 'PT1H', reminders: [] },
  notebooks: [{ name: notebook }],
  happens,
  ...changes,
});

/** The first stop does not take, and is sent again a minute later: an act that is dangerous at once. */
const stoppedTwice = (happens: readonly Written[]): Written =>
  story([...happens, { at: 'PT59M', fault: { ignores: 'StopNotebookInstance', times: 1 }, notebook }], {
    policy: { graceWindow: 'PT1H', reminders: [], pollInterval: 'PT90S' },
    notebooks: [{ name: notebook, takes: { stop: 'PT5S', update: 'PT5S', start: 'PT5S' } }],
    aws: { delays: { cloudtrail: 'PT0S', stateChange: 'PT0S' } },
  });

/** Whoever got the first notice may answer, and nothing else comes about. */
const answerable = (happens: readonly Written[]): Written =>
  story([{ at: 'PT0S', event: trigger }, ...happens], {
    policy: { graceWindow: 'PT1H', reminders: [], postponement: 'PT30M' },
  });

/** AWS has a postponement's write sent again, 300 ms after it was given. */
const slowedAnswer = (slowed: string, given: string): readonly Written[] => [
  {
    at: slowed,
    fault: { function: 'answer-page', operation: 'UpdateItem', error: 'ThrottlingException', times: 1 },
  },
  { at: given, answer: 'postpone', by: 'PT30M', notebook },
];

const second = 1_000;
const minute = 60 * second;
const always: readonly Demand[] = [everyActIsClaimed, noNewsIsSleptThrough];

export const scenarios: readonly Scenario[] = [
  {
    name: 'opening',
    says: 'an event comes twice, and the exception was removed at the same time',
    bound: { at: 0, depth: 1 },
    story: story([
      { at: 'PT0S', event: trigger, times: 2 },
      { at: 'PT0S', event: untagged },
      { at: 'PT10M', ...exempt },
    ]),
    demands: [...always, cases('exempt'), oneFirstNotice, newsOf(3)],
  },
  {
    name: 'opening late',
    says: 'an event comes twice, and one of the two opens so slowly that the other has gone on',
    bound: { at: 0, depth: 9 },
    story: story([
      { at: 'PT0S', event: trigger, times: 2 },
      { at: 'PT10M', ...exempt },
    ]),
    demands: [...always, cases('exempt'), oneFirstNotice, newsOf(2)],
  },
  {
    name: 'swept',
    says: 'an event opens the case of a notebook at which a sweep is looking',
    bound: { at: 0, depth: 3 },
    story: story([
      { at: 'PT0S', sweep: true },
      { after: 'ListNotebookInstances', plus: 'PT0S', event: trigger },
      { at: 'PT10M', ...exempt },
    ]),
    demands: [...always, cases('exempt'), oneFirstNotice],
  },
  {
    name: 'falling asleep',
    says: 'a case is about to sleep when another trigger comes and the exception is touched',
    bound: { at: 20 * second, depth: 9 },
    story: story(
      [
        { at: 'PT0S', event: trigger },
        { at: 'PT20S', event: trigger },
        { at: 'PT20S', event: untagged },
        { at: 'PT10M', ...exempt },
      ],
      {
        notebooks: [{ name: notebook, status: 'Updating', takes: { update: 'PT10S' } }],
        aws: { delays: { stateChange: 'PT15M' } },
      },
    ),
    demands: [...always, cases('exempt'), oneFirstNotice, newsOf(3)],
  },
  {
    name: 'stopping',
    says: 'the deadline has come, an exception is set, and an execution is redriven whose case another took over',
    bound: { at: 61 * minute, depth: 9 },
    story: stoppedTwice([
      { at: 'PT0S', event: trigger },
      { at: 'PT30M', ...killed },
      { at: 'PT1H1M', ...exempt },
      { at: 'PT1H1M', redrive: true, notebook },
    ]),
    demands: [...always, oneFirstNotice, runs('Enabled')],
  },
  {
    name: 'declared dead',
    says: 'an execution dies while its function sends the stop, and another takes over',
    bound: { at: 61 * minute, depth: 3 },
    story: stoppedTwice([
      { at: 'PT0S', event: trigger },
      { at: 'PT1H1M', ...killed },
    ]),
    demands: [...always, cases('failed', 'remediated'), oneFirstNotice, runs('Disabled')],
  },
  {
    name: 'closing',
    says: 'a case is closed as exempt when the exception is removed and another trigger comes',
    bound: { at: 30 * minute, depth: 9 },
    story: story(
      [
        { at: 'PT0S', event: trigger },
        { at: 'PT25M', fault: { lose: 'events', times: 1 }, notebook },
        { at: 'PT25M', ...exempt },
        { at: 'PT30M', ...notExempt },
        { at: 'PT30M', event: trigger },
        { at: 'PT50M', ...exempt },
      ],
      {
        policy: { graceWindow: 'PT1H', reminders: ['PT30M'] },
        aws: { delays: { cloudtrail: 'PT0S', stateChange: 'PT2S' } },
      },
    ),
    demands: [...always, isHandled(50 * minute), runs('Enabled')],
  },
  {
    name: 'answering at the deadline',
    says: 'a postponement that came in time is written when the deadline has come, and its execution leaves grace',
    bound: { at: 60 * minute, depth: 9 },
    story: answerable(slowedAnswer('PT59M', 'PT59M59.7S')),
    demands: [...always, cases('remediated'), oneFirstNotice, runs('Disabled'), whatIsTakenIsRecorded],
  },
  {
    name: 'answering in two tabs',
    says: 'it is asked for now while the write of a postponement from another tab is under way',
    bound: { at: 30 * minute, depth: 2 },
    story: answerable([
      ...slowedAnswer('PT29M', 'PT29M59.7S'),
      { at: 'PT30M', answer: 'remediate-now', notebook },
    ]),
    demands: [...always, cases('remediated'), oneFirstNotice, runs('Disabled'), whatIsTakenIsRecorded],
  },
];
