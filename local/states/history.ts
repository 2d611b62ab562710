/** An execution's history: events as GetExecutionHistory shows them, with ids from 1. */
import { textOf } from './json.ts';

/** With the last event an execution fails: number 25,000 is that ExecutionFailed (docs, and seen on AWS). */
export const maxEvents = 25_000;

type Details = Readonly<Record<string, unknown>>;

interface Recorded {
  readonly id: number;
  readonly previous: number;
  readonly type: string;
  readonly time: number;
  readonly details: Details | undefined;
  /** Members that are JSON values; their texts are made only when somebody reads the history. */
  readonly data: Details | undefined;
}

/** Put together anew for each event, the texts of a few types would be most of what there is to keep. */
const types = new Map<string, string>();
const once = (type: string): string => {
  const known = types.get(type);
  if (known === undefined) types.set(type, type);
  return known ?? type;
};

/** The next event would be one too many. */
export class HistoryFull extends Error {
  override readonly name = 'HistoryFull';
}

const detailsKey = (type: string): string => {
  if (type.endsWith('StateEntered')) return 'stateEnteredEventDetails';
  if (type.endsWith('StateExited')) return 'stateExitedEventDetails';
  return `${type.charAt(0).toLowerCase()}${type.slice(1)}EventDetails`;
};

const shown = (data: Details): Details =>
  Object.fromEntries(
    Object.entries(data).flatMap(([name, value]) => [
      [name, textOf(value)],
      ...(name === 'parameters' ? [] : [[`${name}Details`, { truncated: false }]]),
    ]),
  );

/** Only members that have a value, so that what AWS leaves out is left out. */
const present = (details: Details): Details =>
  Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined));

export class History {
  readonly #events: Recorded[] = [];

  get length(): number {
    return this.#events.length;
  }

  /**
   * @returns the event's id
   * @throws HistoryFull unless `last`: an event that ends the execution always has room
   */
  add(type: string, previous: number, time: number, details?: Details, data?: Details, last = false): number {
    const id = this.#events.length + 1;
    if (id >= maxEvents && !last) throw new HistoryFull(`event ${id} of type ${type}`);
    this.#events.push({ id, previous, type: once(type), time, details, data });
    return id;
  }

  /** Events in the API's form; timestamps in seconds since the epoch. */
  read(from: number, count: number, reverse: boolean, withData: boolean): readonly unknown[] {
    const events = reverse ? this.#events.toReversed() : this.#events;
    return events.slice(from, from + count).map(({ id, previous, type, time, details, data }) => ({
      timestamp: time / 1000,
      type,
      id,
      previousEventId: previous,
      ...(details === undefined
        ? {}
        : {
            [detailsKey(type)]: present({
              ...details,
              ...(withData && data !== undefined ? shown(data) : {}),
            }),
          }),
    }));
  }
}
