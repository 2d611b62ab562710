import type { VirtualClock } from './clock.ts';
import type { Random } from './random.ts';
import { AwsError, type Caller, type Input, type Service } from './service.ts';
import { type Mail, mailOf } from './sns/mail.ts';
import { pageOf } from './sns/page.ts';
import { type Circle, initialState, type SubscriptionState } from './sns/people.ts';
import { publicationOf } from './sns/publication.ts';
import {
  checkAddress,
  checkArn,
  checkProtocol,
  checkTopicName,
  invalid,
  notImplemented,
  onlyMembers,
  requiredText,
  topicNotFound,
} from './sns/refusals.ts';
import { forgetSuspended, passes, remove, type Subscription, type Topic } from './sns/topic.ts';
import { topicAttributes } from './sns/topic-attributes.ts';

/**
 * SNS as far as the functions and an operator need it: standard topics, mail subscriptions with confirmation,
 * and what reached whom. Missing, and refused by name: other protocols, filter policies, FIFO, batches, SMS.
 */
export class Sns implements Service {
  readonly #clock: VirtualClock;
  readonly #random: Random;
  readonly #accountId: string;
  readonly #region: string;
  readonly #circle: Circle;
  readonly #became = new Map<string, SubscriptionState>();
  readonly #topics = new Map<string, Topic>();
  readonly #mails: Mail[] = [];
  readonly #onMail: (mail: Mail) => void;

  constructor(
    options: Circle & {
      readonly clock: VirtualClock;
      readonly random: Random;
      readonly accountId: string;
      readonly region: string;
      readonly onMail?: (mail: Mail) => void;
    },
  ) {
    this.#clock = options.clock;
    this.#random = options.random;
    this.#accountId = options.accountId;
    this.#region = options.region;
    this.#circle = options;
    this.#onMail = options.onMail ?? (() => undefined);
  }

  /** A topic that the template declares; returns its ARN. */
  declareTopic(name: string): string {
    return this.#createTopic(name, {}, {}).arn;
  }

