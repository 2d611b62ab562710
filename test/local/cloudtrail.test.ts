import { expect, test } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import { CloudTrail } from '../../local/cloudtrail.ts';
import { seededRandom } from '../../local/random.ts';

const start = Date.UTC(2026, 10, 23, 9);
const day = 86_400_000;

const world = () => {
  const clock = new VirtualClock(start);
  const trail = new CloudTrail({ clock, random: seededRandom(1) });
  const add = (eventName: string, at: number, more: object = {}) =>
    trail.add({
      eventName,
      eventTime: new Date(at).toISOString(),
      eventID: `id-${at}-${eventName}`,
      eventSource: 'sagemaker.amazonaws.com',
      readOnly: false,
      ...more,
    });
  const look = (input: Record<string, unknown>) =>
    trail.call('LookupEvents', input) as { Events: Record<string, unknown>[]; NextToken?: string };
  const ids = (input: Record<string, unknown>) => look(input).Events.map(({ EventId }) => EventId);
  return { clock, add, look, ids };
};
const by = (AttributeKey: string, AttributeValue: string) => ({
  LookupAttributes: [{ AttributeKey, AttributeValue }],
});

test('events are found by their name, the newest first', () => {
  const { add, ids } = world();
  add('AddTags', start - 2_000);
  add('DeleteTags', start - 1_500);
  add('AddTags', start - 1_000);
  expect(ids(by('EventName', 'AddTags'))).toEqual([
    `id-${start - 1_000}-AddTags`,
    `id-${start - 2_000}-AddTags`,
  ]);
});

test('an event is shown with its record as text, and its time as a date', () => {
  const { add, look } = world();
  add('AddTags', start - 1_000, { userIdentity: { arn: 'arn:aws:sts::1:assumed-role/Platform/pat' } });
  const [event] = look({}).Events;
  expect(event).toMatchObject({ EventName: 'AddTags', ReadOnly: 'false', Username: 'pat' });
  expect(event?.['EventTime']).toEqual(new Date(start - 1_000));
  expect(JSON.parse(String(event?.['CloudTrailEvent']))).toMatchObject({ eventName: 'AddTags' });
});

test('a span of time, both ends included, is what was asked for', () => {
  const { add, ids } = world();
  for (const at of [1, 2, 3, 4]) add('AddTags', start - at * 60_000);
  const seconds = (at: number) => (start - at * 60_000) / 1_000;
  expect(ids({ StartTime: seconds(3), EndTime: seconds(2) })).toEqual([
    `id-${start - 120_000}-AddTags`,
    `id-${start - 180_000}-AddTags`,
  ]);
});

test('what is older than 90 days is forgotten', () => {
  const { add, ids } = world();
  add('AddTags', start - 91 * day);
  expect(ids({})).toEqual([]);
});

test('more than fifty come in pages, by a token of the same question', () => {
  const { add, clock, look } = world();
  for (let at = 1; at <= 60; at += 1) add('AddTags', start - at * 1_000);
  const first = look(by('EventName', 'AddTags'));
  expect(first.Events).toHaveLength(50);
  const rest = look({ ...by('EventName', 'AddTags'), NextToken: first.NextToken });
  expect(rest.Events).toHaveLength(10);
  expect(rest.NextToken).toBeUndefined();
  clock.pass(start + 2_000);
  expect(() => look({ ...by('EventName', 'DeleteTags'), NextToken: first.NextToken })).toThrow(
    expect.objectContaining({ code: 'InvalidNextTokenException' }),
  );
});

test('a third call within a second is throttled, a second later it is not', () => {
  const { clock, look } = world();
  look({});
  look({});
  expect(() => look({})).toThrow(expect.objectContaining({ code: 'ThrottlingException' }));
  clock.pass(start + 1_000);
  expect(look({}).Events).toEqual([]);
});

test.each([
  [
    { LookupAttributes: [by('EventName', 'a').LookupAttributes[0], by('EventId', 'b').LookupAttributes[0]] },
    'InvalidLookupAttributesException',
  ],
  [by('EventName', ''), 'InvalidLookupAttributesException'],
  [{ StartTime: 2, EndTime: 1 }, 'InvalidTimeRangeException'],
  [{ MaxResults: 51 }, 'InvalidMaxResultsException'],
  [{ EventCategory: 'insight' }, 'InvalidEventCategoryException'],
  [{ Name: 'AddTags' }, 'SerializationException'],
])('%j is refused as %s', (input, code) => {
  expect(() => world().look(input)).toThrow(expect.objectContaining({ code }));
});
