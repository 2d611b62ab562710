/**
 * Mail through SNS: one topic for the platform team and one per owner address, so that what is meant for one person
 * reaches one person. Every method throws the errors of core/errors.ts.
 */
import { createHash } from 'node:crypto';
import {
  CreateTopicCommand,
  ListSubscriptionsByTopicCommand,
  NotFoundException,
  PublishCommand,
  SNSClient,
  SubscribeCommand,
} from '@aws-sdk/client-sns';
import { RequestRefused } from '../core/errors.ts';
import type { Letter } from '../core/letter.ts';
import type { Mailbox, Mailboxes } from '../core/mailbox.ts';
import type { Owner } from '../core/owner.ts';
import { aSecondApart, call, oneAttempt } from './call.ts';

export interface Topics {
  /** In lower case. */
  readonly platformEmail: string;
  readonly platformTopicArn: string;
  readonly ownerTopicPrefix: string;
}

/** What is said about a mail beside its words, as SNS message attributes. */
export interface About {
  readonly notice: string;
  /** Absent where it is about several. */
  readonly case?: string;
  readonly notebook?: string;
}

export class Mail {
  readonly #topics: Topics;
  readonly #sns: SNSClient;

  constructor(topics: Topics, sns = new SNSClient(oneAttempt)) {
    this.#topics = topics;
    this.#sns = sns;
  }

  /** Looks who can be reached. */
  async mailboxes(owner: Owner | null): Promise<Mailboxes> {
    return {
      owner: owner === null ? null : { ...(await this.mailbox(owner.address)), knownBy: owner.knownBy },
      platform: await this.mailbox(this.#topics.platformEmail),
    };
  }

  /** Looks whether mail reaches an address. */
  async mailbox(address: string): Promise<Mailbox> {
    const topicArn = this.topicArnOf(address);
    let subscription: Mailbox['subscription'] = 'none';
    try {
      let next: string | undefined;
      do {
        const page = await call('sns:ListSubscriptionsByTopic', () =>
          this.#sns.send(
            new ListSubscriptionsByTopicCommand({
              TopicArn: topicArn,
              ...(next === undefined ? {} : { NextToken: next }),
            }),
          ),
        );
        for (const { Endpoint, SubscriptionArn } of page.Subscriptions ?? []) {
          if (Endpoint?.toLowerCase() !== address) continue;
          // Until it is confirmed SNS lists it with the text PendingConfirmation in place of its ARN.
          if (SubscriptionArn?.startsWith('arn:')) subscription = 'confirmed';
          else if (subscription === 'none') subscription = 'pending';
        }
        next = page.NextToken;
      } while (next !== undefined);
    } catch (error) {
      if (!(error instanceof RequestRefused && error.cause instanceof NotFoundException)) throw error;
    }
    return { address, topicArn, subscription };
  }

  /** Asks an owner to confirm a subscription to a topic of their own. Both calls may be repeated. */
  async invite(owner: string): Promise<void> {
    const { TopicArn } = await call('sns:CreateTopic', () =>
      this.#sns.send(new CreateTopicCommand({ Name: this.#ownerTopicName(owner) })),
    );
    await call('sns:Subscribe', () =>
      this.#sns.send(new SubscribeCommand({ TopicArn, Protocol: 'email', Endpoint: owner })),
    );
  }

  /** Returns when SNS has accepted it. */
  async send(topicArn: string, letter: Letter, about: About): Promise<void> {
    const text = (value: string) => ({ DataType: 'String', StringValue: value });
    const publish = () =>
      this.#sns.send(
        new PublishCommand({
          TopicArn: topicArn,
          Subject: letter.subject,
          Message: letter.body,
          MessageAttributes: Object.fromEntries(
            Object.entries(about).map(([name, value]) => [name, text(value)]),
          ),
        }),
      );
    // One that was not answered may be out, and ten in a second are all that a subscription may get.
    await call('sns:Publish', publish, aSecondApart);
  }

  /** The platform team has the template's topic, everybody else one of their own. */
  topicArnOf(address: string): string {
    return address === this.#topics.platformEmail
      ? this.#topics.platformTopicArn
      : this.#ownerTopicArn(address);
  }

  #ownerTopicArn(owner: string): string {
    const { platformTopicArn } = this.#topics;
    return platformTopicArn.slice(0, platformTopicArn.lastIndexOf(':') + 1) + this.#ownerTopicName(owner);
  }

  /** A hash, since an address has characters that a topic's name may not have. */
  #ownerTopicName(owner: string): string {
    return this.#topics.ownerTopicPrefix + createHash('sha256').update(owner).digest('hex').slice(0, 32);
  }
}
