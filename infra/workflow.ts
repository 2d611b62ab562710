import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Aws } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { DefinitionBody, LogLevel, StateMachine, StateMachineType } from 'aws-cdk-lib/aws-stepfunctions';
import type { Construct } from 'constructs';
import type { GuardFunctions, HandlerName } from './guard-functions.ts';
import { pascalCase } from './handler-name.ts';
import type { LogProps } from './task-function.ts';

const definitions = join(import.meta.dirname, '..', 'statemachine');

export interface WorkflowProps {
  /** The name of its definition in the folder statemachine, e.g. `sweep-fleet`. */
  readonly definition: string;
  /** The handlers that it invokes. */
  readonly tasks: readonly HandlerName[];
  readonly functions: GuardFunctions;
  readonly logs: LogProps;
}

/** A state machine of the folder statemachine, which may invoke its own functions and nothing else. */
export function workflow(scope: Construct, props: WorkflowProps): StateMachine {
  const arns = props.tasks.map((name) => [name, props.functions.byName[name].function.functionArn] as const);
  const text = readFileSync(join(definitions, `${props.definition}.asl.json`), 'utf8');

  const stateMachine = new StateMachine(scope, 'StateMachine', {
    stateMachineType: StateMachineType.STANDARD,
    // As text in the template, where tests and the sandbox can read it; fromFile would make it an asset.
    definitionBody: DefinitionBody.fromString(JSON.stringify(JSON.parse(text))),
    definitionSubstitutions: {
      Partition: Aws.PARTITION,
      ...Object.fromEntries(arns.map(([name, arn]) => [`${pascalCase(name)}Function`, arn])),
    },
    // Without execution data, which would hold task tokens.
    logs: {
      level: LogLevel.ALL,
      includeExecutionData: false,
      destination: new LogGroup(scope, 'Log', props.logs),
    },
    tracingEnabled: true,
  });
  stateMachine.addToRolePolicy(
    new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: arns.map(([, arn]) => arn) }),
  );
  return stateMachine;
}
