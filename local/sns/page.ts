import { invalid } from './refusals.ts';

const size = 100;

/**
 * One page of a list, 100 items as SNS has it. What AWS's own tokens look like is nobody's business; these are
 * where to go on.
 */
export const pageOf = <Item>(
  items: readonly Item[],
  token: unknown,
): { readonly items: readonly Item[]; readonly NextToken?: string } => {
  const from = token === undefined ? 0 : Number(Buffer.from(String(token), 'base64url').toString('utf8'));
  if (!Number.isInteger(from) || from < 0) throw invalid('NextToken');
  const to = from + size;
  return {
    items: items.slice(from, to),
    ...(to < items.length ? { NextToken: Buffer.from(String(to)).toString('base64url') } : {}),
  };
};
