/** Who is warned that an exception ends, once, whatever becomes of the mails. */
import { describe, expect, it } from 'vitest';
import type { Thrown } from '../functions/core/kill-switch.ts';
import type { Mailbox } from '../functions/core/mailbox.ts';
import { unpaced } from '../functions/core/outbox.ts';
import type { Warned } from '../functions/core/warning.ts';
import { warnOfTheEnd } from '../functions/warn.ts';
import { file, hour, look, mailboxes, policy } from './core/given.ts';

const ends = Date.UTC(2026, 11, 5);
const day = 24 * hour;
const value = 'until=2026-12-04 SEC-12';

/** A world in which SNS refuses the addresses' mails, or they wait. */
function world({ refused = [] as string[], busy = [] as string[] } = {}) {
  const sent: string[] = [];
  let warned: Warned | null = null;
  let thrown: Thrown | null = null;
  const office = {
    killSwitch: { read: async () => thrown },
    policy: policy(),
    clock: () => ends - hour,
    mail: {
      mailboxes: async () => mailboxes(),
      send: async (topicArn: string) => {
        if (refused.includes(topicArn)) throw new Error('refused');
        sent.push(topicArn);
      },
    },
    outbox: {
      find: async () => null,
      pace: async (address: string) =>
        busy.includes(address)
          ? {
              turn: 9,
              sent: Array.from({ length: 9 }, (_, at) => ({
                notice: `${at}`,
                at: ends - hour,
                gathers: false,
              })),
            }
          : unpaced,
      takeTurn: async () => true,
      entries: async () => [],
      queue: async () => undefined,
    },
    touches: {
      warned: async () => warned,
      markWarned: async (_ref: unknown, now: Warned) => {
        warned = now;
      },
    },
  } as unknown as Parameters<typeof warnOfTheEnd>[0];
  const warn = (tag = value, at = ends - hour) => {
    const seen = look({ tags: { Owner: 'alice@example.com', 'root-access-exception': tag } });
    if (seen.seen !== 'notebook') throw new TypeError('expected a notebook');
    return warnOfTheEnd(office, seen.notebook, file(), at);
  };
  const turn = (to: Thrown['to']): void => {
    thrown = { to, at: ends - day, by: 'arn:paula', why: 'quarter-end' };
  };
  return { turn, warn, sent, warned: () => warned, refused, busy };
}
const topic = (mailbox: Mailbox | null) => mailbox?.topicArn ?? '';
const [alice, platform] = [topic(mailboxes().owner), topic(mailboxes().platform)];

describe('a warning that an exception ends', () => {
  it('goes to its owner and the platform team', async () => {
    const { sent, warn } = world();
    await warn();
    expect(sent).toEqual([alice, platform]);
  });
  it('goes to nobody while the guard is paused, and out once it is running again', async () => {
    const { sent, turn, warn } = world();
    turn('paused');
    await warn();
    expect(sent).toEqual([]);
    turn('running');
    await warn();
    expect(sent).toEqual([alice, platform]);
  });
  it('goes out once', async () => {
    const { sent, warn } = world();
    await warn();
    await warn();
    expect(sent).toHaveLength(2);
  });
  it('goes out once more of another value', async () => {
    const { sent, warn } = world();
    await warn();
    await warn('until=2026-12-05 SEC-12');
    expect(sent).toHaveLength(4);
  });
  it('is not sent before it is time', async () => {
    const { sent, warn } = world();
    await warn(value, ends - 8 * 24 * hour);
    expect(sent).toEqual([]);
  });
  it('that SNS refuses is sent at the next look, to nobody who has it', async () => {
    const { refused, sent, warn, warned } = world({ refused: [platform] });
    await expect(warn()).rejects.toThrow('refused');
    expect(warned()?.to).toEqual(['alice@example.com']);
    refused.pop();
    await warn();
    expect(sent).toEqual([alice, platform]);
  });
  it('that waits for its turn keeps nobody else’s', async () => {
    const { sent, warn, warned } = world({ busy: ['alice@example.com'] });
    await warn();
    expect(sent).toEqual([platform]);
    expect(warned()?.to).toEqual(['platform@example.com']);
  });
});
