import { expect, test } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import { seededRandom } from '../../local/random.ts';
import type { SubscriptionState } from '../../local/sns/people.ts';
import { Sns } from '../../local/sns.ts';

const caller = {
  arn: 'arn:aws:sts::111122223333:assumed-role/notify-owner/notify-owner',
  function: 'notify-owner',
};
const alice = 'alice@example.com';

const world = (people: Record<string, SubscriptionState> = {}) => {
  const clock = new VirtualClock(0);
  const sns = new Sns({
    clock,
    random: seededRandom(1),
    accountId: '111122223333',
    region: 'eu-west-1',
    people,
    platformEmail: 'platform@example.org',
    ownerMailDomains: ['example.com'],
  });
  const call = (operation: string, input: Record<string, unknown>) =>
    sns.call(operation, input, caller) as Record<string, unknown>;
  const topic = sns.declareTopic('owner-1');
  const subscribe = (endpoint: string, more: object = {}) =>
    call('Subscribe', { TopicArn: topic, Protocol: 'email', Endpoint: endpoint, ...more })['SubscriptionArn'];
  const publish = (more: object = {}) =>
    call('Publish', { TopicArn: topic, Message: 'text', Subject: 'Hello', ...more });
  const listed = () =>
    (
      call('ListSubscriptionsByTopic', { TopicArn: topic })['Subscriptions'] as { SubscriptionArn: string }[]
    ).map(({ SubscriptionArn }) => SubscriptionArn);
  return { clock, sns, call, topic, subscribe, publish, listed };
};

test('creating a topic again gives the same ARN', () => {
  const { call, topic } = world();
  expect(call('CreateTopic', { Name: 'owner-1' })).toEqual({ TopicArn: topic });
});

test('a topic of the same name with other tags is refused', () => {
  const { call } = world();
  expect(() => call('CreateTopic', { Name: 'owner-1', Tags: [{ Key: 'a', Value: 'b' }] })).toThrow(
    'Invalid parameter: Tags Reason: Topic already exists with different tags',
  );
});

test('an address in an allowed domain confirmed long ago', () => {
  const { subscribe, listed } = world();
  expect([subscribe(alice)]).toEqual(listed());
  expect(listed()[0]).toMatch(/^arn:aws:sns:eu-west-1:111122223333:owner-1:[0-9a-f-]{36}$/);
});

test.each([
  ['an address elsewhere', 'eve@elsewhere.test', {}],
  ['one that has not answered', alice, { [alice]: 'pending' }],
  ['one that was never asked', alice, { [alice]: 'none' }],
] as const)('%s is pending until it confirms', (_who, address, people) => {
  const { sns, subscribe, publish, listed } = world(people);
  expect(subscribe(address)).toBe('pending confirmation');
  expect(listed()).toEqual(['PendingConfirmation']);
  publish();
  sns.become(address, 'confirmed');
  publish();
  expect(sns.mails().map(({ to }) => to)).toEqual([[address]]);
});

test('ReturnSubscriptionArn gives the ARN of one that is pending', () => {
  const { subscribe } = world({ [alice]: 'pending' });
  expect(subscribe(alice, { ReturnSubscriptionArn: true })).toMatch(/^arn:/);
});

test('subscribing twice is one subscription', () => {
  const { subscribe, listed } = world();
  expect(subscribe(alice)).toBe(subscribe(alice));
  expect(listed()).toHaveLength(1);
});

test('the token in the mail confirms', () => {
  const { sns, call, topic, subscribe, listed } = world({ [alice]: 'pending' });
  subscribe(alice);
  const [question] = sns.questions();
  const { SubscriptionArn } = call('ConfirmSubscription', { TopicArn: topic, Token: question?.token });
  expect(listed()).toEqual([SubscriptionArn]);
});

test.each([
  ['garbage', 'Invalid token'],
  ['0'.repeat(96), 'Invalid parameter: Token'],
])('the token %s is refused', (Token, message) => {
  const { call, topic } = world();
  expect(() => call('ConfirmSubscription', { TopicArn: topic, Token })).toThrow(message);
});

test('who unsubscribed is asked anew', () => {
  const { call, subscribe, listed } = world();
  call('Unsubscribe', { SubscriptionArn: subscribe(alice) });
  expect(listed()).toEqual([]);
  expect(subscribe(alice)).toBe('pending confirmation');
});

test('unsubscribing what is not there succeeds', () => {
  const { call, topic } = world();
  expect(call('Unsubscribe', { SubscriptionArn: `${topic}:00000000-0000-4000-8000-000000000000` })).toEqual(
    {},
  );
});

test('a declared subscription of an address that has none is not there', () => {
  const { sns, topic, listed } = world({ 'platform@example.org': 'none' });
  sns.declareSubscription(topic, 'email', 'platform@example.org');
  expect(listed()).toEqual([]);
});

