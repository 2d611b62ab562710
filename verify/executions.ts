/** The guard's executions about one notebook, as Step Functions tells of them. */
import {
  DescribeExecutionCommand,
  type HistoryEvent,
  paginateGetExecutionHistory,
  paginateListExecutions,
  type SFNClient,
} from '@aws-sdk/client-sfn';

export type Json = Readonly<Record<string, unknown>>;

export interface Execution {
  readonly arn: string;
  readonly status: string;
  /** Milliseconds since the epoch. */
  readonly startedAt: number;
  /** The event that started it. */
  readonly event: Json;
}

export interface Path {
  /** Every state entered, in order. */
  readonly states: readonly string[];
  /** How each sleep ended. */
  readonly sleeps: readonly { readonly state: string; readonly ended: 'woken' | 'timed out' | 'failed' }[];
}

export const isJson = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** The value at a path of members; undefined where it leads nowhere. */
export const at = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>((inner, key) => (isJson(inner) ? inner[key] : undefined), value);

export class Executions {
  readonly #client: SFNClient;
  readonly #stateMachineArn: string;
  readonly #events = new Map<string, Json>();

  constructor(client: SFNClient, stateMachineArn: string) {
    this.#client = client;
    this.#stateMachineArn = stateMachineArn;
  }

  /** Those whose event names the notebook, in order of their start. @param since ms since the epoch */
  async about(notebook: string, since: number): Promise<readonly Execution[]> {
    const found: Execution[] = [];
    const input = { stateMachineArn: this.#stateMachineArn };
    for await (const { executions = [] } of paginateListExecutions({ client: this.#client }, input)) {
      for (const { executionArn = '', status = '', startDate } of executions) {
        const startedAt = startDate?.getTime() ?? 0;
        // Newest first: all that follow are older still.
        if (startedAt < since) return found.reverse();
        const event = await this.#eventOf(executionArn);
        if (at(event, 'detail', 'requestParameters', 'notebookInstanceName') !== notebook) continue;
        found.push({ arn: executionArn, status, startedAt, event });
      }
    }
    return found.reverse();
  }

  async path(executionArn: string): Promise<Path> {
    const events: HistoryEvent[] = [];
    const pages = paginateGetExecutionHistory({ client: this.#client }, { executionArn });
    for await (const page of pages) events.push(...(page.events ?? []));
    return pathOf(events);
  }

  async #eventOf(executionArn: string): Promise<Json> {
    const known = this.#events.get(executionArn);
    if (known !== undefined) return known;
    const { input = '{}' } = await this.#client.send(new DescribeExecutionCommand({ executionArn }));
    const event: unknown = JSON.parse(input);
    this.#events.set(executionArn, isJson(event) ? event : {});
    return isJson(event) ? event : {};
  }
}

export function pathOf(events: readonly HistoryEvent[]): Path {
  const states: string[] = [];
  const sleeps: Path['sleeps'][number][] = [];
  for (const event of events) {
    const entered = event.stateEnteredEventDetails?.name;
    if (entered !== undefined) states.push(entered);
    const ended = endOf(event);
    const state = states.at(-1) ?? '';
    if (ended !== null && state.startsWith('Await')) sleeps.push({ state, ended });
  }
  return { states, sleeps };
}

/** News that came before the sleep began ends it with the error NewsArrived. */
const endOf = ({ type, taskFailedEventDetails }: HistoryEvent): Path['sleeps'][number]['ended'] | null => {
  switch (type) {
    case 'TaskSucceeded':
      return 'woken';
    case 'TaskTimedOut':
      return 'timed out';
    case 'TaskFailed':
      return taskFailedEventDetails?.error === 'NewsArrived' ? 'woken' : 'failed';
    default:
      return null;
  }
};
