/** What an operator sees of topics, subscriptions and the ledger. */
import type { World } from '../../local/sandbox.ts';
import type { Answer } from './cli.ts';
import { expectMembers, expectRefusal, type Step } from './step.ts';

export const sns = (world: World): readonly Step[] => {
  const platform = world.template.topics.map(({ name }) => `arn:aws:sns:eu-west-1:111122223333:${name}`);
  const isPlatforms = (one: Readonly<Record<string, unknown>>) => platform.includes(String(one['TopicArn']));
  const listed = (answer: Answer, member: string, key: string): Answer => {
    const all = (answer.output?.[member] ?? []) as Readonly<Record<string, unknown>>[];
    return {
      ...answer,
      output: { platform: all.filter(isPlatforms).map((one) => one[key]), all: all.length },
    };
  };
  return [
    {
      id: 'list-topics',
      args: ['sns', 'list-topics'],
      check: (answer) => expectMembers(listed(answer, 'Topics', 'TopicArn'), { platform, all: 2 }),
    },
    {
      id: 'list-subscriptions',
      args: ['sns', 'list-subscriptions'],
      check: (answer) =>
        expectMembers(listed(answer, 'Subscriptions', 'Endpoint'), {
          platform: ['platform@example.com'],
          all: 2,
        }),
    },
    {
      id: 'get-topic-attributes',
      args: ['sns', 'get-topic-attributes', '--topic-arn', String(platform[0])],
      check: (answer) => {
        const attributes = answer.output?.['Attributes'] as Readonly<Record<string, unknown>> | undefined;
        return expectMembers({ ...answer, output: attributes }, { SubscriptionsConfirmed: '1' });
      },
    },
    {
      id: 'list-subscriptions-by-topic of none',
      args: ['sns', 'list-subscriptions-by-topic', '--topic-arn', `${platform[0]}-none`],
      check: expectRefusal(
        'An error occurred (NotFound) when calling the ListSubscriptionsByTopic operation: Topic does not exist',
      ),
    },
  ];
};

export const dynamoDb = (world: World): readonly Step[] => [
  {
    id: 'dynamodb scan',
    args: ['dynamodb', 'scan', '--table-name', String(world.template.tables[0]?.name)],
    check: (answer) => {
      const items = (answer.output?.['Items'] ?? []) as { name?: { S?: string } }[];
      // The notebook's file, and what has no name: the key of its mail's link, and the pace of its mailbox.
      const names = items.flatMap(({ name }) => name?.S ?? []);
      return expectMembers(
        { ...answer, output: { Count: answer.output?.['Count'], names } },
        { Count: 3, names: ['new-lab'] },
      );
    },
  },
  {
    id: 'dynamodb scan of no table',
    args: ['dynamodb', 'scan', '--table-name', 'no-such-table'],
    check: expectRefusal(
      'An error occurred (ResourceNotFoundException) when calling the Scan operation: Requested resource not found',
    ),
  },
];
