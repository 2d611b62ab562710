import { describe, expect, it } from 'vitest';
import { Bench, type Json, oneTask } from './bench.ts';

it('starting again under the same name with the same input, while it runs, is the same execution', async () => {
  const bench = new Bench();
  const arn = bench.start(oneTask({}), { a: 1 });
  expect(bench.again({ a: 1 }, 'one')).toBe(arn);
  expect(bench.service.executions()).toHaveLength(1);
});

it('the same name with another input is refused', () => {
  const bench = new Bench();
  const arn = bench.start(oneTask({}), { a: 1 });
  const refused = { code: 'ExecutionAlreadyExists', message: `Execution Already Exists: '${arn}'` };
  expect(() => bench.again({ a: 2 }, 'one')).toThrow(expect.objectContaining(refused));
});

it('the name of an execution that ended is refused', async () => {
  const bench = new Bench(() => ({ ok: true, payload: 1 }));
  bench.start(oneTask({}), {});
  await bench.end();
  expect(() => bench.again({}, 'one')).toThrow('Execution Already Exists');
});

it('an operation that is not implemented is unknown', () => {
  const call = () => new Bench().call('CreateActivity', { name: 'a' });
  expect(call).toThrow(expect.objectContaining({ code: 'UnknownOperationException' }));
});

it('a member that is not implemented is refused', () => {
  const call = () => new Bench().call('ListStateMachines', { sortBy: 'name' });
  expect(call).toThrow("got 'sortBy'");
});

it('two runs with the same seed have the same names and tokens', async () => {
  const run = async () => {
    const bench = new Bench(() => ({ ok: true, payload: 1 }));
    const resource = 'arn:aws:states:::lambda:invoke';
    const arn = bench.start(
      oneTask({ Resource: resource, Parameters: { FunctionName: 'work', 'Payload.$': '$' } }),
    );
    await bench.end();
    return bench.events(arn);
  };
  expect(await run()).toEqual(await run());
});

it('a function name becomes the ARN that is called', async () => {
  const bench = new Bench();
  bench.start(oneTask({ Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'work' } }));
  await bench.end();
  expect(bench.calls[0]?.functionArn).toBe('arn:aws:lambda:eu-west-1:111122223333:function:work');
});

it('through lambda:invoke an error is its errorType, the cause its payload as compact JSON', async () => {
  const payload = { errorType: 'NewsArrived', errorMessage: 'wakes moved', trace: ['at here'] };
  const bench = new Bench(() => ({ ok: false, payload }));
  const arn = bench.start(
    oneTask({ Resource: 'arn:aws:states:::lambda:invoke', Parameters: { FunctionName: 'work' } }),
  );
  await bench.end();
  expect(bench.describe(arn)).toMatchObject({ error: 'NewsArrived', cause: JSON.stringify(payload) });
});

it('executions are listed latest first', () => {
  const bench = new Bench();
  bench.start(oneTask({}), {}, 'one');
  bench.again({}, 'two');
  const stateMachineArn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:machine';
  const { executions } = bench.call('ListExecutions', { stateMachineArn });
  expect((executions as Json[]).map((execution) => execution['name'])).toEqual(['two', 'one']);
});

describe('an update of a state machine', () => {
  const stateMachineArn = 'arn:aws:states:eu-west-1:111122223333:stateMachine:machine';
  const fails = { StartAt: 'Failed', States: { Failed: { Type: 'Fail', Error: 'New' } } };
  const update = (bench: Bench) =>
    bench.call('UpdateStateMachine', { stateMachineArn, definition: JSON.stringify(fails) });

  it('leaves an execution that has begun with the definition that it began with', async () => {
    const bench = new Bench();
    const arn = bench.start(oneTask({}));
    await bench.until(1);
    update(bench);
    bench.calls[0]?.answer({ ok: true, payload: 1 });
    await bench.end();
    expect(bench.describe(arn)).toMatchObject({ status: 'SUCCEEDED' });
  });

  it('is told by no execution that began before it', () => {
    const bench = new Bench();
    const executionArn = bench.start(oneTask({}));
    update(bench);
    const { definition } = bench.call('DescribeStateMachineForExecution', { executionArn });
    expect(JSON.parse(String(definition))).toEqual(oneTask({}));
  });

  it('gives its definition to executions that start after it', async () => {
    const bench = new Bench();
    bench.start(oneTask({}));
    update(bench);
    const arn = bench.again({}, 'two');
    await bench.end();
    expect(bench.describe(arn)).toMatchObject({ status: 'FAILED', error: 'New' });
  });

  it('to the same machine keeps the revision', () => {
    const bench = new Bench();
    bench.start(oneTask({}));
    expect(update(bench)['revisionId']).toBe(update(bench)['revisionId']);
  });

  it('to nothing is refused', () => {
    const bench = new Bench();
    bench.start(oneTask({}));
    const call = () => bench.call('UpdateStateMachine', { stateMachineArn });
    expect(call).toThrow(expect.objectContaining({ code: 'MissingRequiredParameter' }));
  });

  it('to what is no definition is refused', () => {
    const bench = new Bench();
    bench.start(oneTask({}));
    const call = () => bench.call('UpdateStateMachine', { stateMachineArn, definition: '{}' });
    expect(call).toThrow(expect.objectContaining({ code: 'InvalidDefinition' }));
  });
});
