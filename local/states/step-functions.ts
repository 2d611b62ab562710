/**
 * AWS Step Functions for Standard workflows, in memory and on the virtual clock, behind the real API. What is not
 * implemented is refused by name: Express workflows, versions and aliases, activities, Map Runs, TestState.
 */
import { AwsError, type Caller, type Input, type Service } from '../service.ts';
import { Arguments } from './arguments.ts';
import { StatesError } from './errors.ts';
import type { ExecutionStatus, ExecutionWorld, StateEntered, StatusChange } from './execution.ts';
import { Executions } from './executions.ts';
import { jsonProblem, maxBytes, parseSent } from './json.ts';
import type { Functions, Invoked } from './lambda.ts';
import { uuid } from './random.ts';
import { StateMachines } from './state-machines.ts';
import { Tokens } from './tokens.ts';

export type { ExecutionStatus, Functions, Invoked, StateEntered, StatusChange };

/** An execution as a report shows it. */
export interface ExecutionView {
  readonly arn: string;
  readonly stateMachineArn: string;
  readonly name: string;
  readonly status: ExecutionStatus;
  readonly input: unknown;
  /** Undefined until it succeeded. */
  readonly output: unknown;
  readonly error: string | undefined;
  readonly cause: string | undefined;
  /** Every state entered, in order. */
  readonly path: readonly string[];
  readonly historyLength: number;
  /** Milliseconds since the epoch. */
  readonly startDate: number;
  readonly stopDate: number | undefined;
  readonly redriveCount: number;
}

export class StepFunctions implements Service {
  readonly #world: ExecutionWorld;
  readonly #machines: StateMachines;
  readonly #executions: Executions;
  readonly #operations: Readonly<Record<string, (args: Arguments) => unknown>>;

  constructor(world: Omit<ExecutionWorld, 'tokens'>) {
    const tokens = new Tokens();
    this.#world = { ...world, tokens };
    this.#machines = new StateMachines(world.region, world.accountId, () => uuid(world.random));
    this.#executions = new Executions(this.#world, this.#machines);
    this.#operations = {
      CreateStateMachine: (args) => this.#machines.create(args, world.clock.now() / 1000),
      UpdateStateMachine: (args) => this.#machines.update(args, world.clock.now() / 1000),
      DescribeStateMachine: (args) => this.#machines.describe(args),
      ListStateMachines: (args) => this.#machines.list(args),
      DeleteStateMachine: (args) => this.#machines.delete(args),
      StartExecution: (args) => this.#executions.start(args),
      StopExecution: (args) => this.#executions.stop(args),
      DescribeExecution: (args) => this.#executions.describe(args),
      DescribeStateMachineForExecution: (args) => this.#executions.describeStateMachine(args),
      ListExecutions: (args) => this.#executions.list(args),
      GetExecutionHistory: (args) => this.#executions.history(args),
      RedriveExecution: (args) => this.#executions.redrive(args),
      SendTaskSuccess: (args) => sendTaskSuccess(args, tokens),
      SendTaskFailure: (args) => sendTaskFailure(args, tokens),
      SendTaskHeartbeat: (args) => sendTaskHeartbeat(args, tokens),
    };
  }

  call(operation: string, input: Input, _caller?: Caller): unknown {
    const run = Object.hasOwn(this.#operations, operation) ? this.#operations[operation] : undefined;
    if (run === undefined) {
      throw new AwsError(
        'UnknownOperationException',
        `expected a Step Functions operation that this sandbox implements, got ${operation}`,
      );
    }
    return run(new Arguments(input));
  }

  /** What a story may do to an execution that no caller of the API can. */
  die(executionArn: string, as: 'FAILED' | 'TIMED_OUT'): void {
    this.#executions.all.find(({ arn }) => arn === executionArn)?.die(as);
  }

  /** All executions in order of their start. */
  executions(): readonly ExecutionView[] {
    return this.#executions.all.map((execution) => ({
      arn: execution.arn,
      stateMachineArn: execution.machine.arn,
      name: execution.name,
      status: execution.status,
      input: execution.input,
      output: execution.output?.value,
      error: execution.error?.error,
      cause: execution.error?.causeText,
      path: execution.path,
      historyLength: execution.history.length,
      startDate: execution.startDate,
      stopDate: execution.stopDate,
      redriveCount: execution.redriveCount,
    }));
  }
}

const taskToken = (args: Arguments): string => args.required('taskToken', 1, 2048);

const sendTaskSuccess = (args: Arguments, tokens: Tokens) => {
  args.allow('taskToken', 'output');
  const output = args.required('output', 0, maxBytes);
  const token = taskToken(args);
  let value: unknown;
  try {
    value = parseSent(output);
  } catch {
    throw new AwsError('InvalidOutput', `Invalid Output: '${jsonProblem(output)}'`);
  }
  tokens.find(token).succeed(value);
  return {};
};

const sendTaskFailure = (args: Arguments, tokens: Tokens) => {
  args.allow('taskToken', 'error', 'cause');
  const error = args.string('error', 0, 256);
  const cause = args.string('cause', 0, 32_768);
  tokens.find(taskToken(args)).fail(new StatesError(error, cause));
  return {};
};

const sendTaskHeartbeat = (args: Arguments, tokens: Tokens) => {
  args.allow('taskToken');
  tokens.find(taskToken(args)).heartbeat();
  return {};
};
