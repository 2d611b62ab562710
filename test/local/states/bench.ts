/** A Step Functions on its own clock, with functions that a test answers by hand. */
import { VirtualClock } from '../../../local/clock.ts';
import { type Invoked, StepFunctions } from '../../../local/states/step-functions.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Call {
  readonly functionArn: string;
  readonly payload: unknown;
  /** Seconds since the bench began. */
  readonly at: number;
  readonly answer: (invoked: Invoked) => void;
}

export const lambda = 'arn:aws:lambda:eu-west-1:111122223333:function:work';
export const raised = (errorType: string): Invoked => ({
  ok: false,
  payload: { errorType, errorMessage: 'no' },
});

const start = Date.parse('2026-11-23T09:00:00.123Z');

export class Bench {
  readonly clock = new VirtualClock(start);
  /** Calls in order; without `answers` each stays open until its test answers it. */
  readonly calls: Call[] = [];
  readonly service: StepFunctions;
  #machineArn = '';

  constructor(answers?: (call: Call, count: number) => Invoked | undefined) {
    let seed = 7;
    this.service = new StepFunctions({
      clock: this.clock,
      accountId: '111122223333',
      region: 'eu-west-1',
      random: () => {
        seed = (seed * 48_271) % 2_147_483_647;
        return seed / 2_147_483_647;
      },
      functions: {
        invoke: (functionArn, payload) =>
          new Promise((answer) => {
            const call: Call = { functionArn, payload, at: this.seconds(), answer };
            this.calls.push(call);
            const answered = answers?.(call, this.calls.length);
            if (answered !== undefined) answer(answered);
          }),
      },
    });
  }

  seconds(): number {
    return (this.clock.now() - start) / 1000;
  }

  call(operation: string, input: Json): Json {
    const answer = this.service.call(operation, input, { arn: 'arn:aws:iam::111122223333:user/test' });
    return answer as Json;
  }

  /** Creates the machine and starts an execution; its ARN. */
  start(definition: Json, input: unknown = {}, name = 'one'): string {
    const roleArn = 'arn:aws:iam::111122223333:role/machine';
    const machine = { name: 'machine', definition: JSON.stringify(definition), roleArn };
    this.#machineArn = String(this.call('CreateStateMachine', machine)['stateMachineArn']);
    return this.again(input, name);
  }

  again(input: unknown, name: string): string {
    const started = this.call('StartExecution', {
      stateMachineArn: this.#machineArn,
      name,
      input: JSON.stringify(input),
    });
    return String(started['executionArn']);
  }

  /** Lets everything happen that is due up to this many seconds after the bench began. */
  async until(seconds: number): Promise<void> {
    for (;;) {
      await new Promise(setImmediate);
      const next = this.clock.next();
      if (next === undefined || next > start + seconds * 1000) break;
      await this.clock.step();
    }
    this.clock.at(start + seconds * 1000, 'timer', () => {});
    await this.clock.step();
    await new Promise(setImmediate);
  }

  async end(): Promise<void> {
    do await new Promise(setImmediate);
    while (await this.clock.step());
  }

  describe(executionArn: string): Json {
    return this.call('DescribeExecution', { executionArn });
  }

  events(executionArn: string): readonly Json[] {
    return this.call('GetExecutionHistory', { executionArn, maxResults: 1000 })['events'] as Json[];
  }

  types(executionArn: string): readonly unknown[] {
    return this.events(executionArn).map((event) => event['type']);
  }
}

/** A machine of one Task on a function's ARN. */
export const oneTask = (fields: Json): Json => ({
  StartAt: 'Work',
  States: { Work: { Type: 'Task', Resource: lambda, End: true, ...fields } },
});

/** A machine of one Task that waits for its token, which the function gets as `token`. */
export const oneWait = (fields: Json = {}): Json =>
  oneTask({
    Resource: 'arn:aws:states:::lambda:invoke.waitForTaskToken',
    Parameters: { FunctionName: lambda, Payload: { 'token.$': '$$.Task.Token' } },
    ...fields,
  });

export const tokenOf = (call: Call | undefined): string =>
  String((call?.payload as Json | undefined)?.['token']);
