/** The template's roles with every statement that applies to them. */
import type { Role, Statement } from '../iam.ts';
import type { Named } from './named.ts';

interface Document {
  readonly Statement: Statement | readonly Statement[];
}

/** AWS's managed policies that the sandbox knows, by the end of their ARN. */
const managed: Readonly<Record<string, readonly Statement[]>> = {
  'service-role/AWSLambdaBasicExecutionRole': [
    {
      Effect: 'Allow',
      Action: ['logs:CreateLogGroup', 'logs:CreateLogStream', 'logs:PutLogEvents'],
      Resource: '*',
    },
  ],
  AWSXRayDaemonWriteAccess: [
    {
      Effect: 'Allow',
      Action: [
        'xray:PutTraceSegments',
        'xray:PutTelemetryRecords',
        'xray:GetSamplingRules',
        'xray:GetSamplingTargets',
        'xray:GetSamplingStatisticSummaries',
      ],
      Resource: '*',
    },
  ],
};

const statementsOf = (document: unknown): readonly Statement[] => {
  const { Statement } = document as Document;
  return Array.isArray(Statement) ? Statement : [Statement as Statement];
};

const managedStatements = (arn: string): readonly Statement[] => {
  const known = managed[arn.split(':policy/').at(-1) ?? ''];
  if (known !== undefined) return known;
  throw new Error(`expected one of the managed policies ${Object.keys(managed).join(', ')}, got ${arn}`);
};

export const readRoles = (resources: Named): readonly Role[] => {
  const attached = [...resources('AWS::IAM::Policy'), ...resources('AWS::IAM::ManagedPolicy')];
  return resources('AWS::IAM::Role').map(({ identity, properties }) => {
    const name = identity.ref;
    const inline = (properties['Policies'] ?? []) as { PolicyDocument: unknown }[];
    const arns = (properties['ManagedPolicyArns'] ?? []) as string[];
    const policies = attached.filter((policy) =>
      ((policy.properties['Roles'] ?? []) as string[]).includes(name),
    );
    return {
      arn: String(identity.attributes['Arn']),
      name,
      statements: [
        ...inline.flatMap(({ PolicyDocument }) => statementsOf(PolicyDocument)),
        ...policies.flatMap((policy) => statementsOf(policy.properties['PolicyDocument'])),
        ...arns.flatMap((arn) => managedStatements(arn)),
      ],
    };
  });
};
