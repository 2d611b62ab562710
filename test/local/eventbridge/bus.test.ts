import { expect, test } from 'vitest';
import { VirtualClock } from '../../../local/clock.ts';
import { EventBus, type Target } from '../../../local/eventbridge/bus.ts';
import type { BusEvent } from '../../../local/eventbridge/event.ts';
import { AwsError } from '../../../local/service.ts';

const queue = 'arn:aws:sqs:eu-west-1:111122223333:dead-letters';

const busWith = (
  answer: (attempt: number) => AwsError | undefined,
  target: Partial<Target> = {},
  rule: { enabled?: boolean; pattern?: unknown } = {},
) => {
  const clock = new VirtualClock(0);
  const delivered: { at: number; event: BusEvent }[] = [];
  let attempts = 0;
  const bus = new EventBus({
    clock,
    rules: [
      {
        name: 'doors',
        pattern: rule.pattern ?? { source: ['aws.sagemaker'] },
        enabled: rule.enabled ?? true,
        targets: [{ id: 'machine', arn: 'arn:machine', deadLetterArn: queue, ...target }],
      },
    ],
    deliver: async (_target, event) => {
      attempts += 1;
      const refusal = answer(attempts);
      if (refusal !== undefined) throw refusal;
      delivered.push({ at: clock.now(), event });
    },
  });
  const rest = async () => {
    while (await clock.step());
  };
  return { clock, bus, delivered, rest, attempts: () => attempts };
};

const event = { source: 'aws.sagemaker', detail: { NotebookInstanceName: 'fraud-lab' } };

test('an event that matches reaches the target as it stands', async () => {
  const { bus, delivered } = busWith(() => undefined);
  await bus.put(event);
  expect(delivered).toEqual([{ at: 0, event }]);
});

test('an event that does not match reaches nobody', async () => {
  const { bus, delivered } = busWith(() => undefined);
  await bus.put({ source: 'aws.ec2' });
  expect(delivered).toEqual([]);
});

test('a disabled rule delivers nothing', async () => {
  const { bus, delivered } = busWith(() => undefined, {}, { enabled: false });
  await bus.put(event);
  expect(delivered).toEqual([]);
});

test('a throttled delivery is tried again later', async () => {
  const { bus, delivered, rest } = busWith((attempt) =>
    attempt < 3 ? new AwsError('ThrottlingException', 'Rate exceeded') : undefined,
  );
  await bus.put(event);
  await rest();
  expect(delivered).toEqual([{ at: 3_000, event }]);
  expect(bus.deadLetters()).toEqual([]);
});

test('a missing permission goes to the dead-letter queue at once', async () => {
  const { bus, rest, attempts } = busWith(() => new AwsError('AccessDeniedException', 'not authorized'));
  await bus.put(event);
  await rest();
  expect(attempts()).toBe(1);
  expect(bus.deadLetters()).toMatchObject([
    {
      at: 0,
      queueArn: queue,
      event,
      attributes: {
        RULE_ARN: 'arn:aws:events:eu-west-1:111122223333:rule/doors',
        TARGET_ARN: 'arn:machine',
        ERROR_CODE: 'NO_PERMISSIONS',
        ERROR_MESSAGE: 'not authorized',
      },
    },
  ]);
});

test.each([
  [{ maximumRetryAttempts: 2 }, 'MaximumRetryAttempts', '2'],
  [{ maximumEventAgeInSeconds: 60 }, 'MaximumEventAgeInSeconds', '5'],
])('with the policy %j delivery ends by %s', async (retryPolicy, condition, retries) => {
  const { bus, rest } = busWith(() => new AwsError('ThrottlingException', 'Rate exceeded'), { retryPolicy });
  await bus.put(event);
  await rest();
  expect(bus.deadLetters()[0]?.attributes).toMatchObject({
    ERROR_CODE: 'THROTTLING',
    EXHAUSTED_RETRY_CONDITION: condition,
    RETRY_ATTEMPTS: retries,
  });
});

test('an error that is no answer of AWS is not swallowed', async () => {
  const clock = new VirtualClock(0);
  const bus = new EventBus({
    clock,
    rules: [{ name: 'r', pattern: { a: [1] }, enabled: true, targets: [{ id: 't', arn: 'arn:t' }] }],
    deliver: () => Promise.reject(new TypeError('a bug')),
  });
  await expect(bus.put({ a: 1 })).rejects.toThrow('a bug');
});

test("lost events are AWS's own, as many as the fault says, about its notebook", async () => {
  const { bus, delivered } = busWith(() => undefined);
  bus.lose({ times: 1, notebook: 'fraud-lab' });
  const other = { source: 'aws.sagemaker', detail: { NotebookInstanceName: 'other' } };
  await bus.put(other);
  await bus.put(event, 'story');
  await bus.put(event);
  await bus.put(event);
  expect(delivered.map((delivery) => delivery.event)).toEqual([other, event, event]);
});

test('a duplicated event is delivered that often', async () => {
  const { bus, delivered } = busWith(() => undefined);
  bus.duplicate(100);
  await bus.put(event);
  expect(delivered).toHaveLength(100);
});
