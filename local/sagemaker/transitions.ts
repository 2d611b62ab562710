import { AwsError } from '../service.ts';
import type { Notebook, Takes } from './notebook.ts';

/** One row of AWS's status table. */
export interface Transition {
  readonly from: readonly string[];
  readonly through: string;
  /** `null`: gone. */
  readonly to: string | null;
  readonly takes: keyof Takes;
}

/**
 * Which call is accepted from which status, and what it leads to.
 *
 * Stop, Start and Delete are read off AWS's own refusals. Update from Stopped alone is what the developer guide
 * says ("its status must be `Stopped`"); no refusal of an Update was ever published, so its text is built like
 * the others, and that Failed is refused is the documented rule, not an observation.
 */
export const transitions = {
  CreateNotebookInstance: { from: [], through: 'Pending', to: 'InService', takes: 'create' },
  StopNotebookInstance: { from: ['InService'], through: 'Stopping', to: 'Stopped', takes: 'stop' },
  StartNotebookInstance: { from: ['Stopped', 'Failed'], through: 'Pending', to: 'InService', takes: 'start' },
  UpdateNotebookInstance: { from: ['Stopped'], through: 'Updating', to: 'Stopped', takes: 'update' },
  DeleteNotebookInstance: { from: ['Stopped', 'Failed'], through: 'Deleting', to: null, takes: 'delete' },
} as const satisfies Record<string, Transition>;

/** Statuses that pass by themselves, with the way out and how long it takes. */
export const passing: ReadonlyMap<string, Transition> = new Map<string, Transition>([
  ['Pending', transitions.StartNotebookInstance],
  ['Stopping', transitions.StopNotebookInstance],
  ['Updating', transitions.UpdateNotebookInstance],
  ['Deleting', transitions.DeleteNotebookInstance],
]);

/** Statuses that last until somebody calls. */
export const resting: readonly string[] = ['InService', 'Stopped'];

/** @throws AwsError in the words of aws-sdk users' reports, where the ARN stands in lower case */
export function refuseTransition(notebook: Notebook, transition: Transition): void {
  if (transition.from.includes(notebook.status)) return;
  throw new AwsError(
    'ValidationException',
    `Status (${notebook.status}) not in ([${transition.from.join(', ')}]). ` +
      `Unable to transition to (${transition.through}) for Notebook Instance (${notebook.arn.toLowerCase()}).`,
  );
}
