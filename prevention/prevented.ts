import type { Policy } from '../functions/core/policy.ts';

/** What of the policy the shipped rules are made from. */
export interface Prevented {
  /** The tag that nobody but approvers may touch. */
  readonly exceptionTagKey: string;
  /** Whom nothing is denied, as patterns of `aws:PrincipalArn`; of none, everybody is denied. */
  readonly approvers: readonly string[];
}

export const preventedBy = ({ approvers, exceptionTagKey }: Policy): Prevented => ({
  exceptionTagKey,
  approvers: approvers.map(principalArn),
});

/**
 * Identity Center makes a role of each permission set in each account: its name, `_` and 16 characters, under a path
 * that nobody else may use, with Identity Center's Region in it unless that is us-east-1. Counting the characters
 * keeps out the permission set whose name is another's and `_` and more, the last slash one that ends alike.
 */
const principalArn = (approver: string): string => {
  const name = /^permission-set\/(.*)$/.exec(approver)?.[1];
  return name === undefined
    ? approver
    : `arn:*:iam::*:role/aws-reserved/sso.amazonaws.com*/AWSReservedSSO_${name}_${'?'.repeat(16)}`;
};
