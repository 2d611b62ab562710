/**
 * What a raw EventBridge event means to us. The shapes are those of CloudTrail management events and of SageMaker's
 * own state changes (docs/assumptions.md lists what no sample could confirm), so only what is used is demanded,
 * and what the notebook really is gets decided by a look.
 */
import * as z from 'zod';
import type { Stand } from './case.ts';
import { type Actor, toolOf } from './drift.ts';
import { detectors, issues, parseFinding } from './finding.ts';
import { notebookName } from './notebook.ts';

export type Trigger =
  /** Somebody created or updated a notebook, or only asked for a look: see whether there is a violation. */
  | {
      readonly is: 'trigger';
      readonly name: string;
      readonly by: Actor;
      readonly because: string;
      readonly asked?: true;
    }
  /** Something about this notebook changed that an open case may be waiting for; `status` where it is that. */
  | News
  /** A sweep or another detector says that root access is on, perhaps not for the first time: the door judges. */
  | { readonly is: 'hint'; readonly name: string; readonly because: string }
  /** Not our business, and why. */
  | { readonly is: 'none'; readonly why: string };

/** `status` where it became that; `tagKeys` where tags were touched. */
export interface News {
  readonly is: 'news';
  readonly arn: string;
  readonly status: string | null;
  readonly tagKeys: readonly string[];
  readonly by: Actor;
  readonly because: string;
}

const changes = ['CreateNotebookInstance', 'UpdateNotebookInstance'];
const others = ['StartNotebookInstance', 'DeleteNotebookInstance', 'AddTags', 'DeleteTags'];
/** Statuses that stay, and the one that ends it; while it moves there is nothing to decide. */
const lasting = ['Stopped', 'InService', 'Failed', 'Deleting'];

const envelope = z.object({
  source: z.string(),
  'detail-type': z.string(),
  account: z.string().optional(),
  region: z.string().optional(),
  resources: z.array(z.string()).optional().catch(undefined),
  detail: z.record(z.string(), z.unknown()),
});

const apiCall = z.object({
  eventSource: z.string(),
  eventName: z.string(),
  errorCode: z.string().optional(),
  userAgent: z.string().optional(),
  userIdentity: z
    .object({
      arn: z.string().optional(),
      invokedBy: z.string().optional(),
      sessionContext: z
        .object({ sessionIssuer: z.object({ arn: z.string().optional() }).optional() })
        .optional(),
    })
    .optional(),
  requestParameters: z.record(z.string(), z.unknown()).nullish(),
});

const stateChange = z.object({ NotebookInstanceArn: z.string(), NotebookInstanceStatus: z.string() });

/** @param arn a notebook's */
export const nameIn = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

/** Whether news concerns a case that stands so: in grace a notebook may run as it likes. */
export const concerns = (news: News, stand: Stand): boolean =>
  stand.at !== 'closed' && !(news.status === 'InService' && (stand.at === 'opened' || stand.at === 'grace'));

/** Whether its exception was touched, in whatever letter case. */
export const touchesException = (news: News, exceptionTagKey: string): boolean =>
  news.tagKeys.some((key) => key.toLowerCase() === exceptionTagKey.toLowerCase());

/** @param ownRoles ARNs of the roles with which we change notebooks: our own calls are no news */
export function parseEvent(raw: unknown, partition: string, ownRoles: readonly string[]): Trigger {
  const event = envelope.safeParse(raw);
  if (!event.success) return none(`expected an EventBridge event, got one where ${issues(event.error)}`);
  if (detectors.includes(event.data.source)) return foundBy(event.data);
  if (event.data.source === sweepSource) return parseSweep(event.data.detail);
  if (event.data.source !== 'aws.sagemaker') {
    return none(`expected source aws.sagemaker, got ${JSON.stringify(event.data.source)}`);
  }
  switch (event.data['detail-type']) {
    case 'AWS API Call via CloudTrail':
      return parseApiCall(event.data, partition, ownRoles);
    case 'SageMaker Notebook Instance State Change':
      return parseStateChange(event.data.detail);
    default:
      return none(`expected an API call or a state change, got ${JSON.stringify(event.data['detail-type'])}`);
  }
}

/** What a person sends us is a person's call. */
function foundBy(event: z.output<typeof envelope>): Trigger {
  const finding = parseFinding(event);
  if (finding.is === 'none') return finding;
  const { askedBy, because, name } = finding;
  return askedBy === null
    ? { is: 'hint', name, because }
    : {
        is: 'trigger',
        name,
        by: { who: askedBy, tool: null },
        because: `${because}, sent through ${askedBy}`,
        asked: true,
      };
}

/** No event: the input with which a sweep starts an execution. EventBridge takes events of AWS alone to us. */
const sweepSource = 'notebook-root-guard';

