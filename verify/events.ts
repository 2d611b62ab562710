/** What the two CloudTrail events that start executions look like. */
import { at, type Execution, isJson } from './executions.ts';
import type { Observations } from './observations.ts';

const text = (value: unknown): string => {
  if (value === undefined) return 'absent';
  return typeof value === 'string' ? value : JSON.stringify(value);
};

const keysOf = (tags: unknown): string => {
  const first: unknown = Array.isArray(tags) ? tags[0] : tags;
  return isJson(first) ? Object.keys(first).sort().join(', ') : text(first);
};

export function observeCreate({ event }: Execution, observations: Observations): void {
  const envelope = [
    event['source'],
    event['detail-type'],
    at(event, 'detail', 'eventSource'),
    at(event, 'detail', 'eventName'),
  ];
  observations.saw('create event', envelope.map(text).join(', '));
  const sent = (member: string) => at(event, 'detail', 'requestParameters', member);
  observations.saw('create event name', text(sent('notebookInstanceName')));
  observations.saw('create event root', text(sent('rootAccess')));
  observations.saw('create event tags', keysOf(sent('tags')));
  observations.saw('create event arn', text(at(event, 'detail', 'responseElements', 'notebookInstanceArn')));
  observations.saw('create event caller', text(at(event, 'detail', 'userIdentity', 'arn')));
  observations.saw('create event error', text(at(event, 'detail', 'errorCode')));
}

export function observeUpdate({ event }: Execution, observations: Observations): void {
  observations.saw('update event root', text(at(event, 'detail', 'requestParameters', 'rootAccess')));
  observations.saw(
    'update event role',
    text(at(event, 'detail', 'userIdentity', 'sessionContext', 'sessionIssuer', 'arn')),
  );
  observations.saw('update event response', text(at(event, 'detail', 'responseElements')));
}
