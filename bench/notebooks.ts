/** Stories about many running notebooks whose root access somebody enables at one instant. */
import { seededRandom } from '../local/random.ts';
import { parseStory, type Story } from '../local/story.ts';

/** What a story's policy says of the template where the story says nothing. */
export const storyPolicy = { platformEmail: 'platform@example.com' } as const;

/** What SageMaker takes for each change of a notebook, in whole seconds. */
export interface Durations {
  readonly stop: number;
  readonly update: number;
  readonly start: number;
}

export const firstDay: Durations = { stop: 97, update: 64, start: 187 };

export const total = ({ stop, update, start }: Durations): number => stop + update + start;

/** Stop 30 to 300 s, update 20 to 180 s, start 90 to 600 s. */
export const randomDurations = (count: number, seed: number): readonly Durations[] => {
  const random = seededRandom(seed);
  const between = (least: number, most: number): number => least + Math.floor(random() * (most - least + 1));
  return Array.from({ length: count }, () => ({
    stop: between(30, 300),
    update: between(20, 180),
    start: between(90, 600),
  }));
};

/** CloudTrail's event of the call that enabled root access, as far as the rules and the functions read it. */
const enabled = (name: string, index: number) => ({
  version: '0',
  id: `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`,
  'detail-type': 'AWS API Call via CloudTrail',
  source: 'aws.sagemaker',
  account: '111122223333',
  time: '2026-11-23T09:00:00Z',
  region: 'eu-west-1',
  resources: [],
  detail: {
    eventVersion: '1.11',
    userIdentity: {
      type: 'AssumedRole',
      principalId: 'AROAEXAMPLE:alice@example.com',
      arn: 'arn:aws:sts::111122223333:assumed-role/DataScience/alice@example.com',
      accountId: '111122223333',
    },
    eventTime: '2026-11-23T09:00:00Z',
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'UpdateNotebookInstance',
    awsRegion: 'eu-west-1',
    sourceIPAddress: '203.0.113.7',
    userAgent: 'console.amazonaws.com',
    requestParameters: { notebookInstanceName: name, rootAccess: 'Enabled' },
    responseElements: null,
    readOnly: false,
    eventType: 'AwsApiCall',
    managementEvent: true,
    recipientAccountId: '111122223333',
    eventCategory: 'Management',
  },
});

/** After every case is open: from here on nothing that CloudTrail or SageMaker says arrives. */
const lost = { at: 'PT1H', fault: { lose: 'events' } };

/** SNS mails one subscription no more than ten times a second: then each has an owner of its own. */
const ownerEach = (index: number): string => `owner-${index + 1}@example.com`;

/** @param events whether CloudTrail's and SageMaker's own events arrive once the cases are open */
export const notebooksStory = (
  title: string,
  durations: readonly Durations[],
  events: 'arrive' | 'lost',
  ownerOf: (index: number) => string = ownerEach,
): Story => {
  const name = (index: number): string => `notebook-${index + 1}`;
  return parseStory(
    {
      title,
      // What is measured is the sandbox, not how long the others wait.
      policy: { maxConcurrentStops: null },
      notebooks: durations.map(({ stop, update, start }, index) => ({
        name: name(index),
        tags: { Owner: ownerOf(index) },
        takes: { stop: `PT${stop}S`, update: `PT${update}S`, start: `PT${start}S` },
      })),
      happens: [
        ...durations.map((_, index) => ({ at: 'PT0S', event: enabled(name(index), index) })),
        ...(events === 'lost' ? [lost] : []),
      ],
    },
    title,
  );
};
