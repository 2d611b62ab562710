/** Waking executions that sleep on a task token. */
import { SendTaskSuccessCommand, SFNClient } from '@aws-sdk/client-sfn';
import { RequestRefused } from '../core/errors.ts';
import { call, oneAttempt } from './call.ts';

/** The sleeper went on by itself in the meantime: what we came to tell it, it finds in the ledger. */
const alreadyAwake = ['TaskTimedOut', 'TaskDoesNotExist', 'InvalidToken'];

export class Executions {
  readonly #sfn: SFNClient;

  constructor(sfn = new SFNClient(oneAttempt)) {
    this.#sfn = sfn;
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
