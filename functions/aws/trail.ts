/**
 * CloudTrail's event history: management events of the last 90 days, in this account and Region. LookupEvents takes one
 * attribute, and may be asked twice a second in the whole account and Region (its API reference). So there is a pause
 * after each question, the last one too, and whoever asks has the one slot of the line `lookups` (core/line.ts). Event
 * names are no service's own: other services have an AddTags too.
 */
import { CloudTrailClient, type Event, LookupEventsCommand } from '@aws-sdk/client-cloudtrail';
import type { Span } from '../core/step.ts';
import { aSecondApart, call, oneAttempt } from './call.ts';

/** A function ends within thirty seconds, and somebody else may ask too. */
const mostPages = 15;
const pause = 700;

export interface Found {
  /** CloudTrail's records, newest first. */
  readonly records: readonly unknown[];
  /** The time of the oldest one read, if there are more, in milliseconds since the epoch. */
  readonly back: number | null;
}

export class Trail {
  readonly #cloudtrail: CloudTrailClient;

  constructor(cloudtrail = new CloudTrailClient(oneAttempt)) {
    this.#cloudtrail = cloudtrail;
  }

  /** @param isEnough whether one that was found makes it needless to read on */
  async find(name: string, { from, to }: Span, isEnough: (record: unknown) => boolean): Promise<Found> {
    const records: unknown[] = [];
    let next: string | undefined;
    let back: number | null = null;
    for (let left = mostPages; left > 0; left -= 1) {
      const ask = new LookupEventsCommand({
        LookupAttributes: [{ AttributeKey: 'EventName', AttributeValue: name }],
        StartTime: new Date(from),
        ...(to === null ? {} : { EndTime: new Date(to) }),
        ...(next === undefined ? {} : { NextToken: next }),
      });
      const page = await call('cloudtrail:LookupEvents', () => this.#cloudtrail.send(ask), aSecondApart);
      await new Promise((resolve) => setTimeout(resolve, pause));
      const events = page.Events ?? [];
      records.push(...events.flatMap(recordOf));
      next = page.NextToken;
      back = events.at(-1)?.EventTime?.getTime() ?? back;
      if (next === undefined || records.some(isEnough)) return { records, back: null };
    }
    return { records, back };
  }
}

/** None of what is no JSON: it tells us nothing. */
function recordOf({ CloudTrailEvent }: Event): readonly unknown[] {
  try {
    return [JSON.parse(CloudTrailEvent ?? '')];
  } catch (error) {
    if (error instanceof SyntaxError) return [];
    throw error;
  }
}
