/** A fleet that outgrows one execution of the sweep, in an account whose SageMaker throttles. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { silent } from '../bench/progress.ts';
import { measureSweep, type Swept } from '../bench/sweep.ts';
import { Sandbox } from '../local/sandbox.ts';

const notebooks = 850;
let swept: Swept;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.open();
  swept = await measureSweep(sandbox, notebooks, silent, 2);
}, 600_000);
afterAll(() => sandbox.close());

describe('a sweep of a large fleet', () => {
  it('looks at each notebook once', () => {
    expect([swept.seen, swept.seenAgain]).toEqual([notebooks, 0]);
  });
  it('repeats what SageMaker throttles', () => expect(swept.throttled).toBeGreaterThan(0));
  it('goes on in another execution before a history grows long', () => {
    expect(swept.executions).toBe(2);
    expect(swept.mostHistoryEvents).toBeLessThan(10_000);
  });
});
