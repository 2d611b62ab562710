/** Plays recorded sequences of Step Functions API calls and compares answers and refusals. */
import { AwsError } from '../../local/service.ts';
import type { ApiCase, Json, Verdict } from './cases.ts';
import { Comparison } from './compare.ts';
import { caller, idle, makeWorld, settle, unsupported } from './world.ts';

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** `{ "$json": … }` stands for a JSON text; `${step3.a}` for a value out of an earlier answer. */
const prepared = (value: unknown, answers: ReadonlyMap<number, unknown>): unknown => {
  if (Array.isArray(value)) return value.map((item) => prepared(item, answers));
  if (isObject(value)) {
    if ('$json' in value) return JSON.stringify(value['$json']);
    return Object.fromEntries(
      Object.entries(value).map(([name, member]) => [name, prepared(member, answers)]),
    );
  }
  const reference = typeof value === 'string' ? /^\$\{step(\d+)\.(.+)\}$/.exec(value) : null;
  if (reference === null) return value;
  const parts = (reference[2] ?? '').split('.');
  return parts.reduce<unknown>(
    (answer, name) => (isObject(answer) ? answer[name] : undefined),
    answers.get(Number(reference[1])),
  );
};

/** What AWS said, whichever way it was recorded: as an error's members, or as the SDK's text. */
const recordedRefusal = (
  recorded: unknown,
): { readonly code?: string; readonly message?: string } | undefined => {
  if (isObject(recorded) && isObject(recorded['Error'])) {
    return { code: String(recorded['Error']['Code']), message: String(recorded['Error']['Message']) };
  }
  const text = isObject(recorded) ? recorded['exception_value'] : recorded;
  const match =
    typeof text === 'string'
      ? /^An error occurred \((\w+)\) when calling the \w+ operation: (.*)$/s.exec(text)
      : null;
  return match === null ? undefined : { code: match[1] ?? '', message: match[2] ?? '' };
};

/** Refused by the SDK before the call was sent: nothing for a service to agree with. */
const refusedByClient = (recorded: unknown): boolean =>
  isObject(recorded) && recorded['exception_typename'] === 'ParamValidationError';

const reads = /^(Describe|List|Get)/;

/** Every role that an update gave reads as the first one, while the answers tell them apart. */
const hasLostItsRoles = ({ steps }: ApiCase): boolean =>
  steps.some((step) => step.call === 'UpdateStateMachine' && 'roleArn' in step.with);

export const playApi = async (recorded: ApiCase): Promise<Verdict> => {
  if (hasLostItsRoles(recorded)) return { leftOut: 'the recording does not keep which role an update gave' };
  const { clock, service, changes } = makeWorld(() => ({
    invoke: (functionArn) => Promise.reject(new Error(`expected no call, got one of ${functionArn}`)),
  }));
  const comparison = new Comparison(recorded.recordedOn);
  const answers = new Map<number, unknown>();
  let starts = 0;
  let checked = 0;
  let stopped = false;
  for (const step of recorded.steps) {
    if (step.service !== 'stepfunctions') continue;
    const observed = recorded.observations?.find(({ ofSteps }) => ofSteps.includes(step.step))?.recorded;
    if (step.refused && (refusedByClient(observed) || (step.recorded ?? observed) === undefined)) continue;
    const input = comparison.fill(prepared(step.with, answers)) as Json;
    if (step.call === 'StartExecution') starts += 1;
    const named =
      step.call === 'StartExecution' ? { name: `exec${String(starts).padStart(4, '0')}`, ...input } : input;
    if (!reads.test(step.call)) await settle(clock);
    else if (!stopped) await idle(clock);
    stopped ||= step.call === 'StopExecution';
    let answer: unknown;
    let refusal: AwsError | undefined;
    try {
      answer = service.call(step.call, named, caller);
      answers.set(step.step, answer);
    } catch (error) {
      if (!(error instanceof AwsError)) throw error;
      const reason = unsupported(error);
      if (reason !== undefined) return { leftOut: reason };
      refusal = error;
    }
    const where = `step ${step.step} ${step.call}`;
    if (step.refused) {
      comparison.check(where, recordedRefusal(step.recorded ?? observed), {
        code: refusal?.code,
        message: refusal?.message,
      });
    } else if (refusal !== undefined)
      comparison.check(where, 'no refusal', `${refusal.code}: ${refusal.message}`);
    else if (step.recorded !== undefined) comparison.check(where, step.recorded, answer);
    else continue;
    checked += 1;
  }
  const events = recorded.observations?.find(({ name }) => name === 'stepfunctions_events')?.recorded;
  if (Array.isArray(events)) {
    await idle(clock);
    checked += 1;
    // Only the details are Step Functions' own; the envelope is EventBridge's.
    comparison.check(
      'status events',
      events.map((event) => event.detail),
      changes.map(({ detail }) => detail),
    );
  }
  if (checked === 0) return { leftOut: 'nothing recorded that Step Functions answered' };
  return comparison.differences.length === 0
    ? { agreed: true }
    : { id: recorded.id, differences: comparison.differences };
};
