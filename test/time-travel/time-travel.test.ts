/** Cases asleep across a deployment: their executions keep the earlier definition, everything they call is today's. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { play } from '../../local/play.ts';
import { report } from '../../local/report.ts';
import { Sandbox } from '../../local/sandbox.ts';
import {
  alice,
  all,
  back,
  enforced,
  none,
  platform,
  withoutReminders,
} from '../situations/expected/said-shortly.ts';
import { expected } from '../situations/expected.ts';
import { hold, Playbill } from '../situations/hold.ts';
import { type Seen, seen } from '../situations/played.ts';
import { type Crossed, type Crossing, cross, storyOf } from './crossing.ts';

interface Expected extends Crossing {
  /** Where executions slept when the deployment came. */
  readonly asleepIn: readonly string[];
  readonly definitions: Crossed['definitions'];
  readonly comesTo: Seen;
}

/** What comes of a story when nothing is deployed in the middle. */
const asEver = (story: string): Seen => {
  const comesTo = expected[story];
  if (comesTo === undefined) throw new Error(`expected a story that is held to something, got ${story}`);
  return comesTo;
};

const crossings: Readonly<Record<string, Expected>> = {
  'asleep in grace': {
    story: 'situations/nobody-does-anything',
    after: 'AwaitOwner',
    record: 'asleep-in-grace',
    asleepIn: ['AwaitOwner'],
    definitions: ['kept', 'today'],
    comesTo: asEver('nobody-does-anything'),
  },
  'asleep while it stops': {
    story: 'situations/nobody-does-anything',
    after: 'AwaitStopped',
    record: 'asleep-while-it-stops',
    asleepIn: ['AwaitStopped'],
    definitions: ['kept', 'today'],
    comesTo: asEver('nobody-does-anything'),
  },
  'asleep while it updates': {
    story: 'situations/nobody-does-anything',
    after: 'AwaitUpdated',
    record: 'asleep-while-it-updates',
    asleepIn: ['AwaitUpdated'],
    definitions: ['kept', 'today'],
    comesTo: asEver('nobody-does-anything'),
  },
  'asleep while it starts': {
    story: 'situations/nobody-does-anything',
    after: 'AwaitInService',
    record: 'asleep-while-it-starts',
    asleepIn: ['AwaitInService'],
    definitions: ['kept', 'kept'],
    comesTo: asEver('nobody-does-anything'),
  },
  'asleep in grace when an exception comes': {
    story: 'situations/exception-added-in-grace',
    after: 'AwaitOwner',
    record: 'asleep-in-grace',
    asleepIn: ['AwaitOwner'],
    definitions: ['kept'],
    comesTo: asEver('exception-added-in-grace'),
  },
  'asleep while it stops when an exception comes': {
    story: 'situations/exception-after-our-stop',
    after: 'AwaitStopped',
    record: 'asleep-while-it-stops',
    asleepIn: ['AwaitStopped'],
    definitions: ['kept'],
    comesTo: asEver('exception-after-our-stop'),
  },
  'killed in its sleep, and another goes on': {
    story: 'situations/execution-killed-after-stop',
    after: 'AwaitStopped',
    record: 'asleep-while-it-stops',
    asleepIn: ['AwaitStopped'],
    definitions: ['kept', 'today', 'today'],
    comesTo: asEver('execution-killed-after-stop'),
  },
  'given up as the kept definition does, and another goes on': {
    story: 'time-travel/ledger-away-for-a-minute',
    after: 'AwaitOwner',
    record: 'asleep-in-grace',
    asleepIn: ['AwaitOwner'],
    definitions: ['kept', 'today', 'today'],
    comesTo: {
      outcomes: ['failed', 'remediated'],
      executions: [
        ['FAILED case', 'OpenCase IsViolation NotifyOwner GraceOver AwaitOwner NotifyOwner CloseCase Failed'],
        ['SUCCEEDED case', 'OpenCase IsViolation Reroute', ...enforced],
        none,
      ],
      deeds: all,
      mails: [...alice('first', 'outcome'), ...platform('outcome'), ...alice('outcome')],
      notebooks: [back],
    },
  },
  'closed, and root access comes back': {
    story: 'situations/root-access-enabled-again',
    after: 'CloseCase',
    record: 'remediated',
    asleepIn: [],
    definitions: ['kept', 'kept', 'today', 'today'],
    comesTo: asEver('root-access-enabled-again'),
  },
};

let sandbox: Sandbox;
const crossed = new Map<string, Crossed>();
const playbill = new Playbill();
beforeAll(async () => {
  sandbox = await Sandbox.open();
  for (const [name, crossing] of Object.entries(crossings)) {
    const came = await cross(sandbox, crossing);
    crossed.set(name, came);
    playbill.all.set(name, came);
  }
});
afterAll(() => sandbox.close());

describe.each(Object.entries(crossings))('a case %s', (name, { asleepIn, definitions }) => {
  it('was there when the deployment came', () => expect(crossed.get(name)?.asleepIn).toEqual(asleepIn));
  it('keeps the definition that its execution began with, and what starts later has today’s', () => {
    expect(crossed.get(name)?.definitions).toEqual(definitions);
  });
});

hold(Object.fromEntries(Object.entries(crossings).map(([name, { comesTo }]) => [name, comesTo])), playbill);

it('a case that begins with today’s definition waits for a ledger that is away for a minute', async () => {
  const played = await play(sandbox, storyOf('time-travel/ledger-away-for-a-minute'));
  expect(seen(await report(played, sandbox.endpoint))).toMatchObject(withoutReminders);
});
