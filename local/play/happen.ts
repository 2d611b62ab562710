/** What a story lets happen, done to the world. */

import { notebookIn } from '../http/notebook-of.ts';
import type { World } from '../sandbox.ts';
import { AwsError, type Caller } from '../service.ts';
import {
  type CallFault,
  type Happening,
  requestOf,
  type StoryAnswer,
  type StoryCall,
  type StoryGet,
  type WorldFault,
} from '../story.ts';
import { accountId, region } from '../template.ts';
import type { Entry } from '../timeline.ts';
import { answer } from './answer.ts';
import { scan } from './scan.ts';
import { throwSwitch } from './throw-switch.ts';

type Tell = (entry: Entry) => void;

const arnOf = (notebook: string): string =>
  `arn:aws:sagemaker:${region}:${accountId}:notebook-instance/${notebook}`;

const callSageMaker = (world: World, call: StoryCall, tell: Tell): void => {
  const input = requestOf(call, arnOf);
  const caller: Caller = call.caller;
  const made = {
    at: world.clock.now(),
    kind: 'person-call',
    caller: caller.arn,
    through: caller.through ?? null,
    operation: call.operation,
    notebook:
      call.notebook ??
      notebookIn({ notebook: input['NotebookInstanceName'] ?? input['ResourceArn'] }) ??
      null,
    input,
  } as const;
  let error: string | null = null;
  try {
    world.sageMaker.call(call.operation, input, caller);
  } catch (refusal) {
    // A call that SageMaker refuses is part of the play.
    if (!(refusal instanceof AwsError)) throw refusal;
    error = refusal.code;
  }
  tell({ ...made, error });
};

const newestExecution = (world: World, notebook: string | undefined, statuses: readonly string[]) =>
  world
    .executions()
    .findLast(
      ({ status, input }) =>
        statuses.includes(status) && (notebook === undefined || notebookIn(input) === notebook),
    );

const redrive = (world: World, notebook: string | null, tell: Tell): void => {
  const died = newestExecution(world, notebook ?? undefined, ['FAILED', 'TIMED_OUT', 'ABORTED']);
  const at = world.clock.now();
  if (died === undefined) {
    tell({ at, kind: 'happening', words: 'a redrive finds no execution that failed' });
    return;
  }
  world.stepFunctions.call('RedriveExecution', { executionArn: died.arn });
  tell({ at, kind: 'happening', words: `execution ${died.name} is redriven` });
};

const kill = (world: World, fault: WorldFault & { kind: 'kill' }): void => {
  const running = newestExecution(world, fault.notebook, ['RUNNING']);
  if (running === undefined) return;
  if (fault.as === 'ABORTED') world.stepFunctions.call('StopExecution', { executionArn: running.arn });
  else world.stepFunctions.die(running.arn, fault.as);
};

const lasting = (times: number | undefined, until: number) => ({
  times: times ?? Number.POSITIVE_INFINITY,
  until,
});

const setIn = (world: World, fault: WorldFault | CallFault): void => {
  const { notebook } = fault;
  const about = notebook === undefined ? {} : { notebook };
  const until =
    world.clock.now() + ('for' in fault ? (fault.for ?? Number.POSITIVE_INFINITY) : Number.POSITIVE_INFINITY);
  const limits = {
    ...about,
    until,
    ...('times' in fault && fault.times !== undefined ? { times: fault.times } : {}),
  };
  switch (fault.kind) {
    case 'call':
      world.faults.add(fault);
      return;
    case 'stuck':
      world.sageMaker.hold(fault.status, fault.for, notebook);
      return;
    case 'startsAs':
      world.sageMaker.startsAs({ ...fault, ...lasting(fault.times, until) });
      return;
    case 'ignores':
      world.sageMaker.ignores({ ...fault, ...lasting(fault.times, until) });
      return;
    case 'lose':
      world.bus.lose(limits);
      return;
    case 'duplicate':
      world.bus.duplicate(fault.copies, limits);
      return;
    case 'kill':
      kill(world, fault);
      return;
    case 'refuse':
      world.targets.refuse({ left: fault.times ?? Number.POSITIVE_INFINITY, until, notebook });
      return;
    default:
      fault satisfies never;
  }
};

const wordsOf = (fault: WorldFault | CallFault): string => {
  const { kind, ...details } = fault;
  const said = Object.entries(details).filter(([, value]) => value !== undefined);
  return `fault ${kind}: ${said.map(([key, value]) => `${key} ${value}`).join(', ')}`;
};

/** Goes on while the world does: the page's function takes its turns among all others. */
const visit = (world: World, about: StoryAnswer | StoryGet, tell: Tell): void => {
  const { httpApi } = world;
  const at = world.clock.now();
  const none = (): void =>
    tell({ at, kind: 'happening', words: `nobody has got a link about ${about.notebook}` });
  if (httpApi === null) {
    none();
    return;
  }
  const mails = world.sns.mails();
  const visited = about.kind === 'answer' ? answer(httpApi, mails, about) : scan(httpApi, mails, about);
  visited.then(
    (was) => {
      if (!was) none();
    },
    (error: unknown) => world.tempo.fail(error),
  );
};

const fetched = ({ notebook, method, times, submits }: StoryGet): string =>
  `a mail scanner fetches the link about ${notebook}${times === 1 ? '' : `, ${times} times`} (${method})${
    submits ? ' and submits all that it finds' : ''
  }`;

export const happen = (world: World, happening: Happening, tell: Tell): void => {
  const at = world.clock.now();
  switch (happening.kind) {
    case 'event':
      for (let time = 0; time < happening.times; time += 1) {
        world.tempo.inOrder(() => world.bus.put(happening.event, 'story'));
      }
      return;
    case 'call':
      callSageMaker(world, happening, tell);
      return;
    case 'answer':
      visit(world, happening, tell);
      return;
    case 'get':
      tell({ at, kind: 'happening', words: fetched(happening) });
      visit(world, happening, tell);
      return;
    case 'fault':
      tell({ at, kind: 'happening', words: wordsOf(happening.fault) });
      setIn(world, happening.fault);
      return;
    case 'person':
      tell({ at, kind: 'happening', words: `${happening.address} becomes ${happening.becomes}` });
      world.sns.become(happening.address, happening.becomes);
      return;
    case 'sweep':
      tell({ at, kind: 'happening', words: 'the fleet is swept' });
      world.scheduler.runNow();
      return;
    case 'switch':
      tell({ at, kind: 'happening', words: `the guard is ${happening.to}: ${happening.reason}` });
      world.tempo.inOrder(() => throwSwitch(world, happening));
      return;
    case 'redrive':
      redrive(world, happening.notebook, tell);
      return;
    default:
      happening satisfies never;
  }
};
