import type { Topic } from './topic.ts';

/** GetTopicAttributes' map: every value is a text, policies are JSON texts. */
export const topicAttributes = (topic: Topic, owner: string): Readonly<Record<string, string>> => {
  const confirmed = topic.subscriptions.filter((subscription) => subscription.confirmed).length;
  return {
    DisplayName: '',
    EffectiveDeliveryPolicy: JSON.stringify({
      http: {
        defaultHealthyRetryPolicy: {
          minDelayTarget: 20,
          maxDelayTarget: 20,
          numRetries: 3,
          numMaxDelayRetries: 0,
          numNoDelayRetries: 0,
          numMinDelayRetries: 0,
          backoffFunction: 'linear',
        },
        disableSubscriptionOverrides: false,
        defaultRequestPolicy: { headerContentType: 'text/plain; charset=UTF-8' },
      },
    }),
    Owner: owner,
    Policy: JSON.stringify({
      Version: '2008-10-17',
      Id: '__default_policy_ID',
      Statement: [
        {
          Sid: '__default_statement_ID',
          Effect: 'Allow',
          Principal: { AWS: '*' },
          Action: [
            'SNS:GetTopicAttributes',
            'SNS:SetTopicAttributes',
            'SNS:AddPermission',
            'SNS:RemovePermission',
            'SNS:DeleteTopic',
            'SNS:Subscribe',
            'SNS:ListSubscriptionsByTopic',
            'SNS:Publish',
          ],
          Resource: topic.arn,
          Condition: { StringEquals: { 'AWS:SourceOwner': owner } },
        },
      ],
    }),
    SubscriptionsConfirmed: String(confirmed),
    SubscriptionsDeleted: String(topic.deleted),
    SubscriptionsPending: String(topic.subscriptions.length - confirmed),
    TopicArn: topic.arn,
    ...topic.attributes,
  };
};
