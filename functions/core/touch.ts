/**
 * That somebody set or removed a notebook's exception tag, as a record of CloudTrail tells it: AddTags, DeleteTags, or
 * CreateNotebookInstance with tags. EventBridge brings the record in an event's `detail`, LookupEvents as text. No
 * sample tells whether tags are spelled `key` and `value` or as in the request, so either is read.
 */
import * as z from 'zod';
import type { Principal } from './approver.ts';
import { instant } from './instant.ts';

export const touchSchema = z.object({
  /** CloudTrail's eventID: the same however often and whichever way it comes. */
  event: z.string(),
  /** CloudTrail's eventTime: whole seconds. */
  at: instant,
  /** What the tag became; `null`: it was removed. */
  value: z.string().nullable(),
  by: z.object({ who: z.string(), role: z.string().nullable() }),
  /** Whether EventBridge brought it, or we asked CloudTrail. */
  source: z.enum(['event', 'lookup']),
});
export type Touch = z.output<typeof touchSchema>;

const record = z.object({
  eventSource: z.literal('sagemaker.amazonaws.com'),
  eventName: z.enum(['CreateNotebookInstance', 'AddTags', 'DeleteTags']),
  eventID: z.string().min(1),
  eventTime: z.iso.datetime(),
  errorCode: z.undefined().optional(),
  userIdentity: z.object({
    arn: z.string(),
    sessionContext: z
      .object({ sessionIssuer: z.object({ arn: z.string().optional() }).optional() })
      .optional(),
  }),
  requestParameters: z.record(z.string(), z.unknown()),
});

const tag = z
  .looseObject({ key: z.string(), value: z.string().optional() })
  .or(
    z
      .looseObject({ Key: z.string(), Value: z.string().optional() })
      .transform(({ Key, Value }) => ({ key: Key, value: Value })),
  );

/** What a record says about a notebook's exception tag. */
export interface Told {
  /** The notebook's name: an account has one of it in a Region at a time, and CloudTrail's records are of those. */
  readonly name: string;
  readonly touch: Omit<Touch, 'source'>;
}

/** @returns `null` for a record of anything else, of a call that failed, or one that lacks who, when or which */
export function toldBy(raw: unknown, exceptionTagKey: string): Told | null {
  const known = record.safeParse(raw);
  if (!known.success) return null;
  const { eventID: event, eventTime, requestParameters: sent, userIdentity } = known.data;
  const name = nameIn(sent);
  const value = valueIn(sent, exceptionTagKey);
  if (name === null || value === undefined) return null;
  const by: Principal = {
    who: userIdentity.arn,
    role: userIdentity.sessionContext?.sessionIssuer?.arn ?? null,
  };
  return { name, touch: { event, at: Date.parse(eventTime), value, by } };
}

/** @param event as EventBridge brings it */
export const toldByEvent = (event: unknown, exceptionTagKey: string): Told | null =>
  toldBy(envelope.safeParse(event).data?.detail, exceptionTagKey);
const envelope = z.object({ detail: z.unknown() });

function nameIn(sent: Readonly<Record<string, unknown>>): string | null {
  const [, ofArn] = /:notebook-instance\/([^/]+)$/i.exec(String(sent['resourceArn'])) ?? [];
  const name = ofArn ?? sent['notebookInstanceName'];
  return typeof name === 'string' ? name : null;
}

/** `undefined`: the tag was not touched. */
function valueIn(sent: Readonly<Record<string, unknown>>, key: string): string | null | undefined {
  const removed = listIn(sent, 'tagKeys', 'TagKeys').includes(key);
  if (removed) return null;
  const tags = listIn(sent, 'tags', 'Tags').flatMap((each) => tag.safeParse(each).data ?? []);
  const found = tags.findLast((each) => each.key === key);
  return found === undefined ? undefined : (found.value ?? '');
}

const listIn = (sent: Readonly<Record<string, unknown>>, ...names: readonly string[]): readonly unknown[] =>
  names.map((name) => sent[name]).find(Array.isArray) ?? [];

export const isAbout = ({ name }: Told, notebook: string): boolean =>
  name.toLowerCase() === notebook.toLowerCase();
