/** That everything comes to an end. */
import type { Statement } from './statement.ts';

/** AWS ends an execution at 25,000. */
const mostEvents = 10_000;

export const everythingEnds: Statement = {
  number: 12,
  says: 'Progress is bounded: nothing loops for ever, nothing waits without a timeout.',
  broken: ({ of: { executions } }) =>
    executions.flatMap(({ name, status, historyLength }) => [
      ...(status === 'RUNNING' ? [`the execution ${name} never ends`] : []),
      ...(historyLength >= mostEvents ? [`the execution ${name} has ${historyLength} history events`] : []),
    ]),
};
