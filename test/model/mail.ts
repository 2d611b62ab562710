/** Who can be mailed, and what was, as plain data. */
import type { Mail } from '../../functions/aws/mail.ts';
import { RequestRefused } from '../../functions/core/errors.ts';
import type { Letter } from '../../functions/core/letter.ts';
import type { Mailbox, Mailboxes } from '../../functions/core/mailbox.ts';
import type { Owner } from '../../functions/core/owner.ts';
import { type Circle, initialState, type SubscriptionState } from '../../local/sns/people.ts';
import type { Invocation } from './invocation.ts';

export interface Delivered {
  readonly topic: string;
  readonly letter: Letter;
  readonly about: Parameters<Mail['send']>[2];
}

/** SNS allows ten mails a second to one e-mail subscription; one more suspends it, until it is confirmed again. */
const mailsPerSecond = 10;

export class PostOffice {
  readonly #circle: Circle;
  readonly #became = new Map<string, SubscriptionState>();
  /** By topic, which is an address here. */
  readonly #topics = new Map<string, SubscriptionState>();
  readonly #left = new Set<string>();
  /** When mails reached an address, within the last second. */
  readonly #lately = new Map<string, readonly number[]>();
  readonly #now: () => number;
  readonly #reached: (sent: Delivered) => void;

  /** @param reached hears of what reached somebody */
  constructor(circle: Circle, now: () => number, reached: (sent: Delivered) => void) {
    this.#circle = circle;
    this.#now = now;
    this.#reached = reached;
    this.#topics.set(circle.platformEmail, this.#stateOf(circle.platformEmail));
  }

  become(address: string, state: SubscriptionState): void {
    this.#became.set(address, state);
    if (state === 'confirmed') this.#left.delete(address);
    const present = this.#topics.get(address) ?? 'none';
    if (present === 'none') return;
    if (state === 'none') this.#left.add(address);
    this.#topics.set(address, state);
  }

  stateOf(topic: string): SubscriptionState {
    return this.#topics.get(topic) ?? 'none';
  }

  has(topic: string): boolean {
    return this.#topics.has(topic);
  }

  deliver(sent: Delivered): void {
    const { topic } = sent;
    if (this.stateOf(topic) !== 'confirmed') return;
    const now = this.#now();
    const lately = (this.#lately.get(topic) ?? []).filter((at) => now - at < 1_000);
    this.#lately.set(topic, [...lately, now]);
    if (lately.length >= mailsPerSecond) this.#topics.set(topic, 'pending');
    else this.#reached(sent);
  }

  createTopic(address: string): void {
    if (!this.#topics.has(address)) this.#topics.set(address, 'none');
  }

  subscribe(address: string): void {
    if (this.#topics.get(address) !== 'none') return;
    const isAnswered = this.#stateOf(address) === 'confirmed' && !this.#left.has(address);
    this.#topics.set(address, isAnswered ? 'confirmed' : 'pending');
  }

  #stateOf(address: string): SubscriptionState {
    return this.#became.get(address) ?? initialState(address, this.#circle);
  }
}

export class ModelMail implements Pick<Mail, keyof Mail> {
  readonly #office: PostOffice;
  readonly #by: Invocation;
  readonly #platform: string;

  constructor(office: PostOffice, by: Invocation, platform: string) {
    this.#office = office;
    this.#by = by;
    this.#platform = platform;
  }

  async mailboxes(owner: Owner | null): Promise<Mailboxes> {
    return {
      owner: owner === null ? null : { ...(await this.mailbox(owner.address)), knownBy: owner.knownBy },
      platform: await this.mailbox(this.#platform),
    };
  }

  mailbox(address: string): Promise<Mailbox> {
    return this.#call('ListSubscriptionsByTopic', () => ({
      address,
      topicArn: address,
      subscription: this.#office.stateOf(address),
    }));
  }

  async invite(owner: string): Promise<void> {
    await this.#call('CreateTopic', () => this.#office.createTopic(owner));
    await this.#call('Subscribe', () => this.#office.subscribe(owner));
  }

  async send(topic: string, letter: Letter, about: Delivered['about']): Promise<void> {
    const serve = () => {
      if (!this.#office.has(topic)) throw new RequestRefused('Topic does not exist');
      this.#office.deliver({ topic, letter, about });
    };
    await this.#call('Publish', serve, about.notebook);
  }

  topicArnOf(address: string): string {
    return address;
  }

  #call<Answer>(operation: string, serve: () => Answer, notebook?: string): Promise<Answer> {
    return this.#by.call({ service: 'SNS', operation }, serve, notebook);
  }
}
