import { Duration, type RemovalPolicy } from 'aws-cdk-lib';
import { PolicyStatement, type PolicyStatementProps, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Architecture, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda';
import { LogGroup, type RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';

export interface LogProps {
  /** How long logs are kept. */
  readonly retention: RetentionDays;
  /** What becomes of the logs when the stack is deleted. */
  readonly removalPolicy: RemovalPolicy;
}

export interface TaskFunctionProps {
  /** The handler's file name, without its ending. */
  readonly handler: string;
  /** The folder with the handler's bundle. */
  readonly bundle: string;
  /** Everything its role may do beside writing its own log. */
  readonly may: readonly PolicyStatementProps[];
  /** Its own environment variables. */
  readonly environment: Readonly<Record<string, string>>;
  /** Where its log is kept. */
  readonly logs: LogProps;
}

/** One Lambda function with a role and a log of its own. */
export class TaskFunction extends Construct {
  readonly function: LambdaFunction;
  readonly role: Role;

  constructor(scope: Construct, id: string, props: TaskFunctionProps) {
    super(scope, id);
    const logGroup = new LogGroup(this, 'Log', props.logs);

    this.role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') });
    for (const statement of props.may) this.role.addToPolicy(new PolicyStatement(statement));
    logGroup.grantWrite(this.role);

    this.function = new LambdaFunction(this, 'Function', {
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      code: Code.fromAsset(props.bundle),
      handler: `${props.handler}.handler`,
      role: this.role,
      logGroup,
      memorySize: 512,
      // Several AWS calls, each repeated for two seconds at most, and a cold start; under the state's own 60 s.
      timeout: Duration.seconds(30),
      environment: {
        NODE_OPTIONS: '--enable-source-maps',
        POWERTOOLS_SERVICE_NAME: props.handler,
        POWERTOOLS_METRICS_NAMESPACE: 'NotebookRootGuard',
        ...props.environment,
      },
    });
  }
}
