/** When things happen in a random story, and how long they last. */
import fc from 'fast-check';
import { seldom, type Written } from './random-worlds.ts';

/** Things that follow from one another, each a happening of a story. */
export type Happenings = readonly Written[];

export const seconds = (count: number): string => `PT${count}S`;

/** Most of it around the deadline, which is an hour after the first event. */
export const moment = fc.oneof(
  fc.integer({ min: 0, max: 7_200 }),
  fc.integer({ min: 3_570, max: 4_200 }),
  fc.integer({ min: 3_570, max: 4_200 }),
);
export const shortly = fc.oneof(fc.integer({ min: 0, max: 10 }), fc.integer({ min: 0, max: 400 }));

export const at = moment.map((second): Written => ({ at: seconds(second) }));
export const afterOurs = fc
  .record({
    after: fc.constantFrom(
      'StopNotebookInstance',
      'UpdateNotebookInstance',
      'StartNotebookInstance',
      'Publish',
    ),
    plus: shortly.map(seconds),
    nth: fc.constantFrom(1, 1, 2),
  })
  .map((when): Written => when);
/** Between what a function looked at and what it does. */
const beforeOurs = fc
  .record({
    operation: fc.constantFrom(
      'UpdateItem',
      'UpdateItem',
      'DescribeNotebookInstance',
      'ListTags',
      'StopNotebookInstance',
      'UpdateNotebookInstance',
      'StartNotebookInstance',
      'Publish',
    ),
    function: seldom(
      2,
      fc.constantFrom(
        'notify-owner',
        'stop-notebook',
        'disable-root-access',
        'start-notebook',
        'close-case',
        'await-news',
        'answer-page',
      ),
    ),
    nth: fc.integer({ min: 1, max: 6 }),
  })
  .map(
    ({ function: by, ...call }): Written => ({
      before: { ...call, ...(by === undefined ? {} : { function: by }) },
    }),
  );
export const whenever = fc.oneof(
  { weight: 4, arbitrary: at },
  { weight: 3, arbitrary: afterOurs },
  { weight: 2, arbitrary: beforeOurs },
);
/** What has no call of ours to come right before. */
export const sometime = fc.oneof(at, afterOurs);

/** Mostly before the deadline: later answers come too late. */
export const whileItMatters = fc.oneof(
  fc.integer({ min: 1, max: 3_600 }).map((second): Written => ({ at: seconds(second) })),
  whenever,
);

/** Whatever is not used up is over long before everything is touched once more. */
export const overBy = 'P2D';

/** How long what is wrong may last, shortest first. */
export interface Spells {
  readonly ofCalls: readonly string[];
  readonly ofStatuses: readonly string[];
}
