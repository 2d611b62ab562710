import { refuseTransition, transitions } from '../transitions.ts';
import { nameOf, nothing, type Operation } from './operation.ts';

export const StopNotebookInstance: Operation = {
  refuse: (notebooks, input) =>
    refuseTransition(notebooks.byName(nameOf(input)), transitions.StopNotebookInstance),
  effect: (notebooks, input, caller) => {
    const notebook = notebooks.byName(nameOf(input));
    if (caller.function !== undefined) {
      notebook.away = { total: notebook.away?.total ?? 0, since: notebooks.clock.now() };
    }
    notebooks.move(notebook, transitions.StopNotebookInstance);
  },
  answer: nothing,
};
