/** Worlds, people and faults at random, as stories that one can play. */
import fc from 'fast-check';
import { baseStories } from './base-stories.ts';

type Written = Readonly<Record<string, unknown>>;
export interface RandomStory extends Written {
  readonly happens: readonly Written[];
}

const notebook = 'fraud-lab';
const [ordinary] = baseStories;

const world = fc.record({
  name: fc.constant(notebook),
  status: fc.constantFrom('InService', 'InService', 'Stopped', 'Pending'),
  rootAccess: fc.constantFrom('Enabled', 'Enabled', null),
  platform: fc.constantFrom('notebook-al2023-v1', 'notebook-al2023-v1', 'notebook-al2-v3', null),
  tags: fc.constantFrom({ Owner: 'alice@example.com' }, {}),
});

const tag = { Tags: [{ Key: 'root-access-exception', Value: 'until=2026-12-31 SEC-7 driver tests' }] };
const calls = fc.constantFrom<Written>(
  { call: 'StopNotebookInstance' },
  { call: 'StartNotebookInstance' },
  { call: 'DeleteNotebookInstance' },
  { call: 'UpdateNotebookInstance', with: { RootAccess: 'Disabled' } },
  { call: 'UpdateNotebookInstance', with: { RootAccess: 'Enabled' } },
  { call: 'AddTags', with: tag },
  { call: 'DeleteTags', with: { TagKeys: ['root-access-exception'] } },
);

/** Each function with calls of its own; those of the reaper are left out, since only the sweep stands behind it. */
const places = fc.constantFrom(
  { function: 'notify-owner', operation: 'Publish' },
  { function: 'notify-owner', operation: 'UpdateItem' },
  { function: 'stop-notebook', operation: 'StopNotebookInstance' },
  { function: 'stop-notebook', operation: 'UpdateItem' },
  { function: 'disable-root-access', operation: 'UpdateNotebookInstance' },
  { function: 'disable-root-access', operation: 'DescribeNotebookInstance' },
  { function: 'start-notebook', operation: 'StartNotebookInstance' },
  { function: 'start-notebook', operation: 'ListTags' },
  { function: 'close-case', operation: 'UpdateItem' },
  { function: 'close-case', operation: 'Publish' },
  { function: 'await-news', operation: 'UpdateItem' },
  { function: 'wake-case', operation: 'SendTaskSuccess' },
);
const callFaults = fc
  .record({
    place: places,
    error: fc.constantFrom('InternalFailure', 'timeout', 'response-lost', 'killed-before', 'killed-after'),
    times: fc.integer({ min: 1, max: 4 }),
  })
  .map(({ place, error, times }) => ({ fault: { ...place, error, times } }));
const worldFaults = fc.constantFrom<Written>(
  { fault: { kill: 'execution', as: 'ABORTED' } },
  { fault: { lose: 'events', for: 'PT20M' } },
  { fault: { duplicate: 3, for: 'PT20M' } },
  { fault: { ignores: 'StartNotebookInstance', times: 1 } },
  { fault: { startsAs: 'Failed', times: 1 } },
);

/** Most of it around the deadline, an hour after the first event. */
const at = fc.oneof(fc.integer({ min: 0, max: 4_200 }), fc.integer({ min: 3_540, max: 4_200 }));
const happening = fc.tuple(at, fc.oneof(calls, calls, callFaults, worldFaults)).map(
  ([seconds, what]): Written => ({
    at: `PT${seconds}S`,
    ...('call' in what ? { notebook } : {}),
    ...what,
  }),
);

export const randomStories = fc
  .record({
    seed: fc.integer({ min: 0, max: 2 ** 31 }),
    one: world,
    more: fc.array(happening, { maxLength: 6 }),
  })
  .map(({ seed, one, more }): RandomStory => {
    const [first, ...last] = ordinary?.story.happens ?? [];
    return {
      ...ordinary?.story,
      seed,
      notebooks: [one],
      happens: [...(first === undefined ? [] : [first]), ...more, ...last],
    };
  });
