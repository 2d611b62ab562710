/**
 * Whether a notebook on this platform comes back after a stop. AL1 has not been restartable since 31 March 2024,
 * AL2 since 1 July 2026 (SageMaker developer guide, nbi-al2); of a platform that Describe does not name, or that
 * is newer than this code, nobody can tell.
 */
import type { Policy } from './policy.ts';

export type Platform = 'comes-back' | 'stranded' | 'unknown';

/** What AL2 is moved to, in place, while it is stopped (nbi-al2, "Migrating from Amazon Linux 2 to AL2023"). */
export const successor = 'notebook-al2023-v1';

export function platformOf(identifier: string | null): Platform {
  if (identifier === successor) return 'comes-back';
  if (identifier !== null && /^notebook-al[12]-v\d+$/.test(identifier)) return 'stranded';
  return 'unknown';
}

interface Machine {
  readonly platform: string | null;
  /** `null` where Describe names none. */
  readonly instanceType: string | null;
}

/** Instance types that AL2023 does not run, and AL2 does or did (nbi-al2023, "Supported instance types"). */
const tooOld = /^ml\.(p2|p3|p3dn|inf1|g3)\./;

/** Whether it is on a type of instance that no later platform runs. */
export const isTooOld = (instanceType: string | null): boolean => tooOld.test(instanceType ?? '');

/** Whether this one can be moved to AL2023: AL1 cannot, and not every AL2. */
export const canBeMoved = ({ instanceType, platform }: Machine): boolean =>
  /^notebook-al2-v\d+$/.test(platform ?? '') && instanceType !== null && !isTooOld(instanceType);

/** Whether the policy wants it moved. */
export const isToBeMoved = (machine: Machine, { retiredPlatforms }: Policy): boolean =>
  retiredPlatforms === 'upgrade' && canBeMoved(machine);
