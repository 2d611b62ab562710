/** What goes wrong with calls of ours in a random story. */
import fc from 'fast-check';
import { type Happenings, overBy, type Spells, whenever } from './random-moments.ts';
import { rootAccess, single, stopped, stops } from './random-people.ts';
import type { Written } from './random-worlds.ts';

/** Each function with calls of its own. */
const places = fc.constantFrom(
  ['open-case', 'DescribeNotebookInstance'],
  ['open-case', 'UpdateItem'],
  ['notify-owner', 'GetItem'],
  ['notify-owner', 'ListSubscriptionsByTopic'],
  ['notify-owner', 'Publish'],
  ['notify-owner', 'UpdateItem'],
  ['stop-notebook', 'StopNotebookInstance'],
  ['stop-notebook', 'UpdateItem'],
  ['disable-root-access', 'UpdateNotebookInstance'],
  ['disable-root-access', 'DescribeNotebookInstance'],
  ['disable-root-access', 'UpdateItem'],
  ['start-notebook', 'StartNotebookInstance'],
  ['start-notebook', 'ListTags'],
  ['start-notebook', 'UpdateItem'],
  ['close-case', 'UpdateItem'],
  ['close-case', 'DescribeNotebookInstance'],
  ['close-case', 'Publish'],
  ['await-news', 'UpdateItem'],
  ['wake-case', 'UpdateItem'],
  ['wake-case', 'SendTaskSuccess'],
  ['notify-owner', 'PutItem'],
  ['notify-owner', 'LookupEvents'],
  ['wake-case', 'PutItem'],
  ['answer-page', 'GetItem'],
  ['answer-page', 'UpdateItem'],
  ['answer-page', 'SendTaskSuccess'],
);

/** How each service says that it is busy, broken, or not to be used. */
const words = {
  SageMaker: ['ThrottlingException', 'InternalFailure', 'AccessDeniedException'],
  DynamoDB: ['ProvisionedThroughputExceededException', 'InternalServerError', 'AccessDeniedException'],
  SNS: ['Throttled', 'InternalError', 'AuthorizationError'],
  StepFunctions: ['ThrottlingException', 'InternalServerException', 'AccessDeniedException'],
  CloudTrail: ['ThrottlingException', 'InternalFailure', 'AccessDeniedException'],
} as const;
const serviceOf = (operation: string): keyof typeof words => {
  if (/Item$/.test(operation)) return 'DynamoDB';
  if (/^(Publish|ListSubscriptions)/.test(operation)) return 'SNS';
  if (operation === 'LookupEvents') return 'CloudTrail';
  return operation === 'SendTaskSuccess' ? 'StepFunctions' : 'SageMaker';
};

const times = fc.integer({ min: 1, max: 4 });

export const callFaults = ({ ofCalls }: Spells): fc.Arbitrary<Happenings> =>
  fc
    .record({
      when: fc.oneof(whenever, fc.constant<Written>({ at: 'PT0S' })),
      place: places,
      kind: fc.constantFrom(
        'throttled',
        'broken',
        'denied',
        'timeout',
        'response-lost',
        'killed-before',
        'killed-after',
      ),
      count: times,
      lasts: fc.constantFrom(...ofCalls),
      isLasting: fc.boolean(),
    })
    .map(({ when, place: [by = '', operation = ''], kind, count, lasts, isLasting }) => {
      const [throttled, broken, denied] = words[serviceOf(operation)];
      const named: Readonly<Record<string, string>> = { throttled, broken, denied };
      const error = named[kind] ?? kind;
      const limits =
        kind === 'denied' || (isLasting && kind === 'throttled')
          ? { for: lasts }
          : { times: count, for: overBy };
      return [{ ...when, fault: { function: by, operation, error, ...limits } }];
    });

/** Something comes about while a function of ours tries again what it looked at: what it knows is old by then. */
export const hindered = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .record({
      stopped,
      function: fc.constantFrom(
        ...['notify-owner', 'stop-notebook', 'disable-root-access', 'start-notebook'],
        ...['close-case', 'close-case', 'close-case'],
      ),
      nth: fc.constantFrom(1, 1, 2),
      times: fc.constantFrom(1, 2),
      what: fc.oneof(
        fc.constant<Written>({ fault: { kill: 'execution', as: 'ABORTED' } }),
        fc.constant(rootAccess('Enabled')),
        single,
      ),
    })
    .map(({ stopped: second, function: by, nth, times: count, what }) => {
      const before = { before: { function: by, operation: 'ListTags', nth }, notebook };
      const fault = { function: by, operation: 'ListTags', error: 'ThrottlingException' };
      return [
        ...stops(notebook, second),
        { ...before, ...what },
        { ...before, fault: { ...fault, times: count, for: overBy } },
      ];
    });
