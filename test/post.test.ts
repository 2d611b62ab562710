/** How mails to one address are sent when many are due, on plain data. */
import { describe, expect, it } from 'vitest';
import type { About, Mail } from '../functions/aws/mail.ts';
import type { Outbox } from '../functions/aws/outbox.ts';
import { RequestRefused, ServiceUnavailable } from '../functions/core/errors.ts';
import type { Letter } from '../functions/core/letter.ts';
import { type Entry, gatherFor, mailsAtOnce } from '../functions/core/outbox.ts';
import { type Posted, post, settled } from '../functions/post.ts';
import { file, first, hour, opened, policy } from './core/given.ts';
import type { Invocation } from './model/invocation.ts';
import { ModelOutbox, Waiting } from './model/outbox.ts';

const address = 'alice@example.com';
const at = (seconds: number): number => opened + seconds * 1000;

/** An address, what reached it, and what goes wrong with the next mails. */
class Desk {
  readonly waiting = new Waiting();
  readonly sent: { readonly about: About; readonly letter: Letter }[] = [];
  readonly troubles: Error[] = [];
  readonly outbox: Outbox;
  readonly #mail: Mail;

  constructor() {
    const by = { call: async (_call: unknown, serve: () => unknown) => serve() } as unknown as Invocation;
    this.outbox = new ModelOutbox(this.waiting, by) as unknown as Outbox;
    this.#mail = {
      send: async (_topic: string, letter: Letter, about: About) => {
        const trouble = this.troubles.shift();
        if (trouble !== undefined) throw trouble;
        this.sent.push({ letter, about });
      },
    } as unknown as Mail;
  }

  /** @param changes `enteredAt`: when its state was entered, in seconds; just now, where left out */
  post(
    name: string,
    seconds: number,
    changes: Partial<Entry> & { isRepeated?: boolean; enteredAt?: number } = {},
  ): Promise<Posted> {
    const { isRepeated = false, enteredAt = seconds, ...of } = changes;
    const entry: Entry = {
      notice: `${name}-first`,
      kind: 'first',
      caseId: name,
      arn: `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${name}`,
      name,
      createdAt: opened,
      queuedAt: at(enteredAt),
      deadline: null,
      grace: 24 * hour,
      why: null,
      hasLink: false,
      says: { is: 'prospect', status: 'InService', platform: 'notebook-al2023-v1', whenStopped: false },
      ...of,
    };
    const alone = async () => ({ subject: `${name}: alone`, body: `Notice ${entry.notice}\n` });
    const office = { mail: this.#mail, outbox: this.outbox, policy: policy(), clock: () => at(seconds) };
    const parcel = { address, topicArn: 'arn:alice', entry, isRepeated, alone, linkTo: null };
    return post(office, parcel, at(enteredAt));
  }

  again(name: string, seconds: number): Promise<Posted> {
    return this.post(name, seconds, { isRepeated: true });
  }

  /** As many as go out at once, and then `names`, which wait. */
  async crowd(...names: string[]): Promise<void> {
    for (let index = 0; index < mailsAtOnce; index += 1) await this.post(`one-${index}`, 0);
    for (const name of names) await this.post(name, 1);
  }

  /** Which notices are in which mail. */
  get mails(): readonly (readonly string[])[] {
    return this.sent.map(({ letter }) =>
      [...letter.body.matchAll(/^Notice (\S+)-first$/gm)].map(([, name]) => name ?? ''),
    );
  }
  get late(): readonly (readonly string[])[] {
    return this.mails.slice(mailsAtOnce);
  }
}

const sent = (seconds: number) => ({ is: 'sent', at: at(seconds), deadline: at(seconds) + 24 * hour });

describe('a mail', () => {
  it('goes out at once by itself, with a deadline from then', async () => {
    const desk = new Desk();
    expect(await desk.post('lab', 0)).toEqual(sent(0));
    expect(desk.sent[0]?.about).toEqual({ notice: 'first', case: 'lab', notebook: 'lab' });
  });
  it('waits when many went out just now', async () => {
    const desk = new Desk();
    await desk.crowd();
    expect(await desk.post('a', 1)).toEqual({ is: 'waiting', milliseconds: gatherFor - 1000 });
    expect(desk.late).toEqual([]);
  });
  it('waits however far apart the states were entered that send at one time', async () => {
    const desk = new Desk();
    for (let minute = 0; minute < mailsAtOnce; minute += 1) {
      expect((await desk.post(`of-${minute}`, 900, { enteredAt: minute * 60 })).is).toBe('sent');
    }
    expect((await desk.post('one-more', 900, { enteredAt: 600 })).is).toBe('waiting');
  });
  it('goes out by itself after a minute, if it alone waits', async () => {
    const desk = new Desk();
    await desk.crowd('a');
    expect(await desk.again('a', 60)).toEqual(sent(60));
    expect(desk.sent.at(-1)?.letter.subject).toBe('a: alone');
  });
});

