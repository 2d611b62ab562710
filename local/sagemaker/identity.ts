import { createHash } from 'node:crypto';
import type { Caller } from '../service.ts';

const isPrincipal = (through: string): boolean => through.endsWith('.amazonaws.com');

/** IAM's unique ids are opaque; here they follow from what they name, so that runs repeat. */
const uniqueId = (prefix: string, of: string): string =>
  prefix +
  createHash('sha256')
    .update(of)
    .digest('base64')
    .replace(/[^a-zA-Z0-9]/g, '')
    .slice(0, 17)
    .toUpperCase();

/** A role's ARN from the ARN of its session, where the caller did not say. */
const roleArn = (accountId: string, role: string): string =>
  role.startsWith('AWSReservedSSO_')
    ? `arn:aws:iam::${accountId}:role/aws-reserved/sso.amazonaws.com/${role}`
    : `arn:aws:iam::${accountId}:role/${role}`;

/** CloudTrail's `userIdentity`; `time` is the session's creation date, ISO 8601. */
export function userIdentity(caller: Caller, time: string): Record<string, unknown> {
  const invokedBy = caller.through && isPrincipal(caller.through) ? { invokedBy: caller.through } : {};
  const [, service = '', accountId = '', resource = ''] =
    /^arn:[^:]*:([^:]*):[^:]*:(\d*):(.*)$/.exec(caller.arn) ?? [];
  const [kind = '', ...path] = resource.split('/');
  const named = { arn: caller.arn, accountId };
  if (service === 'sts' && kind === 'assumed-role') {
    const [role = '', session = ''] = path;
    const arn = caller.roleArn ?? roleArn(accountId, role);
    const principalId = uniqueId('AROA', arn);
    return {
      type: 'AssumedRole',
      principalId: `${principalId}:${session}`,
      ...named,
      accessKeyId: uniqueId('ASIA', caller.arn).slice(0, 20),
      sessionContext: {
        sessionIssuer: {
          type: 'Role',
          principalId,
          arn,
          accountId,
          userName: arn.slice(arn.lastIndexOf('/') + 1),
        },
        attributes: { creationDate: time, mfaAuthenticated: 'false' },
      },
      ...invokedBy,
    };
  }
  if (service === 'iam' && kind === 'user') {
    return {
      type: 'IAMUser',
      principalId: uniqueId('AIDA', caller.arn),
      ...named,
      accessKeyId: uniqueId('AKIA', caller.arn).slice(0, 20),
      userName: path.at(-1) ?? '',
      ...invokedBy,
    };
  }
  if (service === 'iam' && resource === 'root') {
    return { type: 'Root', principalId: accountId, ...named, ...invokedBy };
  }
  if (service === 'iam' && kind === 'role') {
    return { type: 'Role', principalId: uniqueId('AROA', caller.arn), ...named, ...invokedBy };
  }
  if (service === 'sts' && kind === 'federated-user') {
    return {
      type: 'FederatedUser',
      principalId: `${accountId}:${path.at(-1) ?? ''}`,
      ...named,
      ...invokedBy,
    };
  }
  return isPrincipal(caller.arn)
    ? { type: 'AWSService', invokedBy: caller.arn }
    : { type: 'Unknown', principalId: caller.arn, ...invokedBy };
}

/** Where a call came from, and with what. Both are the service's name where a service made it for somebody. */
export function origin(caller: Caller): { sourceIPAddress: string; userAgent: string } {
  const { through } = caller;
  if (through && isPrincipal(through)) return { sourceIPAddress: through, userAgent: through };
  if (isPrincipal(caller.arn)) return { sourceIPAddress: caller.arn, userAgent: caller.arn };
  const agent =
    caller.function === undefined ? 'aws-cli/2.31.0' : 'aws-sdk-js/3.1142.0 exec-env/AWS_Lambda_nodejs24.x';
  return { sourceIPAddress: '203.0.113.17', userAgent: through ?? agent };
}
