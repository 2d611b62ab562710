import { refuseRetired } from '../platform.ts';
import { refuseTransition, transitions } from '../transitions.ts';
import { nameOf, nothing, type Operation } from './operation.ts';

export const StartNotebookInstance: Operation = {
  refuse: (notebooks, input) => {
    const notebook = notebooks.byName(nameOf(input));
    refuseTransition(notebook, transitions.StartNotebookInstance);
    refuseRetired(notebook.attributes['PlatformIdentifier']);
  },
  effect: (notebooks, input, caller) => {
    const notebook = notebooks.byName(nameOf(input));
    const reason = notebooks.faults.takeFailure(caller, notebook.name);
    notebook.failureReason = undefined;
    if (reason === undefined) {
      notebooks.move(notebook, transitions.StartNotebookInstance);
      return;
    }
    const fail = () => {
      notebook.failureReason = reason;
    };
    notebooks.move(notebook, transitions.StartNotebookInstance, fail, 'Failed');
  },
  answer: nothing,
};
