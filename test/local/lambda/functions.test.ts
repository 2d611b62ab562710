import { afterEach, describe, expect, it } from 'vitest';
import { type Bench, openBench, start } from './bench.ts';

const second = 1_000;
let bench: Bench | undefined;
const open = async (options?: Parameters<typeof openBench>[0]): Promise<Bench> => {
  bench = await openBench(options);
  return bench;
};
afterEach(async () => {
  await bench?.close();
  bench = undefined;
});

describe('an invocation', () => {
  it('returns what the handler returns', async () => {
    const { run } = await open();
    expect(await run({ do: 'return', value: { step: 'wait' } })).toEqual([
      { ok: true, payload: { step: 'wait' } },
    ]);
  });

  it('returns null where the handler returns nothing', async () => {
    const { run } = await open();
    expect(await run({ do: 'return' })).toEqual([{ ok: true, payload: null }]);
  });

  it("names an error by the error's own name", async () => {
    const { run } = await open();
    const [outcome] = await run({ do: 'throw', name: 'NewsArrived', message: 'wake 3' });
    expect(outcome).toMatchObject({
      ok: false,
      payload: { errorType: 'NewsArrived', errorMessage: 'wake 3' },
    });
  });

  it('shows traces as they are on Lambda', async () => {
    const { run } = await open();
    const [outcome] = await run({ do: 'throw', name: 'Error', message: 'x' });
    expect(JSON.stringify(outcome)).toContain('file:///var/task/handler.mjs');
  });

  it('names what is no error by its type', async () => {
    const { run } = await open();
    const [outcome] = await run({ do: 'throw text', message: 'x' });
    expect(outcome).toEqual({ ok: false, payload: { errorType: 'string', errorMessage: 'x', trace: [] } });
  });

  it('sleeps on virtual time', async () => {
    const { run } = await open();
    const [outcome] = await run({ do: 'sleep', milliseconds: 20 * second });
    expect(outcome).toEqual({ ok: true, payload: { now: start + 20 * second, left: 10 * second } });
  });

  it('ends at its timeout', async () => {
    const { run } = await open();
    const [outcome] = await run({ do: 'sleep', milliseconds: 40 * second });
    expect(outcome).toMatchObject({
      ok: false,
      payload: {
        errorType: 'Sandbox.Timedout',
        errorMessage: expect.stringMatching(
          /^RequestId: [-0-9a-f]{36} Error: Task timed out after 30.00 seconds$/,
        ),
      },
    });
  });

  it('is served by a new environment after a timeout', async () => {
    const { run } = await open();
    await run({ do: 'sleep', milliseconds: 40 * second });
    expect(await run({ do: 'return', value: 1 })).toEqual([{ ok: true, payload: 1 }]);
  });

  it('ends as Runtime.ExitError when the process exits', async () => {
    const { run } = await open();
    const [outcome] = await run({ do: 'exit', code: 0 });
    expect(outcome).toMatchObject({
      ok: false,
      payload: {
        errorType: 'Runtime.ExitError',
        errorMessage: expect.stringMatching(/ Error: Runtime exited without providing a reason$/),
      },
    });
  });

  it('has only the environment variables that it was given', async () => {
    const { run } = await open();
    const [outcome] = await run({ do: 'env' });
    expect(Object.keys((outcome as { payload: object }).payload).sort()).toEqual([
      'AWS_ACCESS_KEY_ID',
      'AWS_ENDPOINT_URL',
      'AWS_LAMBDA_FUNCTION_NAME',
    ]);
  });

  it('has its output kept line by line', async () => {
    const { run, functions } = await open();
    await run({ do: 'log' });
    expect(functions.logs().map(({ line }) => line)).toEqual(['first', 'second']);
  });

  it('makes one call at a time, or the run fails', async () => {
    const { run, failures } = await open();
    await run({ do: 'call twice at once' });
    expect(failures[0]?.message).toBe('fixture: expected one AWS call at a time, got 2 in flight');
  });
});

describe('repeated with the same seed', () => {
  const draw = async (seed: number): Promise<unknown> => {
    const one = await openBench({ seed });
    const outcome = await one.run({ do: 'draw' }, { do: 'draw' });
    await one.close();
    return outcome;
  };

  it('a handler draws the same ids', async () => {
    expect(await draw(5)).toEqual(await draw(5));
  });

  it('two invocations draw ids of their own', async () => {
    const [first, second] = (await draw(5)) as unknown[];
    expect(first).not.toEqual(second);
  });

  const order = async (seed: number): Promise<string> => {
    const one = await openBench({ seed });
    await one.run(...['A', 'B', 'C', 'D'].map((name) => ({ do: 'call', names: [`${name}1`, `${name}2`] })));
    const { answered } = one;
    await one.close();
    return answered.join(' ');
  };

  it('calls are answered in the same order', async () => {
    expect(await order(3)).toBe(await order(3));
  });

  it('calls of one invocation keep their order', async () => {
    const calls = (await order(3)).split(' ');
    expect(calls.indexOf('A1')).toBeLessThan(calls.indexOf('A2'));
  });

  it('another seed answers in another order', async () => {
    const orders = new Set([await order(1), await order(2), await order(3)]);
    expect(orders.size).toBeGreaterThan(1);
  });
});

describe('a call that takes time', () => {
  it("moves the caller's clock", async () => {
    const { run } = await open({
      onCall: (call, from, { clock, functions }) => {
        clock.after(5 * second, 'world', () =>
          functions.blocked(from, call, () => {
            functions.proceed(from);
            call.answer({}, 'id', clock.now());
          }),
        );
        functions.rest(from);
      },
    });
    expect(await run({ do: 'call', names: ['One'] })).toEqual([
      { ok: true, payload: { now: start + 5 * second } },
    ]);
  });

  it('that is never answered lasts until the caller gives up', async () => {
    const { run } = await open({ onCall: (_call, from, { functions }) => functions.stall(from) });
    expect(await run({ do: 'call', names: ['One'], patience: 3 * second })).toMatchObject([
      { ok: false, payload: { errorMessage: `gave up at ${start + 3 * second}` } },
    ]);
  });

  it('that is never answered lasts until the timeout of a caller that does not give up', async () => {
    const { run } = await open({ onCall: (_call, from, { functions }) => functions.stall(from) });
    expect(await run({ do: 'call', names: ['One'] })).toMatchObject([
      { ok: false, payload: { errorType: 'Sandbox.Timedout' } },
    ]);
  });

  it('that is broken off is an error of the connection', async () => {
    const { run } = await open({
      onCall: (call, from, { functions }) => {
        functions.proceed(from);
        call.drop();
      },
    });
    expect(await run({ do: 'call', names: ['One'] })).toMatchObject([
      { ok: false, payload: { errorType: 'Error' } },
    ]);
  });

  it('kills the caller, if that is what happens', async () => {
    const { run } = await open({ onCall: (_call, from, { functions }) => functions.kill(from) });
    expect(await run({ do: 'call', names: ['One'] })).toMatchObject([
      {
        ok: false,
        payload: { errorType: 'Runtime.ExitError', errorMessage: expect.stringContaining('signal: killed') },
      },
    ]);
  });
});
