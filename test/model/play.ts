/** Plays a story in the model, and returns what it leaves behind for whoever judges it. */
import type { Evidence } from '../../faults/evidence.ts';
import {
  type CallFault,
  defaultTakes,
  type Happening,
  requestOf,
  type Story,
  type StoryCall,
  type When,
  type WorldFault,
} from '../../local/story.ts';
import type { Entry } from '../../local/timeline.ts';
import { arnOf, type Mutation, Refusal } from './account.ts';
import { called } from './events.ts';
import type { Loop } from './loop.ts';
import { type Heard, World } from './world.ts';

type Called = Parameters<Heard['before']>[0];
type OnCall = Exclude<When, { kind: 'at' }>;

interface Follower {
  readonly when: OnCall;
  readonly follow: () => void;
  seen: number;
}

const isAbout = (when: OnCall, call: Called): boolean =>
  when.operation === call.operation &&
  (when.notebook === null || when.notebook === (call.notebook ?? null)) &&
  (when.kind === 'after' || when.function === null || when.function === call.function);

export async function playModel(story: Story, loop: Loop): Promise<Evidence> {
  const entries: Entry[] = [];
  const followers: Follower[] = [];
  const hear =
    (kind: OnCall['kind']) =>
    (call: Called): void => {
      for (const follower of followers) {
        if (follower.when.kind !== kind || !isAbout(follower.when, call)) continue;
        follower.seen += 1;
        if (follower.seen === follower.when.nth) follower.follow();
      }
    };
  const entry = (told: Entry): void => void entries.push(told);
  const world = new World(story, loop, { entry, before: hear('before'), after: hear('after') });
  for (const happening of story.happens) {
    const { when } = happening;
    const follow = (): void => happen(world, happening, entry);
    if (when.kind === 'at') world.clock.at(story.start + when.at, 'happens', follow);
    else if (when.kind === 'before') followers.push({ when, follow, seen: 0 });
    else {
      const { plus } = when;
      followers.push({ when, seen: 0, follow: () => void world.clock.after(plus, 'happens', follow) });
    }
  }
  await world.run();
  return {
    story,
    endedAt: world.clock.now(),
    entries,
    executions: world.executions.map((execution) => execution.view()),
    notebooks: world.account.all.map(({ name, isGone, status, root, platform, tags }) => ({
      ...{ name, status: isGone ? null : status, rootAccess: root, platform, tags, awaySeconds: null },
    })),
    mails: world.mails,
    deadLetters: { events: [], invocations: [] },
    records: world.files.records(),
  };
}

function happen(world: World, happening: Happening, entry: (entry: Entry) => void): void {
  const at = world.clock.now();
  switch (happening.kind) {
    case 'event':
      for (let time = 0; time < happening.times; time += 1) world.bus.put(happening.event, 'story');
      return;
    case 'call':
      callSageMaker(world, happening, entry);
      return;
    case 'fault':
      entry({ at, kind: 'happening', words: `fault ${Object.values(happening.fault).join(' ')}` });
      setIn(world, happening.fault);
      return;
    case 'person':
      entry({ at, kind: 'happening', words: `${happening.address} becomes ${happening.becomes}` });
      world.office.become(happening.address, happening.becomes);
      return;
    case 'switch':
      entry({ at, kind: 'happening', words: `the guard is ${happening.to}: ${happening.reason}` });
      world.throwSwitch(happening.to, happening.reason);
      return;
    case 'redrive': {
      const died = newest(world, happening.notebook, (status) => !/RUNNING|SUCCEEDED/.test(status));
      died?.redrive();
      return;
    }
    case 'sweep':
      throw new Error('expected a story without a sweep, which the model does not have');
    case 'answer':
    case 'get':
      world.visits.begin(happening, world.mails);
      return;
    default:
      happening satisfies never;
  }
}

const newest = (world: World, notebook: string | null | undefined, fits: (status: string) => boolean) =>
  world.executions.findLast(
    (execution) => fits(execution.status) && (notebook ?? execution.about) === execution.about,
  );

function callSageMaker(world: World, call: StoryCall, entry: (entry: Entry) => void): void {
  const { operation, caller } = call;
  const input = requestOf(call, arnOf);
  const arn = input['ResourceArn'];
  const name = String(input['NotebookInstanceName'] ?? String(arn).split('/').at(-1));
  let error: string | null = null;
  try {
    if (operation === 'AddTags' || operation === 'DeleteTags') world.account.tag(name, operation, input);
    else {
      const mutation = operation.replace('NotebookInstance', '') as Mutation;
      world.account.call(mutation, name, input, false, defaultTakes);
    }
    world.tell(called(operation, input, caller));
  } catch (refusal) {
    if (!(refusal instanceof Refusal)) throw refusal;
    error = refusal.name;
  }
  const { arn: who, through = null } = caller;
  entry({
    ...{ at: world.clock.now(), kind: 'person-call', caller: who, through, operation, notebook: name, input },
    error,
  });
}

function setIn(world: World, fault: CallFault | WorldFault): void {
  switch (fault.kind) {
    case 'call':
      world.faults.add(fault);
      return;
    case 'stuck':
      world.account.hold(fault);
      return;
    case 'startsAs':
    case 'ignores':
      world.account.count(fault);
      return;
    case 'lose':
    case 'duplicate':
    case 'refuse':
      world.bus.disturb(fault);
      return;
    case 'kill':
      newest(world, fault.notebook, (status) => status === 'RUNNING')?.die(fault.as);
      return;
    default:
      fault satisfies never;
  }
}
