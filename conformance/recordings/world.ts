/** A Step Functions of one's own for each recorded case, with functions that answer what the recording says. */
import { VirtualClock } from '../../local/clock.ts';
import { AwsError } from '../../local/service.ts';
import { InvalidDefinition } from '../../local/states/refusals.ts';
import { type Functions, type StatusChange, StepFunctions } from '../../local/states/step-functions.ts';

export const caller = { arn: 'arn:aws:sts::111111111111:assumed-role/judge/judge' };

export interface World {
  readonly clock: VirtualClock;
  readonly service: StepFunctions;
  readonly changes: StatusChange[];
}

export const makeWorld = (
  functions: (clock: VirtualClock, service: () => StepFunctions) => Functions,
): World => {
  const clock = new VirtualClock(Date.parse('2026-11-23T09:00:00.123Z'));
  const changes: StatusChange[] = [];
  let seed = 1;
  const random = () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  const service: StepFunctions = new StepFunctions({
    clock,
    functions: functions(clock, () => service),
    random,
    accountId: '111111111111',
    region: 'us-east-1',
    onStatus: (change) => changes.push(change),
  });
  return { clock, service, changes };
};

/** Lets time pass until nothing is due any more. */
export const idle = async (clock: VirtualClock): Promise<void> => {
  do await new Promise(setImmediate);
  while (await clock.step());
};

/** Lets happen what is due at this very instant. */
export const settle = async (clock: VirtualClock): Promise<void> => {
  await new Promise(setImmediate);
  while (clock.next() === clock.now()) await clock.step();
};

/** What this sandbox refuses although AWS takes it, by name; undefined when the refusal is AWS's own. */
export const unsupported = (error: unknown): string | undefined => {
  if (!(error instanceof AwsError)) return undefined;
  if (error instanceof InvalidDefinition) {
    const names = error.refusals.filter(({ kind }) => kind === 'unsupported').map(({ message }) => message);
    return names.length === 0 ? undefined : [...new Set(names)].sort().join('; ');
  }
  return /not implemented in this sandbox|that this sandbox implements/.test(error.message)
    ? error.message
    : undefined;
};
