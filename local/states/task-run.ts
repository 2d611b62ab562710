/** One attempt of a Task: the call, its timeout and heartbeats, and the token where it waits for one. */
import type { VirtualClock } from '../clock.ts';
import type { Resource } from './definition.ts';
import { StatesError } from './errors.ts';
import { type Functions, type Invoked, type Region, resultOf } from './lambda.ts';
import { type TaskEvent, taskEvents } from './task-events.ts';
import type { Tokens } from './tokens.ts';
import type { Step } from './transition.ts';

export interface TaskWorld extends Region {
  readonly clock: VirtualClock;
  readonly functions: Functions;
  readonly random: () => number;
  readonly tokens: Tokens;
  /** Of the state machine. */
  readonly roleArn: string;
}

export interface Attempt {
  readonly resource: Resource;
  readonly call: { readonly functionArn: string; readonly payload: unknown };
  readonly step: Extract<Step, { do: 'task' }>;
  /** What the state waits for once the function has answered. */
  readonly token: string | undefined;
}

/** What an attempt needs of the line that it belongs to. */
export interface TaskThread {
  /** False once the attempt is over: timed out, settled by its token, or stopped. */
  live(): boolean;
  say(event: TaskEvent): void;
  later(seconds: number, run: () => void): void;
  /** Runs what comes from outside the line. */
  guard(run: () => void): void;
  onCancel(run: () => void): void;
  succeeded(result: unknown): void;
  failed(error: StatesError): void;
}

export const runTask = (
  world: TaskWorld,
  { resource, call, step, token }: Attempt,
  thread: TaskThread,
): void => {
  const events = taskEvents(resource, world.region);
  const { timeoutSeconds, heartbeatSeconds } = step;
  thread.say(events.scheduled(step.request, timeoutSeconds, heartbeatSeconds));
  thread.say(events.started());

  const failed = (error: StatesError, event = events.failed(error)) => {
    thread.say(event);
    thread.failed(error);
  };
  const succeeded = (result: unknown) => {
    thread.say(events.succeeded(result));
    thread.succeeded(result);
  };
  // Recorded: a missed heartbeat is a timeout like any other.
  const timedOut = () => {
    const error = new StatesError('States.Timeout', undefined);
    failed(error, events.timedOut(error));
  };

  if (timeoutSeconds !== undefined) thread.later(timeoutSeconds, timedOut);
  let beats = 0;
  const beat = () => {
    if (heartbeatSeconds === undefined) return;
    beats += 1;
    const mine = beats;
    thread.later(heartbeatSeconds, () => {
      if (mine === beats) timedOut();
    });
  };
  beat();

  if (token !== undefined) {
    world.tokens.open(token, {
      succeed: (output) => thread.guard(() => succeeded(output)),
      fail: (error) => thread.guard(() => failed(error)),
      heartbeat: beat,
    });
    thread.onCancel(() => world.tokens.close(token));
  }

  const answered = (invoked: Invoked) => {
    // Timed out, stopped, or its token was faster: AWS drops the answer.
    if (!thread.live()) return;
    const result = resultOf(resource, call.functionArn, invoked, world.clock.now(), world.random);
    thread.guard(() => {
      if (result instanceof StatesError) failed(result);
      else if (token === undefined) succeeded(result);
      else thread.say(events.submitted(result));
    });
  };
  void world.functions.invoke(call.functionArn, call.payload, world.roleArn).then(answered);
};
