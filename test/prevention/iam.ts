/** Who is judged under the shipped policy, and by which of IAM's two kinds of policy. */
import { runSimulation } from '@cloud-copilot/iam-simulate';
import type { DenyPolicy } from '../../prevention/deny-policy.ts';

const account = '111122223333';

/** As IAM sees who calls: a session by its own ARN, and `aws:PrincipalArn` the role that was assumed. */
export interface Caller {
  readonly principal: string;
  readonly principalArn: string;
}

export const user = (name: string, of = account): Caller => {
  const principalArn = `arn:aws:iam::${of}:user/${name}`;
  return { principal: principalArn, principalArn };
};

/** @param role its name, behind its path where it has one */
export const session = (role: string, name = 'ada@example.com', of = account): Caller => ({
  principal: `arn:aws:sts::${of}:assumed-role/${role.split('/').at(-1)}/${name}`,
  principalArn: `arn:aws:iam::${of}:role/${role}`,
});

export interface Call {
  readonly action: string;
  readonly context: Readonly<Record<string, string | string[]>>;
}

const tagged = (tags: Readonly<Record<string, string>>): Call['context'] => ({
  ...Object.fromEntries(Object.entries(tags).map(([key, value]) => [`aws:RequestTag/${key}`, value])),
  ...(Object.keys(tags).length === 0 ? {} : { 'aws:TagKeys': Object.keys(tags) }),
});

/** @param rootAccess `null`: the request does not say */
export const create = (rootAccess: string | null, tags: Readonly<Record<string, string>> = {}): Call => ({
  action: 'sagemaker:CreateNotebookInstance',
  context: { ...tagged(tags), ...(rootAccess === null ? {} : { 'sagemaker:RootAccess': rootAccess }) },
});
export const update = (rootAccess: string | null): Call => ({
  action: 'sagemaker:UpdateNotebookInstance',
  context: rootAccess === null ? {} : { 'sagemaker:RootAccess': rootAccess },
});
export const addTags = (...keys: string[]): Call => ({
  action: 'sagemaker:AddTags',
  context: tagged(Object.fromEntries(keys.map((key) => [key, 'until=2026-12-18']))),
});
export const deleteTags = (...keys: string[]): Call => ({
  action: 'sagemaker:DeleteTags',
  context: { 'aws:TagKeys': keys },
});

const anything = { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] };

/** A service control policy hangs above the account, beside the one that every organization has; one of IAM on the caller. */
export type Kind = 'a service control policy' | 'an IAM policy';

/** What IAM says, of a caller who may otherwise do what `own` says: by default anything. */
export const verdict = async (
  policy: DenyPolicy,
  kind: Kind,
  caller: Caller,
  call: Call,
  own: unknown = anything,
): Promise<string> => {
  const above = kind === 'a service control policy' ? [{ name: 'deny', policy }] : [];
  const beside = kind === 'an IAM policy' ? [{ name: 'deny', policy }] : [];
  // Everybody calls about a notebook of their own account; a service control policy hangs above all of them.
  const accountId = caller.principal.split(':')[4] ?? '';
  const resource = `arn:aws:sagemaker:eu-west-1:${accountId}:notebook-instance/fraud-lab`;
  const result = await runSimulation(
    {
      request: {
        principal: caller.principal,
        action: call.action,
        resource: { resource, accountId },
        contextVariables: { 'aws:PrincipalArn': caller.principalArn, ...call.context },
      },
      identityPolicies: [{ name: 'own', policy: own }, ...beside],
      serviceControlPolicies: [
        { orgIdentifier: 'r-root', policies: [{ name: 'FullAWSAccess', policy: anything }, ...above] },
      ],
      resourceControlPolicies: [],
    },
    {},
  );
  if (result.resultType !== 'single') throw new Error(`expected one result, got ${JSON.stringify(result)}`);
  return result.overallResult;
};
