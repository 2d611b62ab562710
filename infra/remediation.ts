import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import type { GuardFunctions, HandlerName } from './guard-functions.ts';
import { pascalCase } from './handler-name.ts';
import type { LogProps } from './task-function.ts';

const definitionFile = join(import.meta.dirname, '..', 'statemachine', 'remediate-root-access.asl.json');

/** The handlers that the state machine invokes. */
const tasks = [
  'open-case',
  'notify-owner',
  'stop-notebook',
  'disable-root-access',
  'start-notebook',
  'close-case',
  'await-news',
] as const satisfies readonly HandlerName[];

export interface RemediationProps {
  readonly functions: GuardFunctions;
  readonly logs: LogProps;
}

/** The state machine that takes one case from detection to outcome. */
export class Remediation extends Construct {
  readonly stateMachine: StateMachine;

  constructor(scope: Construct, id: string, props: RemediationProps) {
    super(scope, id);
    const arns = tasks.map((name) => [name, props.functions.byName[name].function.functionArn] as const);

    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineType: StateMachineType.STANDARD,
      // As text in the template, where tests and the sandbox can read it; fromFile would make it an asset.
      definitionBody: DefinitionBody.fromString(
        JSON.stringify(JSON.parse(readFileSync(definitionFile, 'utf8'))),
      ),
      definitionSubstitutions: {
        Partition: Aws.PARTITION,
        ...Object.fromEntries(arns.map(([name, arn]) => [`${pascalCase(name)}Function`, arn])),
      },
      // Without execution data, which would hold task tokens.
      logs: {
        level: LogLevel.ALL,
        includeExecutionData: false,
        destination: new LogGroup(this, 'Log', props.logs),
      },
      tracingEnabled: true,
    });
    this.stateMachine.addToRolePolicy(
      new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: arns.map(([, arn]) => arn) }),
    );
  }
}
