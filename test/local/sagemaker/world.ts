import { VirtualClock } from '../../../local/clock.ts';
import type { EventBridgeEvent } from '../../../local/sagemaker/events.ts';
import type { StoryNotebook } from '../../../local/sagemaker/notebook.ts';
import { SageMaker, type StatusChange } from '../../../local/sagemaker/sagemaker.ts';
import { AwsError, type Caller } from '../../../local/service.ts';

export const start = Date.UTC(2026, 10, 23, 9);

export const alice: Caller = { arn: 'arn:aws:sts::111122223333:assumed-role/DataScience/alice@example.com' };
export const ours = (name: string): Caller => ({
  arn: `arn:aws:sts::111122223333:assumed-role/${name}-role/${name}`,
  roleArn: `arn:aws:iam::111122223333:role/${name}-role`,
  function: name,
});

/** A small linear congruential generator: tests need ids that differ, and the same ones each run. */
function seeded(): () => number {
  let state = 1;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}

export interface Arrival {
  readonly at: number;
  readonly event: EventBridgeEvent;
}

/** A SageMaker with one notebook `nb` unless told otherwise, and all that comes out of it. Times are from start. */
export function world(...notebooks: readonly Partial<StoryNotebook>[]) {
  const clock = new VirtualClock(start);
  const arrivals: Arrival[] = [];
  const changes: StatusChange[] = [];
  const sagemaker = new SageMaker({
    clock,
    random: seeded(),
    accountId: '111122223333',
    region: 'eu-west-1',
    delays: { cloudtrail: 30_000, stateChange: 2_000 },
    emit: (event) => arrivals.push({ at: clock.now() - start, event }),
    onStatus: (change) => changes.push(change),
  });
  for (const notebook of notebooks.length === 0 ? [{}] : notebooks)
    sagemaker.add({ name: 'nb', ...notebook });

  const call = (operation: string, input: Record<string, unknown> = {}, caller = alice) =>
    sagemaker.call(operation, { NotebookInstanceName: 'nb', ...input }, caller);
  return {
    clock,
    sagemaker,
    arrivals,
    changes,
    call,
    /** A call by ARN or without a notebook: the input as it stands. */
    plain: (operation: string, input: Record<string, unknown>, caller = alice) =>
      sagemaker.call(operation, input, caller),
    status: (name = 'nb') =>
      call('DescribeNotebookInstance', { NotebookInstanceName: name })['NotebookInstanceStatus'],
    at: (milliseconds: number, run: () => void) => clock.at(start + milliseconds, 'happens', run),
    run: async () => {
      while (await clock.step());
    },
    /** What changed, as [milliseconds from start, status]. */
    timeline: () => changes.map((change) => [change.time - start, change.to]),
    native: () => arrivals.filter(({ event }) => event['detail-type'] !== 'AWS API Call via CloudTrail'),
    trail: () => arrivals.filter(({ event }) => event['detail-type'] === 'AWS API Call via CloudTrail'),
  };
}

/** The refusal of `run`, or undefined where it was accepted. */
export function refusal(run: () => unknown): { code: string; message: string } | undefined {
  try {
    run();
    return undefined;
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { code: error.code, message: error.message };
  }
}
