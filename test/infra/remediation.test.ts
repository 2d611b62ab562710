import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { list, Synthesized } from './synthesized.ts';

const guard = new Synthesized({ policy: { platformEmail: 'platform@example.com' } });

interface StateMachineProperties {
  readonly DefinitionString: string;
  readonly DefinitionSubstitutions: Readonly<Record<string, unknown>>;
}
const machines = guard.template.findResources('AWS::StepFunctions::StateMachine');

/** Each by its construct, with its file and how many functions it invokes. */
const workflows = [
  ['Remediation', 'remediate-root-access', 7],
  ['Sweep', 'sweep-fleet', 3],
] as const;

const propertiesOf = (construct: string): StateMachineProperties => {
  const [id] = Object.keys(machines).filter((name) => name.includes(construct));
  return machines[String(id)]?.['Properties'] as StateMachineProperties;
};
const aslOf = (file: string): string =>
  readFileSync(join(import.meta.dirname, `../../statemachine/${file}.asl.json`), 'utf8');

describe.each(workflows)('the state machine of %s', (construct, file, functions) => {
  test('is the file that one can open and draw', () => {
    expect(JSON.parse(propertiesOf(construct).DefinitionString)).toEqual(JSON.parse(aslOf(file)));
  });

  test('has each placeholder filled, and is offered no other', () => {
    const placeholders = new Set([...aslOf(file).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
    expect(Object.keys(propertiesOf(construct).DefinitionSubstitutions).sort()).toEqual(
      [...placeholders].sort(),
    );
  });

  test('may invoke just its own functions', () => {
    const [role] = Object.keys(guard.template.findResources('AWS::IAM::Role')).filter((id) =>
      id.includes(`${construct}StateMachineRole`),
    );
    const invoked = guard
      .statementsOf(String(role))
      .filter(({ Action }) => list(Action).includes('lambda:InvokeFunction'))
      .flatMap(({ Resource }) => list(Resource));
    expect(invoked).toHaveLength(functions);
    expect(invoked.filter((arn) => arn.includes('*') || /WakeCase|ReapCase|AnswerPage/.test(arn))).toEqual(
      [],
    );
  });
});

test('an execution may live for a year', () => {
  guard.template.allResourcesProperties('AWS::StepFunctions::StateMachine', { StateMachineType: 'STANDARD' });
});

test('every step is logged, without the data that would hold task tokens', () => {
  guard.template.allResourcesProperties('AWS::StepFunctions::StateMachine', {
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
  });
});

test('executions are traced', () => {
  guard.template.allResourcesProperties('AWS::StepFunctions::StateMachine', {
    TracingConfiguration: { Enabled: true },
  });
});
