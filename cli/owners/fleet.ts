/** All notebook instances of a Region. */
import { ListNotebookInstancesCommand, type SageMakerClient } from '@aws-sdk/client-sagemaker';
import type { Progress } from '../../bench/progress.ts';
import { call } from '../../functions/aws/call.ts';
import { Notebooks } from '../../functions/aws/notebooks.ts';
import type { Notebook } from '../../functions/core/notebook.ts';
import { each, type Failure, why } from '../each.ts';
import { patiently } from '../patience.ts';
import { CannotGoOn } from '../refused.ts';

export interface Fleet {
  readonly notebooks: readonly Notebook[];
  readonly unread: readonly Failure[];
}

/** Two calls each: a thousand notebooks take some minutes, and AWS has no reason to throttle the guard for it. */
const atOnce = 4;

/** @throws CannotGoOn when they may not be listed */
export async function readFleet(sageMaker: SageMakerClient, progress: Progress): Promise<Fleet> {
  const names = await listNames(sageMaker);
  const notebooks = new Notebooks(sageMaker);
  const { done, failed } = await progress('notebooks', names.length, (advance) =>
    each(
      names,
      (name) => name,
      (name) => notebooks.lookByName(name),
      { atOnce, advance },
    ),
  );
  return {
    notebooks: done.flatMap((seen) => (seen.seen === 'notebook' ? [seen.notebook] : [])),
    unread: failed,
  };
}

async function listNames(sageMaker: SageMakerClient): Promise<readonly string[]> {
  // One that is created or deleted meanwhile moves the others from page to page.
  const names = new Set<string>();
  let next: string | undefined;
  try {
    do {
      const page = await patiently(() => listPage(sageMaker, next));
      for (const { NotebookInstanceName: name } of page.NotebookInstances ?? []) {
        if (name !== undefined) names.add(name);
      }
      next = page.NextToken;
    } while (next !== undefined);
  } catch (error) {
    throw new CannotGoOn(`expected a list of notebook instances, got ${why(error)}`, { cause: error });
  }
  return [...names];
}

const listPage = (sageMaker: SageMakerClient, next: string | undefined) =>
  call('sagemaker:ListNotebookInstances', () =>
    sageMaker.send(
      new ListNotebookInstancesCommand({
        SortBy: 'Name',
        SortOrder: 'Ascending',
        MaxResults: 100,
        ...(next === undefined ? {} : { NextToken: next }),
      }),
    ),
  );
