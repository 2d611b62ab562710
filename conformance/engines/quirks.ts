/** What moto does otherwise than AWS, by name; each time a quirk is met it is noted, and one that is met no more is an error. */

export interface Quirk {
  readonly moto: string;
  readonly aws: string;
  /** What is not compared because of it, and nothing else. */
  readonly waived: string;
}

export const quirks = {
  'entered-time-form': {
    moto: '$$.State.EnteredTime has microseconds and the offset +00:00',
    aws: 'milliseconds and Z',
    waived: "the form of the payload's time: the same instant is handed to the function in AWS's form",
  },
  'late-callback-invalid-token': {
    moto: 'SendTaskSuccess for a task that is over answers InvalidToken',
    aws: 'TaskTimedOut',
    waived: "this error's name, where the sandbox says TaskTimedOut to the same call",
  },
  'stop-takes-effect-late': {
    moto: 'StopExecution while a Task waits for its token has no effect until the wait is over, then it is FAILED',
    aws: 'ABORTED at once',
    waived: 'status and error of an execution that the sandbox shows as ABORTED',
  },
} as const satisfies Readonly<Record<string, Quirk>>;

export type QuirkName = keyof typeof quirks;

/** The quirks that were met in one run. */
export class Met {
  readonly #names = new Set<QuirkName>();

  note(name: QuirkName): void {
    this.#names.add(name);
  }

  /** Those of `expected` that were not met. */
  missing(expected: readonly QuirkName[]): readonly QuirkName[] {
    return expected.filter((name) => !this.#names.has(name));
  }
}

const pythonTime = /^(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{3})?)(\d{3})?\+00:00$/;

/** The error of a call as AWS names it. */
export const withAwsError = (
  operation: string,
  moto: string | null,
  sandbox: string | null,
  met: Met,
): string | null => {
  if (operation !== 'SendTaskSuccess' || moto !== 'InvalidToken' || sandbox !== 'TaskTimedOut') return moto;
  met.note('late-callback-invalid-token');
  return sandbox;
};

interface Ending {
  readonly status: string;
  readonly error: string | null;
}

/** How an execution ended on AWS. */
export const withAwsEnding = (moto: Ending, sandbox: Ending, met: Met): Ending => {
  const isLate = moto.status === 'FAILED' && /^States\.(Timeout|Runtime):/.test(moto.error ?? '');
  if (sandbox.status !== 'ABORTED' || !isLate) return moto;
  met.note('stop-takes-effect-late');
  return sandbox;
};

/** The payload of a Task with its `now` in AWS's form. */
export const withAwsTime = (payload: unknown, met: Met): unknown => {
  if (typeof payload !== 'object' || payload === null || !('now' in payload)) return payload;
  const { now } = payload;
  if (typeof now !== 'string' || !pythonTime.test(now)) return payload;
  met.note('entered-time-form');
  return { ...payload, now: new Date(now).toISOString() };
};