describe('those that wait', () => {
  it('go out in one mail, sent by whoever comes first', async () => {
    const desk = new Desk();
    await desk.crowd('a', 'b', 'c');
    expect(await desk.again('b', 60)).toEqual(sent(60));
    expect(desk.late.map((names) => [...names].sort())).toEqual([['a', 'b', 'c']]);
    expect(desk.sent.at(-1)?.about).toEqual({ notice: 'several' });
  });
  it('are told when and with which deadline they went out', async () => {
    const desk = new Desk();
    await desk.crowd('a', 'b');
    await desk.again('a', 60);
    expect(await desk.again('b', 61)).toEqual(sent(60));
    expect(desk.late).toHaveLength(1);
  });
  it('are sent with one that is new', async () => {
    const desk = new Desk();
    await desk.crowd('a', 'b');
    await desk.post('new', 61);
    expect([...(desk.late[0] ?? [])].sort()).toEqual(['a', 'b', 'new']);
  });
  it('wait again where SNS refuses their mail', async () => {
    const desk = new Desk();
    await desk.crowd('a', 'b');
    desk.troubles.push(new RequestRefused('no'));
    await expect(desk.again('a', 60)).rejects.toThrow(RequestRefused);
    expect(await desk.again('a', 65)).toEqual(sent(65));
    expect([...(desk.late[0] ?? [])].sort()).toEqual(['a', 'b']);
  });
  it('go out in another mail where nobody knows whether theirs did', async () => {
    const desk = new Desk();
    await desk.crowd('a', 'b');
    desk.troubles.push(new ServiceUnavailable('who knows'));
    await expect(desk.again('a', 60)).rejects.toThrow(ServiceUnavailable);
    expect((await desk.again('b', 65)).is).toBe('waiting');
    expect(await desk.again('b', 181)).toEqual(sent(181));
    expect(await desk.again('a', 182)).toEqual(sent(181));
    expect(desk.late.flat().sort()).toEqual(['a', 'b']);
  });
  it('go out at once when who sent them died over it and is tried again', async () => {
    const desk = new Desk();
    await desk.crowd('a', 'b');
    desk.troubles.push(new ServiceUnavailable('killed'));
    await expect(desk.again('a', 60)).rejects.toThrow(ServiceUnavailable);
    const tried = { isRepeated: true, enteredAt: 60 };
    expect(await desk.post('a', 65, tried)).toEqual(sent(60));
    expect(await desk.again('b', 66)).toEqual(sent(60));
    expect(desk.late.map((names) => [...names].sort())).toEqual([['a', 'b']]);
  });
  it('do not go out again while whoever sends them was late to come to it', async () => {
    const desk = new Desk();
    await desk.crowd('a', 'b');
    desk.troubles.push(new ServiceUnavailable('who knows'));
    const late = { isRepeated: true, enteredAt: 60 };
    await expect(desk.post('a', 600, late)).rejects.toThrow(ServiceUnavailable);
    expect((await desk.again('b', 601)).is).toBe('waiting');
  });
  it('do not go out again where theirs did', async () => {
    const desk = new Desk();
    await desk.crowd('a', 'b');
    await desk.again('a', 60);
    await desk.post('new', 600);
    expect(desk.late.map((names) => names.length)).toEqual([2, 1]);
  });
});

describe('before a case is closed', () => {
  const claimed = (name: string) =>
    file({ at: 'opened' }, { notices: [{ ...first, id: `${name}-first`, sentAt: null }] });

  it('its notice that waits is called back', async () => {
    const desk = new Desk();
    await desk.crowd('a', 'b');
    expect(await settled(desk.outbox, claimed('a'), at(30))).toBeNull();
    await desk.again('b', 60);
    expect(desk.late).toEqual([['b']]);
  });
  it('its notice that was called back waits again, if the case goes on after all', async () => {
    const desk = new Desk();
    await desk.crowd('a');
    await settled(desk.outbox, claimed('a'), at(30));
    expect((await desk.again('a', 31)).is).toBe('waiting');
    expect(await desk.again('a', 60)).toEqual(sent(60));
  });
  it('its notice that went out with others is marked', async () => {
    const desk = new Desk();
    await desk.crowd('a', 'b');
    await desk.again('b', 60);
    const notices = await settled(desk.outbox, claimed('a'), at(61));
    expect(notices?.map(({ sentAt }) => sentAt)).toEqual([at(60)]);
  });
  it('nothing is marked that never waited', async () => {
    expect(await settled(new Desk().outbox, claimed('a'), at(1))).toBeNull();
  });
});
