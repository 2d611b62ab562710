/** Starting executions, waking those that sleep on a task token, and seeing whether one runs still. */
import {
  DescribeExecutionCommand,
  ExecutionAlreadyExists,
  ExecutionDoesNotExist,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { RequestRefused } from '../core/errors.ts';
import { call, oneAttempt } from './call.ts';

/** The sleeper went on by itself in the meantime: what we came to tell it, it finds in the ledger. */
const alreadyAwake = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];

export class Executions {
  readonly #sfn: SFNClient;

  constructor(sfn = new SFNClient(oneAttempt)) {
    this.#sfn = sfn;
  }

  /**
   * @param name the same for the same cause, so that a repeat starts nothing
   * @param input JSON
   */
  async start(stateMachineArn: string, name: string, input: string): Promise<void> {
    try {
      await call('states:StartExecution', () =>
        this.#sfn.send(new StartExecutionCommand({ stateMachineArn, name, input })),
      );
    } catch (error) {
      if (!(error instanceof RequestRefused && error.cause instanceof ExecutionAlreadyExists)) throw error;
    }
  }

  /**
   * How an execution ended and with what it was started; `null` while it runs. One that Step Functions knows no more
   * (it forgets them 90 days after their end) has ended too.
   */
  async ended(
    executionArn: string,
  ): Promise<{ readonly status: string; readonly input: string | null } | null> {
    try {
      const { status, input } = await call('states:DescribeExecution', () =>
        this.#sfn.send(new DescribeExecutionCommand({ executionArn })),
      );
      return status === 'RUNNING' ? null : { status: status ?? 'UNKNOWN', input: input ?? null };
    } catch (error) {
      if (!(error instanceof RequestRefused && error.cause instanceof ExecutionDoesNotExist)) throw error;
      return { status: 'UNKNOWN', input: null };
    }
  }

  /** @returns whether it was this that woke it */
  async wake(token: string): Promise<boolean> {
    try {
      await call('states:SendTaskSuccess', () =>
        this.#sfn.send(new SendTaskSuccessCommand({ taskToken: token, output: '{}' })),
      );
      return true;
    } catch (error) {
      const cause = error instanceof RequestRefused ? error.cause : undefined;
      if (cause instanceof Error && alreadyAwake.includes(cause.name)) return false;
      throw error;
    }
  }
}
