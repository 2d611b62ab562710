/**
 * Whether somebody is one of policy.approvers. Names are made by people who may want to look like somebody else, so
 * what is compared is what IAM vouches for: a role's or a user's ARN, never the name of a session. What cannot be told
 * apart for certain is no approver.
 */

/** Who made a call, as CloudTrail's userIdentity has it. */
export interface Principal {
  /** `arn`: a user's, or that of a role's session. */
  readonly who: string;
  /** `sessionContext.sessionIssuer.arn`: the role, with its path, behind a session; `null` where it is not named. */
  readonly role: string | null;
}

/** `*` and `?` as in IAM policies; permission sets have names of 1 to 32 characters (Identity Center's API). */
export const approverPattern =
  /^(arn:[\w*?-]+:iam::[\d*?]+:(role|user)\/[\w+=,.@*?/-]+|permission-set\/[\w+=,.@*?-]{1,32})$/;

const permissionSet = 'permission-set/';

/**
 * The role that Identity Center makes in an account for a permission set. Nobody else may make one under this path,
 * but its last part may be anybody's name.
 */
const reserved =
  /^arn:[\w-]+:iam::\d+:role\/aws-reserved\/sso\.amazonaws\.com\/(?:[a-z0-9-]+\/)?AWSReservedSSO_(.+)_[0-9a-f]{16}$/;

export function isApprover({ role, who }: Principal, approvers: readonly string[]): boolean {
  const [, partition, account, name] =
    /^arn:([\w-]+):sts::(\d+):assumed-role\/([^/]+)\/[^/]+$/.exec(who) ?? [];
  if (name === undefined) return isUser(who) && approvers.some((pattern) => isLike(who, pattern));
  if (role === null) {
    // Without its path only a whole name tells: no two roles of an account have the same.
    return approvers.some(
      (pattern) =>
        !/[*?]/.test(pattern) &&
        pattern.replace(/:role\/.*\//, ':role/') === `arn:${partition}:iam::${account}:role/${name}`,
    );
  }
  const ofSet = reserved.exec(role)?.[1];
  return approvers.some(
    (pattern) =>
      isLike(role, pattern) || (ofSet !== undefined && isLike(`${permissionSet}${ofSet}`, pattern)),
  );
}

const isUser = (arn: string): boolean => /^arn:[\w-]+:iam::\d+:user\//.test(arn);

/** As IAM's ArnLike: no wildcard reaches over a colon. */
const isLike = (text: string, pattern: string): boolean =>
  new RegExp(
    `^${pattern
      .replace(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '[^:]*')
      .replaceAll('?', '[^:]')}$`,
  ).test(text);
