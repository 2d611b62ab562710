import { Names, Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { Construct } from 'constructs';

export interface MailProps {
  /** The platform team's mail address, which has to confirm its subscription once. */
  readonly platformEmail: string;
}

/** One topic for the platform team; owners' topics, one per address, are created when an owner is first met. */
export class Mail extends Construct {
  readonly platformTopic: Topic;
  /** What the name of every owner's topic begins with. */
  readonly ownerTopicPrefix: string;
  /** The pattern of all owners' topics. */
  readonly ownerTopicArns: string;

  constructor(scope: Construct, id: string, props: MailProps) {
    super(scope, id);
    this.platformTopic = new Topic(this, 'PlatformTopic', {
      displayName: 'SageMaker notebook root access',
      enforceSSL: true,
    });
    this.platformTopic.addSubscription(new EmailSubscription(props.platformEmail));

    this.ownerTopicPrefix = `${Names.uniqueResourceName(this, { maxLength: 60, separator: '-' })}-owner-`;
    this.ownerTopicArns = Stack.of(this).formatArn({ service: 'sns', resource: `${this.ownerTopicPrefix}*` });
  }
}