test('one Publish is one mail with all its receivers and what its attributes say', () => {
  const { sns, subscribe, publish } = world();
  subscribe(alice);
  subscribe('bob@example.com');
  const text = (StringValue: string) => ({ DataType: 'String', StringValue });
  publish({ MessageAttributes: { notice: text('first'), case: text('c-1'), notebook: text('fraud-lab') } });
  expect(sns.mails()).toEqual([
    {
      at: 0,
      to: [alice, 'bob@example.com'],
      notice: 'first',
      case: 'c-1',
      notebook: 'fraud-lab',
      subject: 'Hello',
      body: 'text',
    },
  ]);
});

test('what reaches nobody is accepted and is no mail', () => {
  const { sns, publish } = world();
  expect(publish()).toEqual({ MessageId: expect.stringMatching(/^[0-9a-f-]{36}$/) });
  expect(sns.mails()).toEqual([]);
});

test('the eleventh mail within a second suspends the subscription', () => {
  const { sns, subscribe, publish, listed } = world();
  subscribe(alice);
  for (let mail = 0; mail < 11; mail += 1) publish();
  expect(sns.mails()).toHaveLength(10);
  expect(listed()).toEqual(['PendingConfirmation']);
});

test('ten mails a second, second after second, all arrive', async () => {
  const { clock, sns, subscribe, publish } = world();
  subscribe(alice);
  for (let second = 0; second < 3; second += 1) {
    clock.at(second * 1_000, 'happens', () => {
      for (let mail = 0; mail < 10; mail += 1) publish();
    });
  }
  while (await clock.step());
  expect(sns.mails()).toHaveLength(30);
});

test.each([
  ['an empty subject', { Subject: '' }, 'Invalid parameter: Subject'],
  ['a line break in the subject', { Subject: 'a\nb' }, 'Invalid parameter: Subject'],
  ['a subject of 100 characters', { Subject: 'a'.repeat(100) }, 'Invalid parameter: Subject'],
  ['a subject that is not ASCII', { Subject: 'Zürich' }, 'Invalid parameter: Subject'],
  ['an empty message', { Message: '' }, 'Invalid parameter: Empty message'],
  ['a message over 256 KiB', { Message: 'ü'.repeat(131_073) }, 'Invalid parameter: Message too long'],
  [
    'an empty attribute',
    { MessageAttributes: { case: { DataType: 'String', StringValue: '' } } },
    "The message attribute 'case' must contain non-empty message attribute value for message attribute type 'String'.",
  ],
])('%s is refused', (_what, input, message) => {
  const { publish } = world();
  expect(() => publish(input)).toThrow(expect.objectContaining({ message }));
});

test('a subject of 99 characters and a message of 256 KiB are accepted', () => {
  const { publish } = world();
  expect(publish({ Subject: 'a'.repeat(99), Message: 'a'.repeat(262_144) })).toHaveProperty('MessageId');
});

test.each([
  ['arn:aws:sns:eu-west-1:111122223333:ghost', 'NotFound', 404, 'Topic does not exist'],
  [
    'ghost',
    'InvalidParameter',
    400,
    'Invalid parameter: TopicArn Reason: An ARN must have at least 6 elements, not 1',
  ],
  ['arn:aws:sns:us-east-1:111122223333:owner-1', 'InvalidParameter', 400, 'Invalid parameter: TopicArn'],
])('publishing to %s is refused as %s', (TopicArn, code, status, message) => {
  const { publish } = world();
  expect(() => publish({ TopicArn })).toThrow(expect.objectContaining({ code, status, message }));
});

test.each([
  [{ Protocol: 'pigeon' }, 'Invalid parameter: Amazon SNS does not support this protocol string: pigeon'],
  [{ Endpoint: 'a@b.test;c@d.test' }, 'Invalid parameter: Email address'],
  [{ Protocol: 'sqs' }, "the sandbox's SNS does not implement the protocol sqs"],
  [{ Attributes: { FilterPolicy: '{}' } }, "the sandbox's SNS does not implement Subscribe with Attributes"],
])('subscribing with %j is refused', (input, message) => {
  const { subscribe } = world();
  expect(() => subscribe(alice, input)).toThrow(message);
});

test('lists come in pages of a hundred', () => {
  const { call, topic, subscribe } = world();
  for (let person = 0; person < 101; person += 1) subscribe(`p${person}@example.com`);
  const first = call('ListSubscriptionsByTopic', { TopicArn: topic });
  expect(first['Subscriptions']).toHaveLength(100);
  const second = call('ListSubscriptionsByTopic', { TopicArn: topic, NextToken: first['NextToken'] });
  expect(second['Subscriptions']).toHaveLength(1);
  expect(second).not.toHaveProperty('NextToken');
});

test('a topic counts its subscriptions', () => {
  const { call, topic, subscribe } = world({ 'bob@example.com': 'pending' });
  subscribe(alice);
  subscribe('bob@example.com');
  expect(call('GetTopicAttributes', { TopicArn: topic })['Attributes']).toMatchObject({
    TopicArn: topic,
    SubscriptionsConfirmed: '1',
    SubscriptionsPending: '1',
  });
});