/** @param arn the notebook's */
export const sweepInput = (arn: string) => ({
  source: sweepSource,
  'detail-type': 'Found by a sweep',
  detail: { notebookInstanceArn: arn },
});

function parseSweep(detail: unknown): Trigger {
  const found = z.object({ notebookInstanceArn: z.string() }).safeParse(detail);
  return found.success
    ? { is: 'hint', name: nameIn(found.data.notebookInstanceArn), because: 'a sweep' }
    : none(`expected what a sweep found, got something where ${issues(found.error)}`);
}

function parseApiCall(
  event: z.output<typeof envelope>,
  partition: string,
  ownRoles: readonly string[],
): Trigger {
  const call = apiCall.safeParse(event.detail);
  if (!call.success) return none(`expected a CloudTrail record, got one where ${issues(call.error)}`);
  const { errorCode, eventName, eventSource, requestParameters, userAgent, userIdentity } = call.data;
  if (eventSource !== 'sagemaker.amazonaws.com') {
    return none(`expected eventSource sagemaker.amazonaws.com, got ${JSON.stringify(eventSource)}`);
  }
  if (errorCode !== undefined) return none(`the call to ${eventName} failed with ${errorCode}`);
  const role = userIdentity?.sessionContext?.sessionIssuer?.arn;
  if (role !== undefined && ownRoles.includes(role)) return none(`${eventName} was our own call`);
  const who = userIdentity?.arn ?? 'an identity that the event does not name';
  const by = { who, tool: toolOf([userIdentity?.invokedBy, userAgent]) };
  const because = `${eventName} by ${who}${by.tool === null ? '' : ` through ${by.tool}`}`;
  if (changes.includes(eventName)) {
    const name = notebookName.safeParse(requestParameters?.['notebookInstanceName']);
    return name.success
      ? { is: 'trigger', name: name.data, by, because }
      : none(`expected a notebook's name in ${eventName}, got ${JSON.stringify(requestParameters ?? null)}`);
  }
  if (!others.includes(eventName)) return none(`${eventName} is no call that we follow`);
  const arn = requestParameters?.['resourceArn'];
  if (typeof arn === 'string') {
    return /:notebook-instance\//i.test(arn)
      ? { is: 'news', arn, status: null, tagKeys: touched(requestParameters), by, because }
      : none(`${eventName} was about ${JSON.stringify(arn)}, which is no notebook`);
  }
  const name = notebookName.safeParse(requestParameters?.['notebookInstanceName']);
  return name.success
    ? {
        is: 'news',
        arn: `arn:${partition}:sagemaker:${event.region}:${event.account}:notebook-instance/${name.data}`,
        status: null,
        tagKeys: [],
        by,
        because,
      }
    : none(`expected a notebook in ${eventName}, got ${JSON.stringify(requestParameters ?? null)}`);
}

function parseStateChange(detail: unknown): Trigger {
  const change = stateChange.safeParse(detail);
  if (!change.success) return none(`expected a state change, got one where ${issues(change.error)}`);
  const { NotebookInstanceArn: arn, NotebookInstanceStatus: status } = change.data;
  return lasting.includes(status)
    ? {
        is: 'news',
        arn,
        status,
        tagKeys: [],
        by: { who: 'SageMaker', tool: null },
        because: `its status became ${status}`,
      }
    : none(`status ${JSON.stringify(status)} is on its way to another`);
}

/**
 * The ARN of the notebook that an event is about, for whoever has nothing but the event that started an execution.
 * @param execution the execution's ARN, in whose account and Region the notebook is
 */
export function notebookArnOf(event: unknown, execution: string): string | null {
  const [, partition = '', , region, account] = execution.split(':');
  const trigger = parseEvent(event, partition, []);
  switch (trigger.is) {
    case 'trigger':
    case 'hint':
      return `arn:${partition}:sagemaker:${region}:${account}:notebook-instance/${trigger.name}`;
    case 'news':
      return trigger.arn;
    case 'none':
      return null;
    default:
      return trigger satisfies never;
  }
}

/** The keys of AddTags (`tags`, each with a key) and DeleteTags (`tagKeys`); no sample tells their spelling, so either. */
function touched(parameters: Readonly<Record<string, unknown>> | null | undefined): readonly string[] {
  const lists = ['tags', 'Tags', 'tagKeys', 'TagKeys'].flatMap((name) => parameters?.[name] ?? []);
  return lists.flatMap((each) => {
    const key = typeof each === 'string' ? each : (tagSchema.safeParse(each).data?.key ?? null);
    return key === null ? [] : [key];
  });
}
const tagSchema = z
  .looseObject({ key: z.string().optional(), Key: z.string().optional() })
  .transform((tag) => ({ key: tag.key ?? tag.Key }));

const none = (why: string): Trigger => ({ is: 'none', why });
