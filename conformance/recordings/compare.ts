/**
 * Compares what happened with what AWS answered. The recordings stand placeholders in for what differs from run to
 * run (`<uuid:1>`, `date`); within a case the same placeholder means the same value. Objects are compared without
 * regard to the order of their members, texts exactly.
 */

const marked = /<<?[\w-]+>?(?::\d+)?>|\b(?:s?sm_nonexistent_arn|invalid_execution_arn)\b/g;

/** Bare words that stand for a value when they are the whole text. */
const words = new Set([
  'RandomNumberGenerated',
  'RequestId',
  'X-Amzn-Trace-Id',
  'a_message_id',
  'a_task_token',
  'date',
  'datetime',
  'entered-time',
  'generated-uuid',
  'sfn_role_arn',
  'snf_role_arn',
  'start-date',
  'start-time',
  'stop-date',
  // A name that the recorder never filled in.
  'test_event_bridge_events-{short_uid()}',
  'timestamp',
  'x-amzn-RequestId',
]);

export interface Difference {
  readonly where: string;
  readonly expected: unknown;
  readonly got: unknown;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const literal = (text: string): string => text.replace(/[\\^$.|?*+()[\]{}]/g, '\\$&');

export class Comparison {
  readonly differences: Difference[] = [];
  readonly #bound = new Map<string, string>();
  /** Members that AWS did not have yet on the day of the recording. */
  readonly #notYet: ReadonlySet<string>;

  constructor(recordedOn: string) {
    const redrive = ['RedriveCount', 'redriveCount', 'redriveStatus', 'redriveStatusReason'];
    this.#notYet = new Set([
      ...(recordedOn < '2023-11-15' ? redrive : []),
      ...(recordedOn < '2024-07-25' ? ['encryptionConfiguration'] : []),
    ]);
  }

  bind(placeholder: string, value: string): void {
    this.#bound.set(placeholder, value);
  }

  /** Puts values where a request has placeholders; one that is not bound yet gets a name of its own. */
  fill<T>(value: T): T;
  fill(value: unknown): unknown {
    if (typeof value === 'string') return value.replace(marked, (placeholder) => this.#valueFor(placeholder));
    if (Array.isArray(value)) return value.map((item) => this.fill(item));
    if (!isObject(value)) return value;
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, this.fill(member)]));
  }

  #valueFor(placeholder: string): string {
    const bound = this.#bound.get(placeholder);
    if (bound !== undefined) return bound;
    const length = /invalid_token_(\d+)_chars/.exec(placeholder)?.[1];
    const kind = placeholder.startsWith('invalid_execution') ? 'execution:none:none' : 'stateMachine:none';
    const made =
      length !== undefined
        ? 'x'.repeat(Number(length))
        : placeholder.startsWith('<')
          ? placeholder.replace(/\W/g, '')
          : `arn:aws:states:us-east-1:111111111111:${kind}`;
    this.bind(placeholder, made);
    return made;
  }

  check(where: string, expected: unknown, got: unknown): void {
    if (Array.isArray(expected) && Array.isArray(got)) {
      if (expected.length !== got.length) this.#differ(where, expected, got);
      else for (const [at, item] of expected.entries()) this.check(`${where}[${at}]`, item, got[at]);
    } else if (isObject(expected)) this.#checkObject(where, expected, got);
    else if (typeof expected === 'string') this.#checkText(where, expected, got);
    else if (expected !== got) this.#differ(where, expected, got);
  }

  #checkObject(where: string, expected: Readonly<Record<string, unknown>>, got: unknown): void {
    // The recorder parsed JSON texts that begin with a brace.
    const value = typeof got === 'string' && got.trimStart().startsWith('{') ? parsed(got) : got;
    if (!isObject(value)) {
      this.#differ(where, expected, got);
      return;
    }
    const names = new Set([...Object.keys(expected), ...Object.keys(value)]);
    for (const name of names) {
      if (this.#notYet.has(name) && !Object.hasOwn(expected, name)) continue;
      this.check(`${where}.${name}`, expected[name], value[name]);
    }
  }

  #checkText(where: string, expected: string, got: unknown): void {
    if (expected === got) return;
    if (words.has(expected) && got !== undefined) return;
    if (typeof got !== 'string') {
      this.#differ(where, expected, got);
      return;
    }
    const names: string[] = [];
    let pattern = '';
    let at = 0;
    for (const match of expected.matchAll(marked)) {
      const bound = this.#bound.get(match[0]);
      pattern +=
        literal(expected.slice(at, match.index)) + (bound === undefined ? '([^]*?)' : literal(bound));
      if (bound === undefined) names.push(match[0]);
      at = match.index + match[0].length;
    }
    const found = new RegExp(`^${pattern}${literal(expected.slice(at))}$`).exec(got);
    if (found === null) this.#differ(where, expected, got);
    else for (const [index, name] of names.entries()) this.bind(name, found[index + 1] ?? '');
  }

  #differ(where: string, expected: unknown, got: unknown): void {
    this.differences.push({ where, expected, got });
  }
}

const parsed = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};
