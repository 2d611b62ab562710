/** Whether a role may make a call: the template's own statements, judged by a real evaluation of IAM's rules. */
import { runSimulation, type Simulation } from '@cloud-copilot/iam-simulate';
import { likeness } from './iam/likeness.ts';
import { filledIn, type IamRequest } from './iam/requests.ts';
import type { Statement } from './iam/statement.ts';
import { AwsError } from './service.ts';

export type { Statement } from './iam/statement.ts';

export interface Role {
  readonly arn: string;
  readonly name: string;
  readonly statements: readonly Statement[];
}

export type Verdict = 'Allowed' | 'ExplicitlyDenied' | 'ImplicitlyDenied';

/** An organization without service control policies of its own has this one. */
const fullAccess = [
  {
    orgIdentifier: 'r-root',
    policies: [
      {
        name: 'FullAWSAccess',
        policy: { Version: '2012-10-17', Statement: [{ Effect: 'Allow', Action: '*', Resource: '*' }] },
      },
    ],
  },
];

const refuseUnknownConditions = (role: Role): void => {
  for (const statement of role.statements) {
    for (const condition of Object.values(statement.Condition ?? {})) {
      const unknown = Object.keys(condition).find((key) => !filledIn.test(key));
      if (unknown === undefined) continue;
      throw new Error(`${role.name}: expected condition keys that the sandbox fills in, got ${unknown}`);
    }
  }
};

export class Permissions {
  readonly #accountId: string;
  readonly #region: string;
  readonly #roles: ReadonlyMap<string, Role>;
  /** By role ARN. */
  readonly #likeness = new Map<string, ReturnType<typeof likeness>>();
  readonly #verdicts = new Map<string, Promise<Verdict>>();

  /** @throws Error when a statement depends on a condition key that the sandbox does not fill in */
  constructor(options: {
    readonly accountId: string;
    readonly region: string;
    readonly roles: readonly Role[];
  }) {
    this.#accountId = options.accountId;
    this.#region = options.region;
    for (const role of options.roles) refuseUnknownConditions(role);
    this.#roles = new Map(options.roles.map((role) => [role.arn, role]));
  }

  /** @throws Error when the template has no such role, or the request is none that IAM knows */
  async judge(roleArn: string, session: string, request: IamRequest): Promise<Verdict> {
    const { action, resource, context } = request;
    const alike = this.#likeness.get(roleArn) ?? likeness(this.#role(roleArn).statements);
    this.#likeness.set(roleArn, alike);
    const key = `${roleArn} ${action} ${alike(resource, context)}`;
    const known = this.#verdicts.get(key);
    if (known !== undefined) return known;
    const verdict = this.#simulate(roleArn, session, request);
    this.#verdicts.set(key, verdict);
    return verdict;
  }

  /** The ARN that a role's session acts as. */
  sessionArn(roleArn: string, session: string): string {
    return `arn:aws:sts::${this.#accountId}:assumed-role/${this.#role(roleArn).name}/${session}`;
  }

  #role(roleArn: string): Role {
    const role = this.#roles.get(roleArn);
    if (role === undefined) throw new Error(`expected a role of the template, got ${roleArn}`);
    return role;
  }

  async #simulate(roleArn: string, session: string, request: IamRequest): Promise<Verdict> {
    const role = this.#role(roleArn);
    const simulation: Simulation = {
      request: {
        principal: this.sessionArn(roleArn, session),
        action: request.action,
        resource: { resource: request.resource, accountId: this.#accountId },
        contextVariables: {
          'aws:PrincipalArn': roleArn,
          'aws:PrincipalAccount': this.#accountId,
          'aws:RequestedRegion': this.#region,
          'aws:SecureTransport': 'true',
          ...request.context,
        },
      },
      identityPolicies: [
        { name: role.name, policy: { Version: '2012-10-17', Statement: [...role.statements] } },
      ],
      serviceControlPolicies: fullAccess,
      resourceControlPolicies: [],
    };
    const result = await runSimulation(simulation, {});
    if (result.resultType === 'error') {
      throw new Error(
        `expected IAM to judge ${request.action} on ${request.resource}, got ${JSON.stringify(result.errors)}`,
      );
    }
    return result.overallResult;
  }
}

/**
 * The refusal in the words that AWS uses for identity-based policies. SNS names its actions in capitals and
 * has an error code of its own; the other services here share one form.
 */
export const accessDenied = (
  sessionArn: string,
  request: IamRequest,
  verdict: Exclude<Verdict, 'Allowed'>,
): AwsError => {
  const isSns = request.action.startsWith('sns:');
  const action = isSns ? request.action.replace(/^sns:/, 'SNS:') : request.action;
  const why =
    verdict === 'ExplicitlyDenied'
      ? 'with an explicit deny in an identity-based policy'
      : `because no identity-based policy allows the ${action} action`;
  const message = `User: ${sessionArn} is not authorized to perform: ${action} on resource: ${request.resource} ${why}`;
  return isSns
    ? new AwsError('AuthorizationError', message, 403)
    : new AwsError('AccessDeniedException', message);
};
