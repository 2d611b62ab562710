/**
 * What a move of the sandbox touched, from what it asked for and what was heard while it was made. A call that was
 * refused has only looked. What is not listed here touches everything.
 */
import type { Move } from '../../local/lambda/moves.ts';
import type { Entry } from '../../local/timeline.ts';
import { everything, type Footprint, nothing, reading, together, writing } from './footprint.ts';

type Input = Readonly<Record<string, unknown>>;
type Touch = (input: Input) => Footprint;
type Call = Pick<Extract<Move, { kind: 'call' }>, 'service' | 'operation' | 'input'>;

const sorted = (value: unknown): string =>
  JSON.stringify(Object.entries((value ?? {}) as Record<string, unknown>).sort());

const item = (input: Input, key: unknown) => ['ledger', String(input['TableName']), sorted(key)];
const table = (input: Input) => ['ledger', String(input['TableName'])];
const notebook = (name: unknown, ...part: string[]) => ['notebook', String(name).toLowerCase(), ...part];
const named = (input: Input, ...part: string[]) => notebook(input['NotebookInstanceName'], ...part);
const byArn = (input: Input, ...part: string[]) =>
  notebook(String(input['ResourceArn']).split('/').at(-1), ...part);
const subscriptions = (input: Input) => ['topic', String(input['TopicArn']), 'subscriptions'];
export const executionPlace = (arn: unknown) => ['execution', String(arn).split(':').at(-1) ?? ''];

const keyOfItem = ({ Item }: Input): unknown => {
  const { pk, sk } = (Item ?? {}) as Input;
  return { pk, sk };
};

/** By service and operation; SageMaker's tags and the rest of a notebook are two things. */
const touches: Readonly<Record<string, Touch>> = {
  'DynamoDB.GetItem': (input) => reading(item(input, input['Key'])),
  'DynamoDB.Query': (input) => reading(table(input)),
  'DynamoDB.PutItem': (input) => writing(item(input, keyOfItem(input))),
  'DynamoDB.UpdateItem': (input) => writing(item(input, input['Key'])),
  'SageMaker.DescribeNotebookInstance': (input) => reading(named(input, 'state')),
  'SageMaker.StopNotebookInstance': (input) => writing(named(input, 'state')),
  'SageMaker.UpdateNotebookInstance': (input) => writing(named(input, 'state')),
  'SageMaker.StartNotebookInstance': (input) => writing(named(input, 'state')),
  'SageMaker.ListTags': (input) => reading(byArn(input, 'tags')),
  'SageMaker.AddTags': (input) => writing(byArn(input, 'tags')),
  'SageMaker.DeleteTags': (input) => writing(byArn(input, 'tags')),
  'SNS.ListSubscriptionsByTopic': (input) => reading(subscriptions(input)),
  'SNS.CreateTopic': () => writing(['topic']),
  'SNS.Subscribe': (input) => writing(subscriptions(input)),
  'SNS.Publish': (input) =>
    together([reading(subscriptions(input)), writing(['topic', String(input['TopicArn']), 'mail'])]),
  'StepFunctions.StartExecution': ({ name }) =>
    name === undefined ? everything : writing(executionPlace(name)),
};

const asked = ({ service, operation, input }: Call): Footprint =>
  touches[`${service}.${operation}`]?.(input) ?? everything;

/** @param error how the call was refused, if it was */
export const ofCall = (call: Call, error: string | null): Footprint => {
  const { reads, writes } = asked(call);
  return error === null ? { reads, writes } : { reads: [...reads, ...writes], writes: [] };
};

/** What somebody heard of who listens to the world. */
export const ofEntry = (entry: Entry): Footprint => {
  switch (entry.kind) {
    case 'state-entered':
    case 'execution-ended':
      return writing(executionPlace(entry.execution));
    case 'status':
      return writing(notebook(entry.notebook, ...(entry.status === null ? [] : ['state'])));
    case 'person-call':
      return ofCall(
        { service: 'SageMaker', operation: entry.operation, input: entry.input ?? {} },
        entry.error,
      );
    case 'happening':
      // Which execution is meant depends on all that there are.
      return /^fault kill|redrive/.test(entry.words) ? writing(['execution']) : everything;
    case 'event-delivered':
      // It begins an execution of its own, or an invocation: nobody but who looks for any minds which was first.
      return reading(['execution', 'new']);
    case 'page':
      // Whoever opens a page has looked through their mails for its link.
      return reading(['topic']);
    case 'call':
    case 'mail':
    case 'log':
      return nothing;
    default:
      return everything;
  }
};