  /**
   * A subscription that the template declares: asked for at the deployment, long ago. An address that a story
   * says has `none` has unsubscribed since.
   */
  declareSubscription(topicArn: string, protocol: string, endpoint: string): void {
    checkProtocol(protocol);
    checkAddress(endpoint);
    if (this.#stateOf(endpoint) !== 'none') this.#subscription(this.#topic(topicArn), endpoint);
  }

  /** An address answers SNS's question, is asked anew, or unsubscribes. */
  become(address: string, state: SubscriptionState): void {
    this.#became.set(address, state);
    for (const topic of this.#topics.values()) {
      if (state === 'confirmed') topic.left.delete(address);
      for (const subscription of topic.subscriptions.filter(({ endpoint }) => endpoint === address)) {
        if (state === 'none') remove(topic, subscription);
        subscription.confirmed = state === 'confirmed';
        subscription.suspendedAt = undefined;
      }
    }
  }

  /** What was delivered, one record per Publish that reached somebody. */
  mails(): readonly Mail[] {
    return this.#mails;
  }

  /** The questions that SNS mailed and that nobody has answered yet, with the tokens that stand in them. */
  questions(): readonly { readonly topicArn: string; readonly endpoint: string; readonly token: string }[] {
    return [...this.#topics.values()].flatMap((topic) =>
      topic.subscriptions
        .filter((subscription) => !subscription.confirmed)
        .map(({ endpoint, token }) => ({ topicArn: topic.arn, endpoint, token })),
    );
  }

  call(operation: string, input: Input, _caller: Caller): unknown {
    for (const topic of this.#topics.values()) forgetSuspended(topic, this.#clock.now());
    switch (operation) {
      case 'CreateTopic':
        return this.#onCreateTopic(input);
      case 'Subscribe':
        return this.#onSubscribe(input);
      case 'ConfirmSubscription':
        return this.#onConfirmSubscription(input);
      case 'Unsubscribe':
        return this.#onUnsubscribe(input);
      case 'ListSubscriptionsByTopic':
        return this.#onListSubscriptionsByTopic(input);
      case 'ListSubscriptions':
        return this.#onListSubscriptions(input);
      case 'ListTopics':
        return this.#onListTopics(input);
      case 'GetTopicAttributes':
        onlyMembers(operation, input, ['TopicArn']);
        return { Attributes: topicAttributes(this.#topicOf(input), this.#accountId) };
      case 'Publish':
        return this.#onPublish(input);
      default:
        throw notImplemented(operation);
    }
  }

  #onCreateTopic(input: Input): unknown {
    onlyMembers('CreateTopic', input, ['Name', 'Attributes', 'Tags']);
    const attributes = (input['Attributes'] ?? {}) as Readonly<Record<string, string>>;
    if (attributes['FifoTopic'] !== undefined) throw notImplemented('FIFO topics');
    const tags = (input['Tags'] ?? []) as readonly { readonly Key: string; readonly Value: string }[];
    if (new Set(tags.map(({ Key }) => Key)).size < tags.length)
      throw invalid('Duplicated keys are not allowed.');
    const tagMap = Object.fromEntries(tags.map(({ Key, Value }) => [Key, Value]));
    return { TopicArn: this.#createTopic(requiredText(input, 'Name'), attributes, tagMap).arn };
  }

  #onSubscribe(input: Input): unknown {
    onlyMembers('Subscribe', input, ['TopicArn', 'Protocol', 'Endpoint', 'ReturnSubscriptionArn']);
    const arn = checkArn(requiredText(input, 'TopicArn'), 'TopicArn', this.#region);
    checkProtocol(requiredText(input, 'Protocol'));
    const endpoint = String(input['Endpoint'] ?? '');
    checkAddress(endpoint);
    const subscription = this.#subscription(this.#topic(arn), endpoint);
    const shown = subscription.confirmed || input['ReturnSubscriptionArn'] === true;
    return { SubscriptionArn: shown ? subscription.arn : 'pending confirmation' };
  }

  #onConfirmSubscription(input: Input): unknown {
    onlyMembers('ConfirmSubscription', input, ['TopicArn', 'Token', 'AuthenticateOnUnsubscribe']);
    const arn = checkArn(requiredText(input, 'TopicArn'), 'TopicArn', this.#region);
    const token = requiredText(input, 'Token');
    if (!/^[0-9a-f]{64,}$/.test(token)) throw new AwsError('InvalidParameter', 'Invalid token');
    const subscription = this.#topics.get(arn)?.subscriptions.find((candidate) => candidate.token === token);
    if (subscription === undefined) throw invalid('Token');
    subscription.confirmed = true;
    subscription.suspendedAt = undefined;
    return { SubscriptionArn: subscription.arn };
  }

  /** Unsubscribing what is not there succeeds, as recorded. */
  #onUnsubscribe(input: Input): unknown {
    onlyMembers('Unsubscribe', input, ['SubscriptionArn']);
    const arn = checkArn(requiredText(input, 'SubscriptionArn'), 'SubscriptionArn', this.#region);
    for (const topic of this.#topics.values()) {
      const subscription = topic.subscriptions.find((candidate) => candidate.arn === arn);
      if (subscription !== undefined) remove(topic, subscription);
    }
    return {};
  }

  #onListSubscriptionsByTopic(input: Input): unknown {
    onlyMembers('ListSubscriptionsByTopic', input, ['TopicArn', 'NextToken']);
    return this.#listed([this.#topicOf(input)], input);
  }

  #onListSubscriptions(input: Input): unknown {
    onlyMembers('ListSubscriptions', input, ['NextToken']);
    return this.#listed([...this.#topics.values()], input);
  }

  #onListTopics(input: Input): unknown {
    onlyMembers('ListTopics', input, ['NextToken']);
    const { items, ...more } = pageOf([...this.#topics.values()], input['NextToken']);
    return { Topics: items.map(({ arn }) => ({ TopicArn: arn })), ...more };
  }

  #onPublish(input: Input): unknown {
    onlyMembers('Publish', input, ['TopicArn', 'Message', 'Subject', 'MessageAttributes']);
    if (input['TopicArn'] === undefined) {
      throw invalid('TopicArn or TargetArn Reason: no value for required parameter');
    }
    const arn = checkArn(requiredText(input, 'TopicArn'), 'TopicArn', this.#region);
    const publication = publicationOf(input);
    const now = this.#clock.now();
    const receivers = this.#topic(arn).subscriptions.filter((subscription) => passes(subscription, now));
    if (receivers.length > 0) {
      const mail = mailOf(
        publication,
        now,
        receivers.map(({ endpoint }) => endpoint),
      );
      this.#mails.push(mail);
      this.#onMail(mail);
    }
    return { MessageId: this.#random.uuid() };
  }

  #listed(topics: readonly Topic[], input: Input): unknown {
    const all = topics.flatMap((topic) =>
      topic.subscriptions.map((subscription) => ({
        SubscriptionArn: subscription.confirmed ? subscription.arn : 'PendingConfirmation',
        Owner: this.#accountId,
        Protocol: 'email',
        Endpoint: subscription.endpoint,
        TopicArn: topic.arn,
      })),
    );
    const { items, ...more } = pageOf(all, input['NextToken']);
    return { Subscriptions: items, ...more };
  }

  #createTopic(
    name: string,
    attributes: Readonly<Record<string, string>>,
    tags: Readonly<Record<string, string>>,
  ): Topic {
    checkTopicName(name);
    const arn = `arn:aws:sns:${this.#region}:${this.#accountId}:${name}`;
    const known = this.#topics.get(arn);
    if (known === undefined) {
      const topic: Topic = { name, arn, attributes, tags, subscriptions: [], left: new Set(), deleted: 0 };
      this.#topics.set(arn, topic);
      return topic;
    }
    const differs = (given: Readonly<Record<string, string>>, kept: Readonly<Record<string, string>>) =>
      Object.entries(given).some(([key, value]) => kept[key] !== value);
    if (differs(tags, known.tags)) throw invalid('Tags Reason: Topic already exists with different tags');
    if (differs(attributes, known.attributes)) {
      throw invalid('Attributes Reason: Topic already exists with different attributes');
    }
    return known;
  }

  /** The topic's subscription of an address; a new one is confirmed if its person confirmed long ago. */
  #subscription(topic: Topic, endpoint: string): Subscription {
    const known = topic.subscriptions.find((subscription) => subscription.endpoint === endpoint);
    if (known !== undefined) return known;
    const subscription: Subscription = {
      arn: `${topic.arn}:${this.#random.uuid()}`,
      endpoint,
      token: `${this.#random.uuid()}${this.#random.uuid()}${this.#random.uuid()}`.replaceAll('-', ''),
      confirmed: this.#stateOf(endpoint) === 'confirmed' && !topic.left.has(endpoint),
      suspendedAt: undefined,
      delivered: [],
    };
    topic.subscriptions.push(subscription);
    return subscription;
  }

  #stateOf(address: string): SubscriptionState {
    return this.#became.get(address) ?? initialState(address, this.#circle);
  }

  #topicOf(input: Input): Topic {
    return this.#topic(checkArn(requiredText(input, 'TopicArn'), 'TopicArn', this.#region));
  }

  #topic(arn: string): Topic {
    const topic = this.#topics.get(arn);
    if (topic === undefined) throw topicNotFound();
    return topic;
  }
}
