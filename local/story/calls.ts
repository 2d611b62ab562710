import type { StoryCall, StoryNotebook } from './types.ts';

/** A call as a story writes it. */
export interface WrittenCall {
  readonly call: string;
  readonly with?: Readonly<Record<string, unknown>>;
  readonly as?: string;
  readonly through?: string;
  readonly notebook?: string;
}

const sessionOf = 'arn:aws:sts::111122223333:assumed-role/DataScience/';

/** The notebook that a request is about, by name or by the end of its ARN. */
export const notebookIn = (input: Readonly<Record<string, unknown>>): string | undefined => {
  const { NotebookInstanceName: name, ResourceArn: arn } = input;
  if (typeof name === 'string') return name;
  return typeof arn === 'string' ? /:notebook-instance\/(.+)$/.exec(arn)?.[1] : undefined;
};

const tagsIn = (input: Readonly<Record<string, unknown>> = {}): Readonly<Record<string, string>> => {
  const tags = Array.isArray(input['Tags'])
    ? (input['Tags'] as readonly { Key?: unknown; Value?: unknown }[])
    : [];
  return Object.fromEntries(tags.map(({ Key, Value }) => [String(Key), String(Value)]));
};

/** The tags of every notebook of the story, those that calls create included. */
export const tagsByNotebook = (
  notebooks: readonly StoryNotebook[],
  calls: readonly WrittenCall[],
): ReadonlyMap<string, Readonly<Record<string, string>>> => {
  const created = calls
    .filter(({ call }) => call === 'CreateNotebookInstance')
    .flatMap(({ notebook, with: input = {} }) => {
      const name = notebook ?? notebookIn(input);
      return name === undefined ? [] : ([[name, tagsIn(input)]] as const);
    });
  return new Map([...created, ...notebooks.map(({ name, tags }) => [name, tags] as const)]);
};

/** Who calls where a story does not say: the notebook's owner as its tags name them, in a DataScience role. */
const ownersArn = (tags: Readonly<Record<string, string>> = {}, ownerTagKeys: readonly string[]): string => {
  const owner = ownerTagKeys.map((key) => tags[key]).find((value) => value !== undefined && value !== '');
  return `${sessionOf}${owner ?? 'data-scientist'}`;
};

/** An assumed role's ARN, of the caller's session ARN. */
const roleArnOf = (arn: string): string | undefined => {
  const [, partition, account, role] = /^arn:([^:]+):sts::(\d+):assumed-role\/(.+)\/[^/]+$/.exec(arn) ?? [];
  return role === undefined ? undefined : `arn:${partition}:iam::${account}:role/${role}`;
};

export const callOf = (
  written: WrittenCall,
  tags: ReadonlyMap<string, Readonly<Record<string, string>>>,
  ownerTagKeys: readonly string[],
): StoryCall => {
  const input = written.with ?? {};
  const about = written.notebook ?? notebookIn(input) ?? '';
  const arn = written.as ?? ownersArn(tags.get(about), ownerTagKeys);
  const roleArn = roleArnOf(arn);
  return {
    kind: 'call',
    operation: written.call,
    input,
    notebook: written.notebook ?? null,
    caller: {
      arn,
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(written.through === undefined ? {} : { through: written.through }),
    },
  };
};

/**
 * The request as SageMaker gets it.
 *
 * @param arnOf a notebook's ARN of its name, for the operations that take an ARN
 */
export const requestOf = (
  call: StoryCall,
  arnOf: (notebook: string) => string,
): Readonly<Record<string, unknown>> => {
  if (call.notebook === null) return call.input;
  return call.operation === 'AddTags' || call.operation === 'DeleteTags'
    ? { ResourceArn: arnOf(call.notebook), ...call.input }
    : { NotebookInstanceName: call.notebook, ...call.input };
};
