/** Which notebook a call is about: what the request names, or else what the invocation that makes it is about. */
import type { Input } from '../service.ts';

const nameOf = (value: unknown): string | undefined => {
  if (typeof value !== 'string') return undefined;
  return /:notebook-instance\/(.+)$/.exec(value)?.[1] ?? (value.startsWith('arn:') ? undefined : value);
};

const inside = (value: unknown, ...path: readonly string[]): unknown =>
  path.reduce<unknown>(
    (at, key) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[key] : undefined),
    value,
  );

const inRequest = (input: Input): string | undefined =>
  nameOf(input['NotebookInstanceName']) ??
  nameOf(input['ResourceArn']) ??
  nameOf(inside(input['MessageAttributes'], 'notebook', 'StringValue'));

/** Of a finding's resources, in the older format and the newer. */
const inFindings: readonly (readonly string[])[] = [
  ['detail', 'findings', '0', 'Resources', '0', 'Id'],
  ['detail', 'findings', '0', 'resources', '0', 'uid_alt'],
];

/** Where payloads and events name a notebook: a step's own payload, events of CloudTrail, SageMaker and other detectors, a sweep's. */
const paths: readonly (readonly string[])[] = [
  ['notebook'],
  ['input', 'notebook'],
  ['detail', 'requestParameters', 'notebookInstanceName'],
  ['detail', 'requestParameters', 'resourceArn'],
  ['detail', 'NotebookInstanceName'],
  ['input', 'detail', 'requestParameters', 'notebookInstanceName'],
  ['input', 'detail', 'requestParameters', 'resourceArn'],
  ['input', 'detail', 'NotebookInstanceName'],
  ['detail', 'notebookInstanceArn'],
  ['input', 'detail', 'notebookInstanceArn'],
  ...[['detail', 'resourceId'], ...inFindings].flatMap((path) => [path, ['input', ...path]]),
  ['input', 'arn'],
  ['input', 'pk'],
];

/** The notebook that an event or a payload is about. */
export const notebookIn = (payload: unknown): string | undefined =>
  paths.map((path) => nameOf(inside(payload, ...path))).find((name) => name !== undefined);

/** Of an item whose key names a notebook, for those who are called with nothing that does. */
const inKey = (input: Input): string | undefined => {
  const key = input['Key'];
  if (typeof key !== 'object' || key === null) return undefined;
  return Object.values(key)
    .map((attribute: unknown) => /:notebook-instance\/(.+)$/.exec(String(inside(attribute, 'S')))?.[1])
    .find((name) => name !== undefined);
};

export const notebookOf = (input: Input, payload: unknown): string | null =>
  inRequest(input) ?? notebookIn(payload) ?? inKey(input) ?? null;
