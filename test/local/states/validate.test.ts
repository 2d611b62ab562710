import { expect, it } from 'vitest';
import { printRefusals } from '../../../local/states/refusals.ts';
import { validate } from '../../../local/states/validate.ts';
import { lambda, oneTask } from './bench.ts';

const refusal = (definition: unknown): string => {
  const validated = validate(definition);
  return validated.ok ? '' : printRefusals(validated.refusals);
};
const state = (fields: object) => ({ StartAt: 'S', States: { S: fields, End: { Type: 'Succeed' } } });
const task = (fields: object) => state({ Type: 'Task', Resource: lambda, End: true, ...fields });
const rule = (fields: object) => state({ Type: 'Choice', Choices: [{ Next: 'End', ...fields }] });
const ours = 'NOT_IMPLEMENTED_IN_THIS_SANDBOX';

it.each([
  ['a machine without states', { StartAt: 'S' }, 'These fields are required: [States] at /'],
  ['an unknown field', task({ Retries: 3 }), "Field 'Retries' is not supported at /States/S/Retries"],
  [
    'an unknown field of the machine',
    { ...oneTask({}), Extra: 1 },
    "Field 'Extra' is not supported at /Extra",
  ],
  [
    'an unknown field of a retrier',
    task({ Retry: [{ ErrorEquals: ['E'], Max: 1 }] }),
    '/States/S/Retry[0]/Max',
  ],
  ['an unknown state type', state({ Type: 'Dream' }), "Unknown state type 'Dream' at /States/S/Type"],
  [
    'a Next that leads nowhere',
    state({ Type: 'Pass', Next: 'X' }),
    "Missing 'Next' target: X at /States/S/Next",
  ],
  ['a StartAt that leads nowhere', { StartAt: 'X', States: {} }, "Missing 'StartAt' target: X at /StartAt"],
  [
    'a Default that leads nowhere',
    state({ Type: 'Choice', Choices: [{ Variable: '$', IsNull: true, Next: 'End' }], Default: 'X' }),
    "Missing 'Default' target: X at /States/S/Default",
  ],
  [
    'a Catch that leads nowhere',
    task({ Catch: [{ ErrorEquals: ['E'], Next: 'X' }] }),
    'at /States/S/Catch[0]/Next',
  ],
  [
    'a state with both Next and End',
    state({ Type: 'Pass', Next: 'End', End: true }),
    'Exactly one of [Next, End]',
  ],
  [
    'an operator that there is not',
    rule({ Variable: '$', NumberEquals: 1 }),
    "Field 'NumberEquals' is not supported",
  ],
  [
    'an operand of the wrong type',
    rule({ Variable: '$', NumericEquals: '1' }),
    'at /States/S/Choices[0]/NumericEquals',
  ],
  ['a Next below the top rule', rule({ Not: { Variable: '$', IsNull: true, Next: 'End' } }), "Field 'Next'"],
  [
    'States.ALL before others',
    task({ Retry: [{ ErrorEquals: ['States.ALL'] }, { ErrorEquals: ['E'] }] }),
    'States.ALL',
  ],
  ['a ResultPath into the context', task({ ResultPath: '$$.a' }), 'Value is not a Reference Path'],
  ['a ResultPath with a wildcard', task({ ResultPath: '$.a[*]' }), 'Value is not a Reference Path'],
  [
    'an intrinsic that there is not',
    task({ Parameters: { 'a.$': 'States.Nope()' } }),
    'valid intrinsic function call',
  ],
  [
    'a heartbeat longer than the timeout',
    task({ HeartbeatSeconds: 9, TimeoutSeconds: 9 }),
    'must be smaller',
  ],
  ['a timeout of 0', task({ TimeoutSeconds: 0 }), 'Integer from 1'],
  ['a Wait without a time', state({ Type: 'Wait', End: true }), 'Exactly one of [Seconds'],
  ['a Timestamp without T', state({ Type: 'Wait', Timestamp: '2026-01-01 00:00:00Z', End: true }), 'RFC3339'],
  [
    'a parameter that lambda:invoke has not',
    task({ Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'f', Body: 1 } }),
    "The field 'Body'",
  ],
  [
    'a placeholder that was not filled in',
    task({ Resource: '$' + '{OpenCaseFunction}' }),
    'is not recognized',
  ],
])('%s is refused', (_, definition, text) => {
  expect(refusal(definition)).toContain(text);
});

it.each([
  [
    'Parallel',
    state({ Type: 'Parallel', Branches: [], End: true }),
    "state type 'Parallel' at /States/S/Type",
  ],
  ['JSONata', { ...oneTask({}), QueryLanguage: 'JSONata' }, "QueryLanguage 'JSONata' at /QueryLanguage"],
  ['Assign', task({ Assign: { a: 1 } }), "field 'Assign' at /States/S/Assign"],
  [
    'another service',
    task({ Resource: 'arn:aws:states:::sqs:sendMessage' }),
    "resource 'sqs:sendMessage' at",
  ],
  ['a filter in a path', task({ InputPath: '$.a[?(@.b)]' }), 'filter expression in path'],
  [
    'a distributed Map',
    state({
      Type: 'Map',
      End: true,
      ItemProcessor: {
        ProcessorConfig: { Mode: 'DISTRIBUTED' },
        StartAt: 'A',
        States: { A: { Type: 'Succeed' } },
      },
    }),
    "Map with Mode 'DISTRIBUTED'",
  ],
])('%s, which AWS has and this sandbox has not, is refused by name', (_, definition, text) => {
  expect(refusal(definition)).toContain(`${ours}: ${text}`);
});

it('a state that nothing leads to is fine', () => {
  expect(refusal(state({ Type: 'Succeed' }))).toBe('');
});
