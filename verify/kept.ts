/** What became of a notebook's settings on its way. */
import { isDeepStrictEqual } from 'node:util';
import type { Described } from './notebook.ts';

/** Members that have to change, or may at any time. */
const moving: readonly string[] = [
  'RootAccess',
  'NotebookInstanceStatus',
  'LastModifiedTime',
  'FailureReason',
];

/** `nothing`, or each member that changed, with what it was and what it is. */
export function changed(before: Described, after: Described): string {
  const [was, is] = [before, after].map((described) => new Map(Object.entries(described)));
  const members = [...new Set([...Object.keys(before), ...Object.keys(after)])].sort();
  const differing = members.filter(
    (member) => !moving.includes(member) && !isDeepStrictEqual(was?.get(member), is?.get(member)),
  );
  const show = (value: unknown): string => JSON.stringify(value) ?? 'absent';
  return (
    differing
      .map((member) => `${member} from ${show(was?.get(member))} to ${show(is?.get(member))}`)
      .join('; ') || 'nothing'
  );
}
