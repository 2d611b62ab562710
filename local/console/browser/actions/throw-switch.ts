import { type Action, choice } from './action.ts';

export const throwSwitch: Action = {
  name: 'switch',
  label: 'Kill switch',
  explains:
    'While the guard is paused no notice goes out, and nothing is stopped or changed; a notebook that it stopped is given back. Cases go on where they were once it is running again.',
  fields: () => [
    choice('to', 'The guard is', [
      ['paused', 'paused'],
      ['running', 'running'],
    ]),
    { name: 'reason', label: 'Why', kind: 'text', value: 'quarter-end' },
  ],
  happens: ({ to, reason }) => [{ switch: to, reason }],
};
