import { milliseconds } from './duration.ts';
import type { Fault, FaultLimits } from './types.ts';

/** A fault as a story writes it, after the schema had no objection. */
export type WrittenFault = Readonly<Record<string, unknown>>;

/** What AWS says when there is no capacity. */
const noCapacity = 'Insufficient notebook instance capacity. Retry later or with a different instance type.';

/** @param notebook what stands beside the fault where the fault itself names no notebook */
export const faultOf = (written: WrittenFault, notebook: string | undefined): Fault => {
  const text = (name: string) => written[name] as string | undefined;
  const lasts = text('for');
  const limits: FaultLimits = {
    times: written['times'] as number | undefined,
    notebook: text('notebook') ?? notebook,
    for: lasts === undefined ? undefined : milliseconds(lasts),
  };
  if ('stuck' in written) {
    return { kind: 'stuck', status: String(written['stuck']), for: limits.for, notebook: limits.notebook };
  }
  if ('startsAs' in written) {
    return { kind: 'startsAs', status: 'Failed', reason: text('reason') ?? noCapacity, ...limits };
  }
  if ('ignores' in written) return { kind: 'ignores', operation: String(written['ignores']), ...limits };
  if ('lose' in written) return { kind: 'lose', ...limits };
  if ('duplicate' in written) return { kind: 'duplicate', copies: Number(written['duplicate']), ...limits };
  if ('kill' in written) {
    const as = (text('as') ?? 'ABORTED') as 'ABORTED' | 'FAILED' | 'TIMED_OUT';
    return { kind: 'kill', as, notebook: limits.notebook };
  }
  if ('refuse' in written) return { kind: 'refuse', operation: 'StartExecution', ...limits };
  return {
    kind: 'call',
    operation: text('operation'),
    function: text('function'),
    error: String(written['error']),
    ...limits,
  };
};
