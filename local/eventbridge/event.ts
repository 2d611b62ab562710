/** An event on the bus, as a rule's target gets it. */
export interface BusEvent {
  readonly source?: unknown;
  readonly 'detail-type'?: unknown;
  readonly detail?: unknown;
  readonly [member: string]: unknown;
}

const memberOf = (value: unknown, ...names: readonly string[]): unknown =>
  names.reduce<unknown>(
    (at, name) => (typeof at === 'object' && at !== null ? (at as Record<string, unknown>)[name] : undefined),
    value,
  );

/** The notebook that an event is about, as far as it names one; one of an execution names it in what started that. */
export const notebookOf = (event: BusEvent): string | undefined => {
  const detail = event.detail;
  const input = memberOf(detail, 'input');
  if (event.source === 'aws.states' && typeof input === 'string') return notebookOf(JSON.parse(input));
  const names = [
    memberOf(detail, 'requestParameters', 'notebookInstanceName'),
    memberOf(detail, 'NotebookInstanceName'),
  ];
  const arn = memberOf(detail, 'requestParameters', 'resourceArn');
  const name = names.find((candidate) => typeof candidate === 'string');
  if (typeof name === 'string') return name;
  return typeof arn === 'string' ? /:notebook-instance\/(.+)$/.exec(arn)?.[1] : undefined;
};
