import type { Notebook } from '../notebook.ts';
import { nameOf, type Operation } from './operation.ts';

/** A running notebook's address; it follows from the name. */
export const url = (notebook: Notebook, region: string): string =>
  `${notebook.name.toLowerCase()}.notebook.${region}.sagemaker.aws`;

export const DescribeNotebookInstance: Operation = {
  refuse: (notebooks, input) => {
    notebooks.byName(nameOf(input));
  },
  answer: (notebooks, input) => {
    const notebook = notebooks.byName(nameOf(input));
    return {
      NotebookInstanceArn: notebook.arn,
      NotebookInstanceName: notebook.name,
      NotebookInstanceStatus: notebook.status,
      ...(notebook.failureReason === undefined ? {} : { FailureReason: notebook.failureReason }),
      Url: url(notebook, notebooks.region),
      LastModifiedTime: notebook.lastModifiedTime / 1000,
      CreationTime: notebook.creationTime / 1000,
      ...notebook.attributes,
    };
  },
};
