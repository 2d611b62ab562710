/** Functions that answer the n-th call with the n-th recorded outcome. */
import type { VirtualClock } from '../../local/clock.ts';
import type { Functions, Invoked, StepFunctions } from '../../local/states/step-functions.ts';
import type { ExecutionCase, RecordedTask } from './cases.ts';
import { caller } from './world.ts';

/** JSON as Python's runtime writes it: a blank after each comma and colon. */
const pythonText = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(pythonText).join(', ')}]`;
  if (typeof value !== 'object' || value === null) return JSON.stringify(value);
  const members = Object.entries(value).map(
    ([name, member]) => `${JSON.stringify(name)}: ${pythonText(member)}`,
  );
  return `{${members.join(', ')}}`;
};

/** A text that is longer than the limit for results, as the recorded function returned. */
const tooLong = 'a'.repeat(257 * 1024);

const member = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null
    ? Object.entries(value).find(([key]) => key === name)?.[1]
    : undefined;

const answer = (task: RecordedTask, echo: boolean, payload: unknown): Invoked | undefined => {
  const { outcome } = task;
  const service = task.resourceType !== undefined;
  if (outcome.error === 'States.DataLimitExceeded') return { ok: true, payload: tooLong };
  if (outcome.type.endsWith('Succeeded')) {
    const sent = service ? member(task.request, 'Payload') : undefined;
    if (echo) return { ok: true, payload, ...(typeof sent === 'string' ? { text: sent } : {}) };
    return { ok: true, payload: service ? member(outcome.output, 'Payload') : outcome.output };
  }
  if (!outcome.type.endsWith('Failed')) return undefined;
  const cause = outcome.cause as Extract<Invoked, { ok: false }>['payload'];
  return { ok: false, payload: cause, ...(service ? {} : { text: pythonText(cause) }) };
};

/** The token that a request carries, wherever it stands. */
const tokenIn = (value: unknown): string | undefined => {
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [name, inner] of Object.entries(value)) {
    if (name === 'TaskToken' && typeof inner === 'string') return inner;
    const deeper = tokenIn(inner);
    if (deeper !== undefined) return deeper;
  }
  return undefined;
};

export const recordedFunctions = (
  { tasks = [], functions = [] }: ExecutionCase,
  clock: VirtualClock,
  service: () => StepFunctions,
): Functions => {
  let calls = 0;
  const callBack = (task: RecordedTask, token: string) => {
    const { outcome } = task;
    if (outcome.type === 'TaskSucceeded') {
      const recorded = tokenIn(task.request) ?? token;
      const output = JSON.stringify(outcome.output).replaceAll(recorded, token);
      service().call('SendTaskSuccess', { taskToken: token, output }, caller);
    } else if (outcome.type === 'TaskFailed') {
      const { error, cause } = outcome;
      service().call('SendTaskFailure', { taskToken: token, error, cause }, caller);
    }
  };
  return {
    invoke: async (functionArn, payload) => {
      const task = tasks[calls++];
      if (task === undefined)
        throw new Error(`expected ${tasks.length} calls, got call ${calls} of ${functionArn}`);
      if (task.resource.endsWith('.waitForTaskToken')) {
        const token = tokenIn(payload);
        if (token !== undefined) clock.after(1000, 'happens', () => callBack(task, token));
        return { ok: true, payload: null };
      }
      const echo = functions.some(({ name, does }) => does === 'echo' && functionArn.endsWith(`:${name}`));
      return answer(task, echo, payload) ?? new Promise<Invoked>(() => {});
    },
  };
};
