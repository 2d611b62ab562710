/** Plays the recorded comparisons of Choice states, one execution a row. */
import type { ChoiceCase, Json, Verdict } from './cases.ts';
import { caller, idle, makeWorld, unsupported } from './world.ts';

const withOperand = (value: unknown, operand: unknown): unknown => {
  if (value === '__VALUE__') return operand;
  if (Array.isArray(value)) return value.map((item) => withOperand(item, operand));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [name, withOperand(member, operand)]),
  );
};

const playRow = async (recorded: ChoiceCase, row: ChoiceCase['rows'][number]): Promise<Verdict> => {
  const { clock, service } = makeWorld(() => ({
    invoke: (functionArn) => Promise.reject(new Error(`expected no call, got one of ${functionArn}`)),
  }));
  const definition = recorded.operandIsLiteral
    ? withOperand(recorded.definition, row.value)
    : recorded.definition;
  const differ = (got: unknown): Verdict => ({
    id: row.id,
    differences: [
      { where: `${JSON.stringify(row.variable)} ? ${JSON.stringify(row.value)}`, expected: row.result, got },
    ],
  });
  try {
    const created = service.call(
      'CreateStateMachine',
      { name: 'machine', definition: JSON.stringify(definition), roleArn: 'role' },
      caller,
    ) as Json;
    const input = JSON.stringify({ Variable: row.variable, Value: row.value });
    service.call('StartExecution', { stateMachineArn: created['stateMachineArn'], input }, caller);
  } catch (error) {
    const reason = unsupported(error);
    return reason === undefined ? differ(String(error)) : { leftOut: reason };
  }
  await idle(clock);
  const [execution] = service.executions();
  const last = execution?.path.at(-1);
  if (last === (row.result ? 'ConditionTrue' : 'ConditionFalse')) return { agreed: true };
  return differ(execution?.cause ?? last);
};

export const playChoices = async (recorded: ChoiceCase): Promise<{ id: string; verdict: Verdict }[]> => {
  const verdicts: { id: string; verdict: Verdict }[] = [];
  for (const row of recorded.rows) verdicts.push({ id: row.id, verdict: await playRow(recorded, row) });
  return verdicts;
};
