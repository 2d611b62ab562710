/** Plays recorded executions and compares path, status, error, output, cause, events, ids. */
import type { ExecutionCase, Json, Verdict } from './cases.ts';
import { Comparison } from './compare.ts';
import { recordedFunctions } from './functions.ts';
import { caller, idle, makeWorld, unsupported } from './world.ts';

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** An event of GetExecutionHistory in the recordings' flat form. */
const flat = (event: Json): Json => {
  const details = Object.entries(event).find(([name]) => name.endsWith('EventDetails'))?.[1];
  const members = Object.entries(isObject(details) ? details : {}).filter(
    ([name]) => name !== 'roleArn' && name !== 'inputDetails' && name !== 'outputDetails',
  );
  return {
    id: event['id'],
    previous: event['previousEventId'],
    type: event['type'],
    ...Object.fromEntries(members),
  };
};

/** How a case recorded on another service is seen once it was played on lambda:invoke. */
export interface Disguise {
  readonly definition: (definition: Json) => Json;
  readonly event: (event: Json, recorded: Json | undefined) => Json;
  readonly expected: (event: Json) => Json;
}

const asRecorded: Disguise = {
  definition: (definition) => definition,
  event: (event) => event,
  expected: (event) => event,
};

export const playExecution = async (recorded: ExecutionCase, disguise = asRecorded): Promise<Verdict> => {
  const { clock, service } = makeWorld((time, get) => recordedFunctions(recorded, time, get));
  const definition = JSON.stringify(disguise.definition(recorded.definition));
  let stateMachineArn: string;
  try {
    const created = service.call(
      'CreateStateMachine',
      { name: 'machine', definition, roleArn: 'snf_role_arn' },
      caller,
    );
    stateMachineArn = String((created as Json)['stateMachineArn']);
  } catch (error) {
    const reason = unsupported(error);
    if (reason !== undefined) return { leftOut: reason };
    throw error;
  }
  const input = recorded.inputText ?? JSON.stringify(recorded.input);
  const started = service.call(
    'StartExecution',
    { stateMachineArn, name: 'execution', input },
    caller,
  ) as Json;
  await idle(clock);

  const executionArn = started['executionArn'];
  const described = service.call('DescribeExecution', { executionArn }, caller) as Json;
  const { events } = service.call('GetExecutionHistory', { executionArn, maxResults: 1000 }, caller) as {
    events: Json[];
  };
  const { expected, alsoRecorded } = recorded;
  const history = events.map((event, at) => disguise.event(flat(event), expected.history[at]));
  const comparison = new Comparison(recorded.recordedOn);
  comparison.bind('<ArnPart_0idx>', 'machine');
  comparison.bind('<ExecArnPart_0idx>', 'execution');
  comparison.check('path', expected.path, service.executions()[0]?.path);
  comparison.check('status', expected.status, described['status']);
  comparison.check('error', expected.error, described['error']);
  comparison.check('cause', expected.cause, described['cause']);
  comparison.check('output', expected.outputText ?? expected.output, described['output']);
  if (alsoRecorded?.describe_execution !== undefined) {
    comparison.check('describe_execution', alsoRecorded.describe_execution, described);
  }
  const wanted = expected.history.map(disguise.expected);
  const types = (list: readonly Json[]) => list.map((event) => event['type']).join(' ');
  comparison.check('event types', types(wanted), types(history));
  if (wanted.length === history.length) comparison.check('history', wanted, history);
  return comparison.differences.length === 0
    ? { agreed: true }
    : { id: recorded.id, differences: comparison.differences };
};
