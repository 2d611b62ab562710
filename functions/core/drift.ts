/**
 * Root access that comes back after a remediation: a person's is enforced each time, sooner; a machine's is enforced
 * a few times and then held, since one of two machines must be changed by a person.
 */
import type { File, Stand } from './case.ts';
import type { Policy } from './policy.ts';

/** Who made the call that made us look, and the tool it came through where it was infrastructure code. */
export interface Actor {
  readonly who: string;
  readonly tool: string | null;
}

const tools: readonly (readonly [RegExp, string])[] = [
  [/cloudformation/i, 'CloudFormation'],
  [/terraform/i, 'Terraform'],
  [/aws-cdk|cdk\//i, 'CDK'],
  [/pulumi/i, 'Pulumi'],
];

/** @param hints what CloudTrail says of the way a call came: userIdentity.invokedBy, userAgent */
export const toolOf = (hints: readonly (string | undefined)[]): string | null =>
  tools.find(([pattern]) => hints.some((hint) => hint !== undefined && pattern.test(hint)))?.[1] ?? null;

/**
 * Who is behind a violation that no event told of: who was behind the case before, as long as root access has not been
 * off since.
 */
export const actorBehind = (earlier: File | null): Actor =>
  earlier !== null && endedWithRootOn(earlier.case.stand)
    ? earlier.case.by
    : { who: 'an identity that no event told of', tool: null };

const endedWithRootOn = (stand: Stand): boolean =>
  stand.at === 'closed' && ['observed', 'held', 'failed', 'exempt'].includes(stand.outcome);

/** The rounds of infrastructure code once this actor has made us look again. */
export function roundsOf(earlier: File | null, by: Actor): number {
  if (earlier === null) return 0;
  return earlier.toolRounds + (by.tool !== null && earlier.remediations > 0 ? 1 : 0);
}

/** The grace window of a case, in milliseconds. */
export function graceOf(file: File, policy: Policy): number {
  const isRepeated = file.remediations > 0 && file.case.by.tool === null;
  return isRepeated ? policy.repeatGraceWindow : policy.graceWindow;
}

/** Why it is held, where infrastructure code keeps turning root access on again; else `null`. */
export function contention(file: File, policy: Policy): string | null {
  const { who, tool } = file.case.by;
  if (tool === null || file.toolRounds <= policy.maxRounds) return null;
  return `${tool}, called by ${who}, has turned root access on again ${file.toolRounds} times. Set RootAccess to Disabled where it is defined.`;
}
