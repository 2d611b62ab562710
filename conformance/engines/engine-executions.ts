/** The world's Step Functions API, handed on to another engine. */
import { randomUUID } from 'node:crypto';
import type { World } from '../../local/sandbox.ts';
import type { Input } from '../../local/service.ts';
import type { ExecutionView } from '../../local/states/step-functions.ts';
import { type Ended, lookAt, type StatesApi } from './states-api.ts';

/** An execution on the engine; what only the sandbox's interpreter counts is left out. */
export interface Started extends Ended {
  readonly arn: string;
  readonly stateMachineArn: string;
  readonly input: unknown;
}

const running: Ended = { status: 'RUNNING', output: undefined, error: undefined, cause: undefined, path: [] };

export class EngineExecutions {
  readonly #call: StatesApi;
  readonly #world: World;
  readonly #started: Started[] = [];
  #starting = 0;
  #lookAgain = 0;

  constructor(world: World, call: StatesApi) {
    this.#world = world;
    this.#call = call;
  }

  /** From now on what the world asks of Step Functions, its rules' starts and its functions' wakes, goes to the engine. */
  takeOver(): void {
    Object.assign(this.#world.stepFunctions, {
      call: (operation: string, input: Input) => this.#handOn(operation, input),
      executions: () => this.#started.map(viewOf),
    });
  }

  /** Looks at those that were running, once a second at most. @returns whether any still is */
  async refresh(): Promise<boolean> {
    const now = Date.now();
    if (now >= this.#lookAgain) {
      this.#lookAgain = now + 1_000;
      for (const [at, execution] of this.#started.entries()) {
        if (execution.status !== 'RUNNING') continue;
        const { status } = await this.#call('DescribeExecution', { executionArn: execution.arn });
        if (status === 'RUNNING') continue;
        this.#started[at] = { ...execution, ...(await lookAt(this.#call, execution.arn)) };
      }
    }
    return this.#starting > 0 || this.#started.some(({ status }) => status === 'RUNNING');
  }

  /** In order of their start. */
  all(): readonly Started[] {
    return this.#started;
  }

  #handOn(operation: string, input: Input): unknown {
    if (operation !== 'StartExecution') {
      const answer = this.#call(operation, input);
      // Who awaits it hears of a refusal; a story's StopExecution does not.
      answer.catch((error: unknown) => {
        if (operation === 'StopExecution') this.#world.tempo.fail(error);
      });
      return answer;
    }
    this.#starting += 1;
    this.#call(operation, { name: randomUUID(), ...input })
      .then(({ executionArn }) => {
        const arn = String(executionArn);
        this.#started.push({
          ...running,
          arn,
          stateMachineArn: String(input['stateMachineArn']),
          input: JSON.parse(String(input['input'])),
        });
      })
      .catch((error: unknown) => this.#world.tempo.fail(error))
      .finally(() => {
        this.#starting -= 1;
      });
    return {};
  }
}

const viewOf = ({ arn, input, path, stateMachineArn, status }: Started): Partial<ExecutionView> => ({
  arn,
  stateMachineArn,
  input,
  path,
  status: status as ExecutionView['status'],
});
