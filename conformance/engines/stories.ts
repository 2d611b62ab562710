/**
 * What both engines play. One notebook is one story; they run side by side in one world, because an engine without
 * a virtual clock has to wait for every second of them.
 *
 * A slow machine must not change the path: what people do is counted from the first notice, and whatever else
 * decides between two ways (an event before a poll, a poll after a change) lies at least two seconds apart.
 */
import { parseStory, type Story } from '../../local/story.ts';
import { accountId, region } from '../../local/template.ts';
import type { QuirkName } from './quirks.ts';

export interface EngineStory {
  /** Also the notebook's name. */
  readonly name: string;
  readonly about: string;
  readonly notebook?: Readonly<Record<string, unknown>>;
  /** What of moto's quirks it must meet, beside those that every story meets. */
  readonly quirks?: readonly QuirkName[];
  /** What stands ready when the story begins. */
  readonly faults?: readonly Readonly<Record<string, unknown>>[];
  /** What happens in the grace window, in seconds after the first notice. */
  readonly happens?: readonly (Readonly<Record<string, unknown>> & { readonly second: number })[];
}

/** CloudTrail's event of a notebook's creation, as EventBridge delivers it. */
export const created = (notebookInstanceName: string): Readonly<Record<string, unknown>> => ({
  version: '0',
  id: `created-${notebookInstanceName}`,
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.sagemaker',
  account: accountId,
  time: '2026-11-23T09:00:00Z',
  region,
  resources: [],
  detail: {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      arn: `arn:aws:sts::${accountId}:assumed-role/DataScience/alice@example.com`,
    },
    eventTime: '2026-11-23T09:00:00Z',
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'CreateNotebookInstance',
    awsRegion: region,
    requestParameters: { notebookInstanceName },
    responseElements: null,
    readOnly: false,
    managementEvent: true,
  },
});

/** Of a change of status: shorter than any poll, longer than any act with its retry. */
const takes = { stop: 'PT3S', update: 'PT3S', start: 'PT3S' };

export const engineStories: readonly EngineStory[] = [
  {
    name: 'polled',
    about: 'no event arrives after the first, every sleep ends by its timeout',
    happens: [{ second: 1, fault: { lose: 'events' } }],
  },
  { name: 'ordinary', about: 'told, stopped, updated, started again' },
  {
    name: 'already-disabled',
    about: 'the first look sees root access disabled',
    notebook: { rootAccess: 'Disabled' },
  },
  { name: 'stopped', about: 'stopped from the start, and stopped after', notebook: { status: 'Stopped' } },
  {
    name: 'deleted-in-grace',
    about: 'its owner deletes it before the deadline',
    notebook: { status: 'Stopped', takes: { ...takes, delete: 'PT8S' } },
    happens: [{ second: 1, call: 'DeleteNotebookInstance' }],
  },
  {
    name: 'update-denied',
    about: 'an act fails for good, its Catch leads to the notebook being given back',
    faults: [{ operation: 'UpdateNotebookInstance', error: 'AccessDeniedException' }],
  },
  {
    name: 'throttled',
    about: 'SageMaker refuses the stop until the loop comes back',
    faults: [{ operation: 'StopNotebookInstance', error: 'ThrottlingException', times: 4 }],
  },
  {
    name: 'joined',
    about: 'a second event finds the case open, wakes it and opens none',
    happens: [{ second: 2, event: created('joined') }],
  },
  {
    name: 'woken-in-grace',
    about: 'news wakes the sleeper before its time',
    happens: [{ second: 1, call: 'StopNotebookInstance' }],
  },
  {
    name: 'killed-once',
    about: 'a function dies before its call and is retried',
    faults: [{ operation: 'StopNotebookInstance', error: 'killed-before', times: 1 }],
  },
  {
    name: 'await-fails-once',
    about: 'the function that is to store the token fails, and is retried',
    faults: [{ operation: 'UpdateItem', function: 'await-news', error: 'AccessDeniedException', times: 1 }],
  },
  {
    name: 'news-before-sleep',
    about: 'news between the look and the sleep: the function that stores the token refuses to sleep',
    notebook: { takes: { ...takes, stop: 'PT1S' } },
    faults: [{ operation: 'UpdateItem', function: 'await-news', error: 'AccessDeniedException', times: 1 }],
    happens: [{ second: 0, call: 'StopNotebookInstance' }],
  },
  {
    name: 'stopped-execution',
    about: 'somebody stops the execution in its sleep; news then meets a token that is gone',
    quirks: ['late-callback-invalid-token', 'stop-takes-effect-late'],
    happens: [
      // moto tells nobody of an execution's end, so neither does the sandbox here.
      { second: 1, fault: { lose: 'events', for: 'PT6S' } },
      { second: 2, fault: { kill: 'execution', as: 'ABORTED' } },
      { second: 13, call: 'StopNotebookInstance' },
    ],
  },
];

/** Of one story after another, so that a burst of starts does not slow down what is timed. */
const apart = 2;

const policy = {
  graceWindow: 'PT8S',
  reminders: [],
  pollInterval: 'PT9S',
  budgets: { settle: 'PT5M', maintenance: 'PT5M', stop: 'PT5M', update: 'PT5M', start: 'PT5M' },
};

/** @throws Error for a name that is none of a story */
export const storiesNamed = (names: readonly string[]): readonly EngineStory[] =>
  names.map((name) => {
    const story = engineStories.find((one) => one.name === name);
    if (story !== undefined) return story;
    throw new Error(`expected one of ${engineStories.map((one) => one.name).join(', ')}, got ${name}`);
  });

/** All of them in one world. */
export const tellOfAll = (told: readonly EngineStory[]): Story =>
  parseStory(
    {
      title: told.map(({ about }) => about).join('; '),
      policy,
      aws: { delays: { cloudtrail: 'PT6S', stateChange: 'PT1S' } },
      notebooks: told.map(({ name, notebook }) => ({
        name,
        tags: { Owner: `${name}@example.com` },
        takes,
        ...notebook,
      })),
      happens: told.flatMap(({ name, faults = [], happens = [] }, index) => {
        const at = `PT${index * apart}S`;
        return [
          ...faults.map((fault) => ({ at, fault: { ...fault, notebook: name } })),
          { at, event: created(name) },
          ...happens.map(({ second, ...happening }) => ({
            after: 'Publish',
            plus: `PT${second}S`,
            ...about(name, happening),
          })),
        ];
      }),
    },
    'the stories for engines',
  );

/** A fault names its notebook itself; so that it is counted after this notebook's notice, it must. */
const about = (
  notebook: string,
  happening: Readonly<Record<string, unknown>>,
): Readonly<Record<string, unknown>> =>
  happening['fault'] === undefined
    ? { notebook, ...happening }
    : { fault: { ...(happening['fault'] as object), notebook } };
