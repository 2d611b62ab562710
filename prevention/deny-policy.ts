/**
 * The policy that keeps violations from coming into being. The same document is a service control policy and an IAM
 * policy: it only denies. docs/prevention.md says in plain words what each statement is for.
 */
import type { Prevented } from './prevented.ts';

interface Statement {
  readonly Sid: string;
  readonly Effect: 'Deny';
  readonly Action: readonly string[];
  readonly Resource: '*';
  readonly Condition: Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;
}

export interface DenyPolicy {
  readonly Version: '2012-10-17';
  readonly Statement: readonly Statement[];
}

/** A service control policy's size in characters (AWS Organizations user guide, quotas); an IAM policy may be longer. */
export const longestPolicy = 5_120;

/**
 * Operators with a "not" are true of a key that is absent, the others are false (IAM user guide, condition operators):
 * creating without a word about root access, whose default is Enabled, is denied, and an update that does not touch
 * it is not. Tag keys that differ only in letter case are different tags to SageMaker, and one to IAM's
 * `aws:RequestTag`, so they are compared by value and without case.
 */
export const denyPolicy = ({ exceptionTagKey, approvers }: Prevented): DenyPolicy => {
  // Of an empty list of patterns nothing can be said: then nobody is exempt.
  const unlessApprover = approvers.length === 0 ? {} : { ArnNotLike: { 'aws:PrincipalArn': approvers } };
  const deny = (Sid: string, calls: readonly string[], condition: Statement['Condition']): Statement => ({
    Sid,
    Effect: 'Deny',
    Action: calls.map((call) => `sagemaker:${call}`),
    Resource: '*',
    Condition: { ...condition, ...unlessApprover },
  });
  return {
    Version: '2012-10-17',
    Statement: [
      deny('CreateOnlyWithRootAccessDisabled', ['CreateNotebookInstance'], {
        StringNotEquals: { 'sagemaker:RootAccess': 'Disabled' },
      }),
      deny('UpdateNeverToRootAccessEnabled', ['UpdateNotebookInstance'], {
        StringEquals: { 'sagemaker:RootAccess': 'Enabled' },
      }),
      deny('ExceptionTagOnlyByApprovers', ['AddTags', 'DeleteTags', 'CreateNotebookInstance'], {
        'ForAnyValue:StringEqualsIgnoreCase': { 'aws:TagKeys': exceptionTagKey },
      }),
    ],
  };
};
