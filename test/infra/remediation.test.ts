import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { list, Synthesized } from './synthesized.ts';

const guard = new Synthesized({ policy: { platformEmail: 'platform@example.com' } });
const asl = readFileSync(
  join(import.meta.dirname, '../../statemachine/remediate-root-access.asl.json'),
  'utf8',
);

interface StateMachineProperties {
  readonly DefinitionString: string;
  readonly DefinitionSubstitutions: Readonly<Record<string, unknown>>;
}

const [machine] = Object.values(guard.template.findResources('AWS::StepFunctions::StateMachine'));
const properties = machine?.['Properties'] as StateMachineProperties;

test('the state machine is the file that one can open and draw', () => {
  expect(JSON.parse(properties.DefinitionString)).toEqual(JSON.parse(asl));
});

test('each placeholder of the state machine is filled, and no other is offered', () => {
  const placeholders = new Set([...asl.matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name));
  expect(Object.keys(properties.DefinitionSubstitutions).sort()).toEqual([...placeholders].sort());
});

test('the state machine may invoke just its own functions', () => {
  const [role] = Object.keys(guard.template.findResources('AWS::IAM::Role')).filter((id) =>
    id.includes('StateMachineRole'),
  );
  const invoked = guard
    .statementsOf(String(role))
    .filter(({ Action }) => list(Action).includes('lambda:InvokeFunction'))
    .flatMap(({ Resource }) => list(Resource));
  expect(invoked).toHaveLength(guard.handlers().length - 3);
  expect(invoked.filter((arn) => arn.includes('*') || /WakeCase|ReapCase|AnswerPage/.test(arn))).toEqual([]);
});

test('an execution may live for a year', () => {
  guard.template.hasResourceProperties('AWS::StepFunctions::StateMachine', { StateMachineType: 'STANDARD' });
});

test('every step is logged, without the data that would hold task tokens', () => {
  guard.template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
    LoggingConfiguration: { Level: 'ALL', IncludeExecutionData: false },
  });
});

test('executions are traced', () => {
  guard.template.hasResourceProperties('AWS::StepFunctions::StateMachine', {
    TracingConfiguration: { Enabled: true },
  });
});
