/** SNS allows ten messages a second to one e-mail subscription; one more suspends it. */
const mailsPerSecond = 10;
const suspendedFor = 30 * 24 * 3_600_000;

export interface Subscription {
  readonly arn: string;
  readonly endpoint: string;
  /** What ConfirmSubscription asks for; it stands in the mail with which SNS asks. */
  readonly token: string;
  confirmed: boolean;
  /** When too many mails suspended it, milliseconds since the epoch. */
  suspendedAt: number | undefined;
  /** When its latest mails were delivered. */
  readonly delivered: number[];
}

export interface Topic {
  readonly name: string;
  readonly arn: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly tags: Readonly<Record<string, string>>;
  readonly subscriptions: Subscription[];
  /** Who unsubscribed from it: SNS would ask them again, and an answer of long ago does not count. */
  readonly left: Set<string>;
  deleted: number;
}

/** Suspended subscriptions are gone after 30 days. */
export const forgetSuspended = (topic: Topic, now: number): void => {
  for (const subscription of [...topic.subscriptions]) {
    if (subscription.suspendedAt !== undefined && now - subscription.suspendedAt >= suspendedFor) {
      remove(topic, subscription);
    }
  }
};

export const remove = (topic: Topic, subscription: Subscription): void => {
  topic.subscriptions.splice(topic.subscriptions.indexOf(subscription), 1);
  topic.left.add(subscription.endpoint);
  topic.deleted += 1;
};

/** Whether a mail gets through; the eleventh within a second does not, and suspends the subscription. */
export const passes = (subscription: Subscription, now: number): boolean => {
  if (!subscription.confirmed) return false;
  const { delivered } = subscription;
  while (delivered[0] !== undefined && now - delivered[0] >= 1_000) delivered.shift();
  if (delivered.length >= mailsPerSecond) {
    subscription.confirmed = false;
    subscription.suspendedAt = now;
    return false;
  }
  delivered.push(now);
  return true;
};
