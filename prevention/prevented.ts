import type { Policy } from '../functions/core/policy.ts';

/** What of the policy the shipped rules are made from. */
export interface Prevented {
  /** The tag that nobody but approvers may touch. */
  readonly exceptionTagKey: string;
  /** Whom nothing is denied, as patterns of `aws:PrincipalArn`; of none, everybody is denied. */
  readonly approvers: readonly string[];
}

export const preventedBy = ({ exceptionTagKey }: Policy): Prevented => ({ exceptionTagKey, approvers: [] });
