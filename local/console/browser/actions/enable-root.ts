import { type Action, choice, notebookField } from './action.ts';

/** SageMaker updates only what is Stopped, so whoever wants root back has to wait for that. */
export const enableRoot: Action = {
  name: 'enable-root',
  label: 'Re-enable root',
  explains:
    'Somebody turns root access on again. SageMaker updates only a notebook that is Stopped: a running one is stopped, updated two minutes later, and started after two more.',
  fields: (model) => [
    notebookField(model, ({ rootAccess }) => rootAccess === 'Disabled'),
    choice('through', 'By', [
      ['', 'its owner'],
      ['Terraform/1.9.5', 'Terraform, again and again in the end'],
    ]),
  ],
  happens: ({ notebook = '', through = '' }, { cards }) => {
    const by = through === '' ? {} : { through };
    const update = { call: 'UpdateNotebookInstance', notebook, with: { RootAccess: 'Enabled' }, ...by };
    if (cards.find(({ name }) => name === notebook)?.status !== 'InService') return [update];
    return [
      { call: 'StopNotebookInstance', notebook, ...by },
      { at: 'PT2M', ...update },
      { at: 'PT4M', call: 'StartNotebookInstance', notebook, ...by },
    ];
  },
};
