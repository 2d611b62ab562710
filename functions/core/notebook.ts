/** A notebook as one look saw it. */
import * as z from 'zod';
import type { Touch } from './touch.ts';

/** `NotebookInstanceName` as the API's model has it (botocore 1.43.67). */
export const notebookName = z
  .string()
  .max(63)
  .regex(/^[a-zA-Z0-9](-*[a-zA-Z0-9])*$/);

/** The statuses of SageMaker's `NotebookInstanceStatus` (botocore 1.43.67). */
export const statuses = [
  'Pending',
  'InService',
  'Stopping',
  'Stopped',
  'Failed',
  'Deleting',
  'Updating',
  'PendingMaintenance',
  'InMaintenance',
] as const;

/** `unknown` is a status that AWS did not have when this was written: waited out, never acted on. */
export type Status = (typeof statuses)[number] | 'unknown';

/** Names are reused, so a notebook is its ARN together with when it was created. */
export interface NotebookRef {
  /** As Describe gave it; never compared with regard to case. */
  readonly arn: string;
  readonly name: string;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
}

export interface Notebook {
  readonly ref: NotebookRef;
  readonly status: Status;
  /** The status in AWS's own word, which tells an unknown one apart. */
  readonly statusText: string;
  /** Absent from Describe means Enabled: that is the API's default. */
  readonly root: 'Enabled' | 'Disabled';
  /** `null` where Describe names none. */
  readonly platform: string | null;
  /** `null` where Describe names none. */
  readonly instanceType: string | null;
  readonly failureReason: string | null;
  readonly tags: Readonly<Record<string, string>>;
  /** Who touched its exception tag lately, in no order; absent where that does not matter. */
  readonly touches?: readonly Touch[];
}

/** What DescribeNotebookInstance and ListTags showed; `gone` when there is no notebook of this identity. */
export type Seen = { readonly seen: 'gone' } | { readonly seen: 'notebook'; readonly notebook: Notebook };

/** `nothing`: we may not look, or cannot read the answer. */
export type Look = Seen | { readonly seen: 'nothing'; readonly because: string };

/** Between two statuses that stay: whatever Describe says now may be about to change. */
export const isTransient = (status: Status): boolean => !['InService', 'Stopped', 'Failed'].includes(status);
