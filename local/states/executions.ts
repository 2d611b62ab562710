/** Executions behind the API: start, stop, describe, list, history, redrive. Dates in seconds since the epoch. */
import { AwsError } from '../service.ts';
import { type Arguments, page } from './arguments.ts';
import { Execution, type ExecutionWorld } from './execution.ts';
import { jsonProblem, maxBytes, parseSent, sameJson, textOf } from './json.ts';
import { uuid } from './random.ts';
import { described, requireArn, requireName, type StateMachines } from './state-machines.ts';

const statuses = ['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING'];

/** A name is free again 90 days after its execution ended (docs: StartExecution). */
const nameKept = 90 * 24 * 3600 * 1000;

const seconds = (milliseconds: number): number => milliseconds / 1000;

export class Executions {
  /** In order of their start. */
  readonly all: Execution[] = [];
  readonly #byArn = new Map<string, Execution>();
  readonly #world: ExecutionWorld;
  readonly #machines: StateMachines;

  constructor(world: ExecutionWorld, machines: StateMachines) {
    this.#world = world;
    this.#machines = machines;
  }

  start(args: Arguments) {
    args.allow('stateMachineArn', 'name', 'input', 'traceHeader');
    const machine = this.#machines.find(args.required('stateMachineArn'));
    const name = requireName(args.string('name', 1, 80) ?? uuid(this.#world.random));
    const input = parsedInput(args.string('input', 0, maxBytes) ?? '{}');
    const arn = machine.arn.replace(':stateMachine:', ':execution:').concat(`:${name}`);
    const existing = this.#byArn.get(arn);
    if (existing !== undefined && !this.#forgotten(existing)) {
      const same = existing.status === 'RUNNING' && sameJson(existing.input, input);
      if (!same) throw new AwsError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`);
      return { executionArn: arn, startDate: seconds(existing.startDate) };
    }
    const execution = new Execution(this.#world, machine, arn, name, input);
    this.all.push(execution);
    this.#byArn.set(arn, execution);
    execution.start();
    return { executionArn: arn, startDate: seconds(execution.startDate) };
  }

  /** Stopping one that has ended answers with the date of its end; no public source says what AWS answers. */
  stop(args: Arguments) {
    args.allow('executionArn', 'error', 'cause');
    const error = args.string('error', 0, 256);
    const cause = args.string('cause', 0, 32_768);
    const execution = this.#find(args);
    execution.stop(error, cause);
    return { stopDate: seconds(execution.stopDate ?? this.#world.clock.now()) };
  }

  describe(args: Arguments) {
    args.allow('executionArn', 'includedData');
    const execution = this.#find(args);
    const reason = execution.notRedrivable();
    const { output, error, stopDate, redriveDate } = execution;
    return {
      executionArn: execution.arn,
      stateMachineArn: execution.machine.arn,
      name: execution.name,
      status: execution.status,
      startDate: seconds(execution.startDate),
      ...(stopDate === undefined ? {} : { stopDate: seconds(stopDate) }),
      input: textOf(execution.input),
      inputDetails: { included: true },
      ...(output === undefined ? {} : { output: textOf(output.value), outputDetails: { included: true } }),
      ...(error?.error === undefined ? {} : { error: error.error }),
      ...(error?.causeText === undefined ? {} : { cause: error.causeText }),
      redriveCount: execution.redriveCount,
      ...(redriveDate === undefined ? {} : { redriveDate: seconds(redriveDate) }),
      redriveStatus: reason === undefined ? 'REDRIVABLE' : 'NOT_REDRIVABLE',
      ...(reason === undefined ? {} : { redriveStatusReason: reason }),
    };
  }

  describeStateMachine(args: Arguments) {
    args.allow('executionArn', 'includedData');
    const { machine } = this.#find(args);
    return { ...described(machine), updateDate: machine.updateDate };
  }

  list(args: Arguments) {
    args.allow('stateMachineArn', 'statusFilter', 'maxResults', 'nextToken');
    const status = args.oneOf('statusFilter', statuses);
    const machine = this.#machines.find(args.required('stateMachineArn'));
    const matching = this.all
      .filter(
        (execution) =>
          execution.machine.arn === machine.arn && (status ?? execution.status) === execution.status,
      )
      .reverse();
    const { items, ...rest } = page(matching, args, 3096, 100);
    const executions = items.map((execution) => ({
      executionArn: execution.arn,
      stateMachineArn: execution.machine.arn,
      name: execution.name,
      status: execution.status,
      startDate: seconds(execution.startDate),
      ...(execution.stopDate === undefined ? {} : { stopDate: seconds(execution.stopDate) }),
      redriveCount: execution.redriveCount,
      ...(execution.redriveDate === undefined ? {} : { redriveDate: seconds(execution.redriveDate) }),
    }));
    return { executions, ...rest };
  }

  history(args: Arguments) {
    args.allow('executionArn', 'maxResults', 'nextToken', 'reverseOrder', 'includeExecutionData');
    const { history } = this.#find(args);
    const reverse = args.boolean('reverseOrder') ?? false;
    const withData = args.boolean('includeExecutionData') ?? true;
    const positions = { length: history.length };
    const { items, ...rest } = page(
      Array.from(positions, (_, at) => at),
      args,
      1024,
      100,
    );
    return { events: history.read(items[0] ?? 0, items.length, reverse, withData), ...rest };
  }

  redrive(args: Arguments) {
    args.allow('executionArn', 'clientToken');
    const execution = this.#find(args);
    const reason = execution.notRedrivable();
    // The name is the API's; no public source shows the whole text.
    if (reason !== undefined) throw new AwsError('ExecutionNotRedrivable', reason);
    if (execution.stoppedInMap) {
      throw new AwsError(
        'NotImplementedInThisSandbox',
        `redrive of an execution that ended in the Map state '${execution.state}'`,
        501,
      );
    }
    execution.redrive();
    return { redriveDate: seconds(this.#world.clock.now()) };
  }

  #forgotten({ stopDate }: Execution): boolean {
    return stopDate !== undefined && this.#world.clock.now() - stopDate > nameKept;
  }

  #find(args: Arguments): Execution {
    const arn = requireArn(args.required('executionArn', 1, 256));
    const execution = this.#byArn.get(arn);
    if (execution === undefined)
      throw new AwsError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`);
    return execution;
  }
}

const parsedInput = (text: string): unknown => {
  const invalid = (why: string) =>
    new AwsError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${why}'`);
  if (text === '') throw invalid('Invalid execution input.');
  try {
    return parseSent(text);
  } catch {
    throw invalid(jsonProblem(text));
  }
};
