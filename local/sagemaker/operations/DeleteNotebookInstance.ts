import { refuseTransition, transitions } from '../transitions.ts';
import { nameOf, nothing, type Operation } from './operation.ts';

export const DeleteNotebookInstance: Operation = {
  refuse: (notebooks, input) =>
    refuseTransition(notebooks.byName(nameOf(input)), transitions.DeleteNotebookInstance),
  effect: (notebooks, input) =>
    notebooks.move(notebooks.byName(nameOf(input)), transitions.DeleteNotebookInstance),
  answer: nothing,
};
