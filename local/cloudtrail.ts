/**
 * CloudTrail's event history, as far as LookupEvents shows it (botocore 1.43.67, cloudtrail 2013-11-01): management
 * events of the last 90 days, newest first, fifty a page, asked for by one attribute at most, and twice a second.
 * Missing, and refused by name: every other operation, Insights events, attributes other than an event's name, source
 * and id.
 */
import type { VirtualClock } from './clock.ts';
import type { Random } from './random.ts';
import { AwsError, type Input, type Service } from './service.ts';

/** A record as CloudTrail writes it, and as EventBridge has it in an event's `detail`. */
export type TrailRecord = Readonly<Record<string, unknown>>;

const history = 90 * 86_400_000;
const mostOfAPage = 50;
/** Two a second, per account and Region. */
const perSecond = 2;

const members = ['LookupAttributes', 'StartTime', 'EndTime', 'EventCategory', 'MaxResults', 'NextToken'];

/** By AttributeKey, the member of a record. */
const attributes: Readonly<Record<string, string>> = {
  EventName: 'eventName',
  EventSource: 'eventSource',
  EventId: 'eventID',
};

const timeOf = (record: TrailRecord): number => Date.parse(String(record['eventTime']));

const isRecord = (value: unknown): value is TrailRecord => typeof value === 'object' && value !== null;

export class CloudTrail implements Service {
  readonly #clock: VirtualClock;
  readonly #random: Random;
  /** Newest last. */
  readonly #records: TrailRecord[] = [];
  readonly #tokens = new Map<string, { readonly question: string; readonly from: number }>();
  #lately: readonly number[] = [];

  constructor(options: { readonly clock: VirtualClock; readonly random: Random }) {
    this.#clock = options.clock;
    this.#random = options.random;
  }

  /** From now on it can be looked up. */
  add(record: TrailRecord): void {
    this.#records.push(record);
  }

  call(operation: string, input: Input): unknown {
    if (operation !== 'LookupEvents') {
      throw new AwsError('UnknownOperationException', `expected LookupEvents, got ${operation}`);
    }
    this.#throttle();
    const { MaxResults = mostOfAPage, NextToken: token, ...question } = input;
    const found = this.#find(question);
    if (!(Number.isInteger(MaxResults) && Number(MaxResults) >= 1 && Number(MaxResults) <= mostOfAPage)) {
      throw new AwsError('InvalidMaxResultsException', `expected 1 to ${mostOfAPage}, got ${MaxResults}`);
    }
    const asked = JSON.stringify(question);
    const from = token === undefined ? 0 : this.#placeOf(String(token), asked);
    const to = from + Number(MaxResults);
    return {
      Events: found.slice(from, to).map(eventOf),
      ...(to < found.length ? { NextToken: this.#tokenFor(asked, to) } : {}),
    };
  }

  #throttle(): void {
    const now = this.#clock.now();
    this.#lately = this.#lately.filter((at) => at > now - 1_000);
    if (this.#lately.length >= perSecond) throw new AwsError('ThrottlingException', 'Rate exceeded');
    this.#lately = [...this.#lately, now];
  }

  #find(question: Input): readonly TrailRecord[] {
    const unknown = Object.keys(question).find((member) => !members.includes(member));
    if (unknown !== undefined) {
      throw new AwsError('SerializationException', `expected members of LookupEventsRequest, got ${unknown}`);
    }
    if (question['EventCategory'] !== undefined) {
      throw new AwsError('InvalidEventCategoryException', 'the sandbox has no Insights events');
    }
    const now = this.#clock.now();
    const [after, before] = [question['StartTime'], question['EndTime']].map(milliseconds);
    if (after !== undefined && before !== undefined && after > before) {
      throw new AwsError('InvalidTimeRangeException', 'the start time is after the end time');
    }
    const is = matcherOf(question['LookupAttributes']);
    return this.#records
      .filter((record) => {
        const at = timeOf(record);
        return at > now - history && at >= (after ?? at) && at <= (before ?? at) && is(record);
      })
      .map((record, order) => ({ record, order }))
      .sort((a, b) => timeOf(b.record) - timeOf(a.record) || b.order - a.order)
      .map(({ record }) => record);
  }

  #tokenFor(question: string, from: number): string {
    const token = this.#random.uuid();
    this.#tokens.set(token, { question, from });
    return token;
  }

  #placeOf(token: string, question: string): number {
    const known = this.#tokens.get(token);
    if (known?.question !== question) {
      throw new AwsError('InvalidNextTokenException', 'expected a token of the same question, got another');
    }
    return known.from;
  }
}

/** Timestamps come in epoch seconds. */
function milliseconds(value: unknown): number | undefined {
  if (value === undefined) return undefined;
  if (typeof value === 'number' && value > 0) return value * 1_000;
  throw new AwsError('InvalidTimeRangeException', `expected a time in epoch seconds, got ${String(value)}`);
}

function matcherOf(list: unknown): (record: TrailRecord) => boolean {
  if (list === undefined) return () => true;
  const [attribute, ...more] = Array.isArray(list) ? list : [];
  const { AttributeKey: key, AttributeValue: value } = isRecord(attribute) ? attribute : {};
  const member = attributes[String(key)];
  if (more.length > 0 || member === undefined || typeof value !== 'string' || value === '') {
    throw new AwsError(
      'InvalidLookupAttributesException',
      `expected one of ${Object.keys(attributes).join(', ')} with a value, got ${JSON.stringify(list)}`,
    );
  }
  return (record) => record[member] === value;
}

function eventOf(record: TrailRecord): Record<string, unknown> {
  const identity = isRecord(record['userIdentity']) ? record['userIdentity'] : {};
  const { accessKeyId, arn, userName } = identity;
  const name = userName ?? (typeof arn === 'string' ? arn.split('/').at(-1) : undefined);
  return {
    EventId: record['eventID'],
    EventName: record['eventName'],
    ReadOnly: String(record['readOnly']),
    ...(accessKeyId === undefined ? {} : { AccessKeyId: accessKeyId }),
    EventTime: new Date(timeOf(record)),
    EventSource: record['eventSource'],
    ...(name === undefined ? {} : { Username: name }),
    Resources: [],
    CloudTrailEvent: JSON.stringify(record),
  };
}
