/** What an order must come to, beside what is always true; a sentence for each way in which it does not. */
import { closedOf, type Evidence } from '../evidence.ts';
import type { Made } from './play-order.ts';
import { executionOf } from './touching.ts';

export interface Order {
  readonly evidence: Evidence;
  readonly made: readonly Made[];
}

export type Demand = (order: Order) => readonly string[];

const unless = (isSo: boolean, says: string): readonly string[] => (isSo ? [] : [says]);

export const cases =
  (...outcomes: readonly string[]): Demand =>
  ({ evidence: { records } }) => {
    const came = records.map((file) => closedOf(file)?.outcome ?? 'open');
    return unless(
      came.join() === outcomes.join(),
      `expected the cases ${outcomes.join(', ')}, got ${came.join(', ') || 'none'}`,
    );
  };

export const oneFirstNotice: Demand = ({ evidence: { mails } }) => {
  const { length } = mails.filter(({ notice }) => notice === 'first');
  return unless(length === 1, `expected one first notice, got ${length}`);
};

/** @param count how much news there was of the first case, in every order */
export const newsOf =
  (count: number): Demand =>
  ({ evidence: { records } }) => {
    const wakes = records[0]?.case.wakes;
    return unless(wakes === count, `expected ${count} news on the first case, got ${wakes ?? 'no case'}`);
  };

export const runs =
  (root: 'Enabled' | 'Disabled'): Demand =>
  ({ evidence: { notebooks } }) => {
    const came = notebooks.map(({ status, rootAccess }) => `${status} and ${rootAccess}`).join();
    return unless(
      came === `InService and ${root}`,
      `expected a notebook that is InService and ${root}, got ${came}`,
    );
  };

/** @param after milliseconds from the story's start: until then there is something to be done about the notebook */
export const isHandled =
  (after: number): Demand =>
  ({ evidence: { records, story } }) => {
    const isSo = records.some((file) => (closedOf(file)?.closedAt ?? Infinity) >= story.start + after);
    return unless(isSo, 'the removed exception was overlooked: no case was open after it');
  };

/** Where nothing is answered twice: what the page took is recorded, once; and nothing else is. */
export const whatIsTakenIsRecorded: Demand = ({ evidence: { entries, records } }) => {
  const kept = records
    .flatMap(({ case: { answers = [] } }) => answers.map(({ kind }) => String(kind)))
    .sort();
  const taken = entries
    .flatMap((entry) => (entry.kind === 'page' && entry.status === 200 ? (entry.answer ?? []) : []))
    .sort();
  return unless(
    kept.join() === taken.join(),
    `expected the answers that the page took, ${taken.join(', ') || 'none'}, got ${kept.join(', ') || 'none'}`,
  );
};

type Call = Extract<Made['move'], { kind: 'call' }> & { readonly made: Made; readonly error: string | null };

const calls = (made: readonly Made[]): readonly Call[] =>
  made.flatMap((one) => {
    if (one.move.kind !== 'call') return [];
    const error = one.heard.find((entry) => entry.kind === 'call')?.error ?? null;
    return [{ ...one.move, made: one, error }];
  });

/** A value as DynamoDB writes it, or the text in it. */
const inside = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );

const acts = ['notify-owner', 'stop-notebook', 'disable-root-access', 'start-notebook', 'close-case'];
const deeds = /^(Stop|Update|Start)NotebookInstance$|^(Publish|Subscribe|CreateTopic)$/;

/**
 * SageMaker and SNS know nothing of cases: a call that was claimed gets through although its execution has died since
 * and another has taken over. So it is the claim that must be rightful: written while the case was open and held.
 */
export const everyActIsClaimed: Demand = ({ made }) => {
  let holder: unknown;
  const claims = new Map<object, boolean>();
  const wrong: string[] = [];
  for (const { by, error, input, operation, made: one } of calls(made)) {
    const name = by.function.name;
    const values = input['ExpressionAttributeValues'];
    // A case that lies beside the latest is still marked when people are told of it, and holds nothing.
    const isOfLatest = String(inside(input, 'Key', 'sk', 'S')).startsWith('NOTEBOOK#');
    if (operation === 'UpdateItem' && error === null && isOfLatest) {
      const opened = inside(values, ':case', 'M', 'execution', 'S');
      const stand = inside(values, ':stand', 'M', 'at', 'S');
      if (opened === undefined) claims.set(by, holder !== undefined && holder === executionOf(by.payload));
      else holder = opened;
      if (stand === 'closed') holder = undefined;
    }
    // How a case ended is told after its close.
    const isDeed = acts.includes(name) && name !== 'close-case' && deeds.test(operation);
    if (isDeed && claims.get(by) !== true)
      wrong.push(`${one.actor} called ${operation} without a claim on a case that its execution held`);
  }
  return wrong;
};

/** Whoever works on the case looks again at the instant at which news was written down. */
export const noNewsIsSleptThrough: Demand = ({ made }) => {
  const all = calls(made);
  const looks = (call: Call): boolean =>
    ['GetItem', 'Query'].includes(call.operation) && [...acts, 'reap-case'].includes(call.by.function.name);
  return all.flatMap((call, place) => {
    const isNews =
      call.error === null && /#case\.wakes = #case\.wakes/.test(String(call.input['UpdateExpression'] ?? ''));
    const isSeen = all.slice(place).some((later) => looks(later) && later.made.at === call.made.at);
    return isNews ? unless(isSeen, `nobody looked after the news of ${call.made.actor}`) : [];
  });
};
