/** How CloudTrail's event history is asked. */
import { type CloudTrailClient, CloudTrailServiceException, type Event } from '@aws-sdk/client-cloudtrail';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { Trail } from '../../functions/aws/trail.ts';

const start = Date.UTC(2026, 10, 23, 9);
const event = (id: string, at: number): Event => ({
  EventTime: new Date(at),
  CloudTrailEvent: JSON.stringify({ eventID: id }),
});

/** A history of pages, and what was asked of it when. */
async function asked(
  pages: readonly (readonly Event[] | Error)[],
  isEnough: (record: unknown) => boolean = () => false,
  to: number | null = null,
) {
  const questions: { at: number; input: Record<string, unknown> }[] = [];
  const cloudtrail = {
    send: async ({ input }: { input: Record<string, unknown> }) => {
      questions.push({ at: Date.now(), input });
      const page = pages[questions.length - 1] ?? [];
      if (page instanceof Error) throw page;
      return {
        Events: page,
        ...(questions.length < pages.length ? { NextToken: `t${questions.length}` } : {}),
      };
    },
  } as unknown as CloudTrailClient;
  let ended = 0;
  const finding = new Trail(cloudtrail)
    .find('AddTags', { from: start, to }, isEnough)
    .catch((error: Error) => error)
    .finally(() => {
      ended = Date.now();
    });
  await vi.runAllTimersAsync();
  return { found: await finding, questions, ended };
}
const page = (count: number): readonly Event[] => Array.from({ length: count }, () => event('x', start));

describe('event history', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('is asked by the name of an event, from a time on', async () => {
    const { questions } = await asked([[]]);
    expect(questions.map(({ input }) => input)).toEqual([
      {
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: 'AddTags' }],
        StartTime: new Date(start),
      },
    ]);
  });
  it('is asked up to a time where one is given', async () => {
    const { questions } = await asked([[]], undefined, start + 1);
    expect(questions[0]?.input['EndTime']).toEqual(new Date(start + 1));
  });
  it('is read page by page, slower than twice a second', async () => {
    const { found, questions } = await asked([[event('a', start + 2)], [event('b', start + 1)], []]);
    expect(found).toEqual({ records: [{ eventID: 'a' }, { eventID: 'b' }], back: null });
    expect(questions.map(({ input }) => input['NextToken'])).toEqual([undefined, 't1', 't2']);
    const pauses = questions.slice(1).map(({ at }, index) => at - (questions[index]?.at ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThan(500);
  });
  it('is left alone for a while after the last page too, before somebody else asks', async () => {
    const { ended, questions } = await asked([[event('a', start + 2)], []]);
    expect(ended - (questions.at(-1)?.at ?? 0)).toBeGreaterThan(500);
  });
  it('is read no further than to what was looked for', async () => {
    const isB = (record: unknown) => (record as { eventID: string }).eventID === 'b';
    const { found, questions } = await asked(
      [[event('a', start + 2)], [event('b', start + 1)], page(1)],
      isB,
    );
    expect(questions).toHaveLength(2);
    expect(found).toMatchObject({ back: null });
  });
  it('is left for another time after many pages, and says where', async () => {
    const pages = Array.from({ length: 20 }, (_, index) => [event('x', start + 100 - index)]);
    const { found, questions } = await asked(pages);
    expect(questions).toHaveLength(15);
    expect(found).toMatchObject({ back: start + 86 });
  });
  it('is passed over where it holds no JSON', async () => {
    const { found } = await asked([[{ EventTime: new Date(start), CloudTrailEvent: 'x' }, {}]]);
    expect(found).toEqual({ records: [], back: null });
  });
  it('that is throttled is asked again, and then later', async () => {
    const refusal = new CloudTrailServiceException({
      ...{ name: 'ThrottlingException', message: 'Rate exceeded', $fault: 'client' },
      $metadata: { httpStatusCode: 400 },
    });
    const { found, questions } = await asked([refusal, refusal, refusal, refusal]);
    expect(questions).toHaveLength(3);
    const pauses = questions.slice(1).map(({ at }, index) => at - (questions[index]?.at ?? 0));
    expect(Math.min(...pauses)).toBeGreaterThanOrEqual(1_000);
    expect(found).toMatchObject({ name: 'Throttled' });
  });
});
