import { afterEach, describe, expect, it } from 'vitest';
import { AsynchronousInvocations, type FailedInvocation } from '../../../local/lambda/asynchronous.ts';
import { type Bench, openBench, start } from './bench.ts';

const minute = 60_000;
const queueArn = 'arn:aws:sqs:eu-west-1:111122223333:failed';
const target = (retries = 2, maxAgeSeconds = 21_600) => ({
  name: 'fixture',
  arn: 'arn:aws:lambda:eu-west-1:111122223333:function:fixture',
  async: { retries, maxAgeSeconds, onFailureArn: queueArn },
});
const failing = { do: 'throw', name: 'Broken', message: 'no' };

let bench: Bench | undefined;
afterEach(() => bench?.close());

const invoke = async (called: ReturnType<typeof target>, event: unknown) => {
  bench = await openBench();
  const { clock, functions } = bench;
  const failed: FailedInvocation[] = [];
  const invocations = new AsynchronousInvocations({ clock, functions, onFailed: (one) => failed.push(one) });
  invocations.accept(called, event);
  await bench.run();
  return failed;
};

describe('an asynchronous invocation', () => {
  it('that succeeds leaves nothing', async () => {
    expect(await invoke(target(), { do: 'return' })).toEqual([]);
  });

  it('that fails is repeated after one minute and after two more', async () => {
    const [failed] = await invoke(target(), failing);
    expect(failed).toMatchObject({ at: start + 3 * minute, attempts: 3, condition: 'RetriesExhausted' });
  });

  it('that fails for good goes to the failure destination with its event and error', async () => {
    const [failed] = await invoke(target(), failing);
    expect(failed).toMatchObject({
      queueArn,
      event: failing,
      error: { errorType: 'Broken', errorMessage: 'no' },
    });
  });

  it('is repeated as often as the function says', async () => {
    expect(await invoke(target(0), failing)).toMatchObject([{ attempts: 1 }]);
  });

  it('is given up when its event gets too old', async () => {
    expect(await invoke(target(2, 120), failing)).toMatchObject([
      { attempts: 2, condition: 'EventAgeExceeded' },
    ]);
  });
});
