import { AwsError, type Input } from '../../service.ts';
import type { Notebook } from '../notebook.ts';
import { url } from './DescribeNotebookInstance.ts';
import type { Operation } from './operation.ts';

/** AWS does not say how long a page is by default; a short one makes callers turn pages. */
const defaultPage = 10;

/** Attributes that a summary shows. RootAccess, PlatformIdentifier and tags are not among them. */
const shown = [
  'InstanceType',
  'NotebookInstanceLifecycleConfigName',
  'DefaultCodeRepository',
  'AdditionalCodeRepositories',
];

const milliseconds = (time: unknown): number => (time instanceof Date ? time.getTime() : Number(time) * 1000);
const contains = (text: unknown, part: unknown): boolean =>
  typeof text === 'string' && text.includes(String(part));

const filters: Readonly<Record<string, (notebook: Notebook, wanted: unknown) => boolean>> = {
  NameContains: (notebook, wanted) => contains(notebook.name, wanted),
  CreationTimeBefore: (notebook, wanted) => notebook.creationTime < milliseconds(wanted),
  CreationTimeAfter: (notebook, wanted) => notebook.creationTime > milliseconds(wanted),
  LastModifiedTimeBefore: (notebook, wanted) => notebook.lastModifiedTime < milliseconds(wanted),
  LastModifiedTimeAfter: (notebook, wanted) => notebook.lastModifiedTime > milliseconds(wanted),
  StatusEquals: (notebook, wanted) => notebook.status === wanted,
  NotebookInstanceLifecycleConfigNameContains: (notebook, wanted) =>
    contains(notebook.attributes['NotebookInstanceLifecycleConfigName'], wanted),
  DefaultCodeRepositoryContains: (notebook, wanted) =>
    contains(notebook.attributes['DefaultCodeRepository'], wanted),
  AdditionalCodeRepositoryEquals: (notebook, wanted) => {
    const repositories = notebook.attributes['AdditionalCodeRepositories'];
    return Array.isArray(repositories) && repositories.includes(wanted);
  },
};

const keys: Readonly<Record<string, (notebook: Notebook) => string | number>> = {
  Name: (notebook) => notebook.name,
  CreationTime: (notebook) => notebook.creationTime,
  Status: (notebook) => notebook.status,
};

type Place = readonly [key: string | number, name: string];

const place = (notebook: Notebook, input: Input): Place => {
  const key = keys[String(input['SortBy'] ?? 'Name')];
  return [key ? key(notebook) : notebook.name, notebook.name];
};

const compare = (a: Place, b: Place): number => {
  for (const at of [0, 1] as const) {
    if (a[at] !== b[at]) return a[at] < b[at] ? -1 : 1;
  }
  return 0;
};

/** All of the request but the page: a token is good for the same question only. */
const question = (input: Input): string =>
  JSON.stringify(
    Object.entries(input)
      .filter(([name]) => name !== 'NextToken' && name !== 'MaxResults')
      .sort(),
  );

const encode = (last: Place, input: Input): string =>
  Buffer.from(JSON.stringify([last, question(input)])).toString('base64url');

/** @throws AwsError for a token that this question was never answered with; AWS's words are not known */
function decode(token: string, input: Input): Place {
  let given: unknown;
  try {
    given = JSON.parse(Buffer.from(token, 'base64url').toString());
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
  }
  if (Array.isArray(given) && given[1] === question(input)) return given[0] as Place;
  throw new AwsError('ValidationException', 'Invalid NextToken');
}

export const ListNotebookInstances: Operation = {
  refuse: (_, input) => {
    if (input['NextToken']) decode(String(input['NextToken']), input);
  },
  answer: (notebooks, input) => {
    const sign = input['SortOrder'] === 'Descending' ? -1 : 1;
    const after = input['NextToken'] ? decode(String(input['NextToken']), input) : undefined;
    const wanted = notebooks
      .present()
      .filter((notebook) =>
        Object.entries(filters).every(
          ([name, fits]) => (input[name] ?? undefined) === undefined || fits(notebook, input[name]),
        ),
      )
      .map((notebook) => ({ notebook, at: place(notebook, input) }))
      .filter(({ at }) => after === undefined || sign * compare(at, after) > 0)
      .sort((a, b) => sign * compare(a.at, b.at));
    const page = wanted.slice(0, Number(input['MaxResults'] ?? defaultPage));
    const last = page.at(-1);
    return {
      NotebookInstances: page.map(({ notebook }) => ({
        NotebookInstanceName: notebook.name,
        NotebookInstanceArn: notebook.arn,
        NotebookInstanceStatus: notebook.status,
        Url: url(notebook, notebooks.region),
        CreationTime: notebook.creationTime / 1000,
        LastModifiedTime: notebook.lastModifiedTime / 1000,
        ...Object.fromEntries(Object.entries(notebook.attributes).filter(([name]) => shown.includes(name))),
      })),
      ...(last && page.length < wanted.length ? { NextToken: encode(last.at, input) } : {}),
    };
  },
};
