import { type Action, choice, notebookField } from './action.ts';

export const killExecution: Action = {
  name: 'kill',
  label: 'Kill execution',
  explains:
    'The running execution of a notebook ends where no Catch reaches it. The reaper hears of it, closes the case, and lets another execution go on under the same deadline.',
  fields: (model) => [
    notebookField(model, ({ case: held }) => held !== null && held.outcome === null),
    choice('as', 'It ends as', [
      ['ABORTED', 'ABORTED: somebody stopped it'],
      ['FAILED', 'FAILED'],
      ['TIMED_OUT', 'TIMED_OUT'],
    ]),
  ],
  happens: ({ notebook, as }) => [{ fault: { kill: 'execution', as }, notebook }],
};
