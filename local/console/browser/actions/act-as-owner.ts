import { type Action, choice, notebookField, type Values } from './action.ts';

const called = ({ notebook, what = '' }: Values): object => {
  switch (what) {
    case 'disable':
      return { call: 'UpdateNotebookInstance', notebook, with: { RootAccess: 'Disabled' } };
    case 'start':
      return { call: 'StartNotebookInstance', notebook };
    case 'delete':
      return { call: 'DeleteNotebookInstance', notebook };
    default:
      return { call: 'StopNotebookInstance', notebook };
  }
};

export const actAsOwner: Action = {
  name: 'owner',
  label: 'Act as owner',
  explains:
    'Its owner does something to a notebook meanwhile. SageMaker refuses what its status does not allow, and that is part of the play.',
  fields: (model) => [
    notebookField(model, ({ case: held }) => held !== null && held.outcome === null),
    choice('what', 'What', [
      ['stop', 'stops it'],
      ['disable', 'turns root access off (it must be Stopped)'],
      ['start', 'starts it'],
      ['delete', 'deletes it (it must be Stopped)'],
    ]),
  ],
  happens: (values) => [called(values)],
};
