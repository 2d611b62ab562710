import { type Action, choice, type Field, notebookField, type Values } from './action.ts';

const kinds = [
  ['call', 'calls of ours fail'],
  ['startsAs', 'starts end in Failed: no capacity'],
  ['ignores', 'a call answers 200 and does nothing'],
  ['stuck', 'a notebook sticks in a status'],
  ['lose', 'events are lost'],
  ['duplicate', 'every event comes several times'],
  ['refuse', 'EventBridge may start no execution'],
] as const;

const is =
  (...wanted: readonly string[]) =>
  ({ kind = '' }: Values): boolean =>
    wanted.includes(kind);

const operations = [
  'StopNotebookInstance',
  'UpdateNotebookInstance',
  'StartNotebookInstance',
  'DescribeNotebookInstance',
  'ListTags',
  'Publish',
  'UpdateItem',
  'GetItem',
].map((name) => [name, name] as const);

const errors = [
  ['ThrottlingException', 'ThrottlingException'],
  ['AccessDeniedException', 'AccessDeniedException'],
  ['InternalFailure', 'InternalFailure'],
  ['ValidationException', 'ValidationException'],
  ['timeout', 'timeout: no answer, no effect'],
  ['response-lost', 'response lost after it took effect'],
  ['killed-before', 'the Lambda dies before the call'],
  ['killed-after', 'the Lambda dies after the call'],
] as const;

const lasts: Field = choice(
  'for',
  'For',
  [
    ['', 'as often as is said'],
    ['PT10M', '10 minutes'],
    ['PT1H', '1 hour'],
    ['P1D', '1 day'],
  ],
  { shown: is('call', 'startsAs', 'lose', 'duplicate', 'refuse') },
);

const times: Field = {
  name: 'times',
  label: 'How often (empty: always)',
  kind: 'number',
  value: '3',
  required: false,
  shown: is('call', 'startsAs', 'ignores', 'lose', 'duplicate', 'refuse'),
};

const everywhere = ['', 'any notebook'] as const;

const faultOf = (values: Values): object => {
  const { kind, operation, error, mutation, status, held } = values;
  switch (kind) {
    case 'call':
      return { operation, error };
    case 'startsAs':
      return { startsAs: 'Failed' };
    case 'ignores':
      return { ignores: mutation };
    case 'stuck':
      return { stuck: status, for: held };
    case 'lose':
      return { lose: 'events' };
    case 'duplicate':
      return { duplicate: 5 };
    default:
      return { refuse: 'StartExecution' };
  }
};

export const injectFault: Action = {
  name: 'fault',
  label: 'Inject a fault',
  explains: 'Something of AWS goes wrong for our functions from now on. The calls of people are never hit.',
  fields: (model) => [
    choice('kind', 'What goes wrong', kinds),
    choice('operation', 'Which call', operations, { shown: is('call') }),
    choice('error', 'How', errors, { shown: is('call') }),
    choice('mutation', 'Which call', operations.slice(0, 3), { shown: is('ignores') }),
    choice(
      'status',
      'Which status',
      ['Stopping', 'Updating', 'Pending', 'InMaintenance'].map((name) => [name, name]),
      { shown: is('stuck') },
    ),
    choice(
      'held',
      'For how long',
      [
        ['PT10M', '10 minutes'],
        ['PT2H', '2 hours'],
        ['PT20H', '20 hours'],
      ],
      { shown: is('stuck') },
    ),
    times,
    lasts,
    {
      ...notebookField(model, () => true),
      label: 'About',
      value: model.picked ?? '',
      choices: [everywhere, ...(notebookField(model, () => true).choices ?? [])],
    },
  ],
  happens: (values) => {
    const { times: often = '', for: long = '', notebook = '' } = values;
    const fault = {
      ...faultOf(values),
      ...(often === '' ? {} : { times: Number(often) }),
      ...(long === '' ? {} : { for: long }),
    };
    return [{ fault, ...(notebook === '' ? {} : { notebook }) }];
  },
};
