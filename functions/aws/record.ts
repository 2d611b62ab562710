/**
 * The records of notebooks and their cases: where each lies, and what it may look like. One item is a notebook with
 * its latest case, `sk` `NOTEBOOK#<created>`; each earlier case lies beside it, `sk` `CASE#<opened>#<case id>`. `pk` is
 * the notebook's ARN in lower case, as sources differ in its case. The fields are fileSchema of core/case.ts.
 */
import { type File, fileSchema, schemaVersion } from '../core/case.ts';
import { MalformedRecord } from '../core/errors.ts';
import type { NotebookRef } from '../core/notebook.ts';
import type { Expression } from './expression.ts';
import type { Item, Place } from './table.ts';

/** What tells notebooks apart. */
export type Identity = Pick<NotebookRef, 'arn' | 'createdAt'>;

export const pkOf = (arn: string): string => arn.toLowerCase();

/** How each kind's `sk` begins. */
export const kinds = { latest: 'NOTEBOOK#', earlier: 'CASE#' } as const;

export const placeOf = ({ arn, createdAt }: Identity): Place => ({
  pk: pkOf(arn),
  sk: `${kinds.latest}${new Date(createdAt).toISOString()}`,
});

/** Where a case lies once another was opened on its notebook. */
export const earlierPlaceOf = ({ arn, case: { id, openedAt } }: File): Place => ({
  pk: pkOf(arn),
  sk: `${kinds.earlier}${new Date(openedAt).toISOString()}#${id}`,
});

/** Keys to the answer page, mails that wait and others lie in the same table. */
export const isRecord: Expression = {
  text: 'begins_with(sk, :latest) OR begins_with(sk, :earlier)',
  values: { ':latest': kinds.latest, ':earlier': kinds.earlier },
};

export function parseFile(item: Item): File {
  const file = fileSchema.safeParse(item);
  if (file.success) return file.data;
  throw new MalformedRecord(
    `expected a record of schema ${schemaVersion}, got one where ${file.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; ')}`,
  );
}
