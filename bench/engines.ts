/** Cases per second beside another engine's, on the same state machine, bundles and doubles. */
import { measureRates, type Rates } from '../conformance/engines/rate.ts';
import { Missing, python } from '../conformance/environment.ts';
import type { NotRun } from '../conformance/row.ts';

/** Few enough that moto, which polls in real time, is done in half a minute. */
const cases = 20;

/** Says what is missing where moto cannot be installed. */
export const measureEngines = async (): Promise<Rates | NotRun> => {
  try {
    return await measureRates((await python()).bin('python'), cases);
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    return { belief: 'cases per second', judge: 'moto', missing: error.message };
  }
};
