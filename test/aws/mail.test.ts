/** How often a mail is sent where SNS does not say that it took it. */
import { type SNSClient, SNSServiceException } from '@aws-sdk/client-sns';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Mail } from '../../functions/aws/mail.ts';

const topics = {
  platformEmail: 'platform@example.com',
  platformTopicArn: 'arn:aws:sns:eu-west-1:111122223333:platform',
  ownerTopicPrefix: 'owner-',
};
const refusals = [
  ['Throttled', 400],
  ['InternalError', 500],
] as const;

/** When it was sent, in milliseconds after the first time. */
async function sent(name: string, httpStatusCode: number): Promise<number[]> {
  const times: number[] = [];
  const sns = {
    send: async () => {
      times.push(Date.now());
      throw new SNSServiceException({
        ...{ name: name === 'Throttled' ? 'ThrottledException' : name, $fault: 'server' },
        ...{ message: 'no', $metadata: { httpStatusCode } },
      });
    },
  } as unknown as SNSClient;
  const sending = new Mail(topics, sns)
    .send(topics.platformTopicArn, { subject: 'lab', body: 'It is off.' }, { notice: 'outcome' })
    .catch(() => undefined);
  await vi.runAllTimersAsync();
  await sending;
  return times.map((at) => at - (times[0] ?? 0));
}

describe('a mail', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it.each(refusals)('of which SNS says %s is sent again at most once a second', async (name, status) => {
    expect(await sent(name, status)).toEqual([0, 1_000, 2_000]);
  });
});
