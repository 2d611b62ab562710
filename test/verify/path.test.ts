import type { HistoryEvent } from '@aws-sdk/client-sfn';
import { describe, expect, it } from 'vitest';
import { pathOf } from '../../verify/executions.ts';
import { actsOf } from '../../verify/path.ts';

const entered = (name: string): HistoryEvent => ({
  timestamp: undefined,
  type: 'TaskStateEntered',
  id: 1,
  stateEnteredEventDetails: { name },
});
const ended = (type: HistoryEvent['type'], error?: string): HistoryEvent => ({
  timestamp: undefined,
  type,
  id: 2,
  ...(error === undefined
    ? {}
    : { taskFailedEventDetails: { resourceType: 'lambda', resource: 'invoke', error } }),
});

describe("an execution's path", () => {
  it('is told by its acts, however often each looked', () => {
    const states = [
      'OpenCase',
      'IsViolation',
      'NotifyOwner',
      'GraceOver',
      'AwaitOwner',
      'NotifyOwner',
      'Done',
    ];
    expect(actsOf(pathOf(states.map(entered)))).toBe('OpenCase > NotifyOwner > Done');
  });
  it.each([
    ['TaskSucceeded', undefined, 'woken'],
    ['TaskFailed', 'NewsArrived', 'woken'],
    ['TaskTimedOut', undefined, 'timed out'],
    ['TaskFailed', 'Lambda.Unknown', 'failed'],
  ] as const)('has a sleep that %s (%s) ended: %s', (type, error, how) => {
    expect(pathOf([entered('AwaitStopped'), ended(type, error)]).sleeps).toEqual([
      { state: 'AwaitStopped', ended: how },
    ]);
  });
  it('has no sleep where an act ended', () => {
    expect(pathOf([entered('StopNotebook'), ended('TaskSucceeded')]).sleeps).toEqual([]);
  });
});
