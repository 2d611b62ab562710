import type { Action } from './action.ts';

export const sweepFleet: Action = {
  name: 'sweep',
  label: 'Sweep the fleet',
  explains:
    'Looks at every notebook and at every unfinished case now, as it does every six hours and after midnight. It finds what no event told of; where all is in order nothing happens.',
  fields: () => [],
  happens: () => [{ sweep: true }],
};
