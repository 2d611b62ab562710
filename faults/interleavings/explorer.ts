/** A process that explores scenarios, one after another, for the one that started it. */
import { Sandbox } from '../../local/sandbox.ts';
import { type Explored, explore, type Limits } from './explore.ts';
import { scenarios } from './scenarios.ts';

export interface Task extends Limits {
  readonly scenario: string;
  /** @default the scenario's own */
  readonly depth?: number | undefined;
}

export type Heard =
  | { readonly is: 'ready' }
  | { readonly is: 'further'; readonly share: number }
  | { readonly is: 'explored'; readonly explored: Explored };

const tell = (heard: Heard): void => {
  process.send?.(heard);
};

if (process.argv[1] === import.meta.filename) {
  const sandbox = await Sandbox.open();
  process.on('message', async ({ scenario: name, depth, ...limits }: Task) => {
    const scenario = scenarios.find((one) => one.name === name);
    if (scenario === undefined) throw new Error(`expected a scenario, got ${name}`);
    const bound = { ...scenario.bound, ...(depth === undefined ? {} : { depth }) };
    const explored = await explore(sandbox, { ...scenario, bound }, limits, (share) =>
      tell({ is: 'further', share }),
    );
    tell({ is: 'explored', explored });
    tell({ is: 'ready' });
  });
  process.on('disconnect', () => process.exit());
  tell({ is: 'ready' });
}
