/** What happened, in words. */
import type { Entry } from './entry.ts';

export type Tone = 'people' | 'ours' | 'world' | 'mail' | 'state' | 'trouble' | 'good';

export interface Sentence {
  readonly tone: Tone;
  readonly text: string;
}

const verbs: Readonly<Record<string, string>> = {
  CreateNotebookInstance: 'create',
  UpdateNotebookInstance: 'update',
  StartNotebookInstance: 'start',
  StopNotebookInstance: 'stop',
  DeleteNotebookInstance: 'delete',
  AddTags: 'tag',
  DeleteTags: 'untag',
};

const acts: Readonly<Record<string, string>> = {
  StopNotebookInstance: 'stops',
  UpdateNotebookInstance: 'turns root access off on',
  StartNotebookInstance: 'starts',
};

/** A person's ARN as people know them: the session's or the user's name. */
const nameOf = (arn: string): string => arn.slice(arn.lastIndexOf('/') + 1);

const said = (entry: Extract<Entry, { kind: 'person-call' }>): Sentence => {
  const who = `${nameOf(entry.caller)}${entry.through === null ? '' : ` (through ${entry.through})`}`;
  const what = entry.notebook ?? 'a notebook';
  const verb = verbs[entry.operation];
  if (entry.error !== null) {
    return {
      tone: 'trouble',
      text: `${who} tries to ${verb ?? entry.operation} ${what}: SageMaker refuses, ${entry.error}`,
    };
  }
  return { tone: 'people', text: `${who} ${verb === undefined ? entry.operation : `${verb}s`} ${what}` };
};

/** An owner whom nobody has mailed yet has no topic: that is what was asked, and no trouble. */
const isAnswer = ({ operation, error }: Extract<Entry, { kind: 'call' }>): boolean =>
  operation === 'ListSubscriptionsByTopic' && error === 'NotFound';

/** Reads, ledger writes and what is told otherwise (a mail) go without saying, unless they fail. */
const done = (entry: Extract<Entry, { kind: 'call' }>): Sentence | undefined => {
  const about = entry.notebook === null ? '' : ` ${entry.notebook}`;
  if (isAnswer(entry)) return undefined;
  if (entry.error !== null) {
    return {
      tone: 'trouble',
      text: `${entry.function} calls ${entry.service} ${entry.operation}${about}: ${entry.error}`,
    };
  }
  if (entry.function === 'look-at-notebook' && entry.operation === 'StartExecution')
    return { tone: 'ours', text: `the sweep finds${about === '' ? ' a notebook' : about}` };
  const act = entry.service === 'SageMaker' ? acts[entry.operation] : undefined;
  return act === undefined ? undefined : { tone: 'ours', text: `${entry.function} ${act}${about}` };
};

const changed = (entry: Extract<Entry, { kind: 'status' }>): Sentence => {
  const reason =
    entry.failureReason === undefined || entry.failureReason === null ? '' : `: ${entry.failureReason}`;
  if (entry.status === null) return { tone: 'world', text: `${entry.notebook} is gone` };
  const tone = entry.status === 'Failed' ? 'trouble' : entry.status === 'InService' ? 'good' : 'world';
  return { tone, text: `${entry.notebook} is ${entry.status}${reason}` };
};

/** Who answers what, as it happens; what they get is told where it is not what they wanted. */
const visited = (entry: Extract<Entry, { kind: 'page' }>): Sentence | undefined => {
  if (entry.answer === null) return undefined;
  // A machine tries everything: what it got done is what counts.
  if (entry.isMachine && (entry.status === null || entry.status >= 400)) return undefined;
  const about = entry.notebook === null ? ' with a link that we sent nobody' : ` about ${entry.notebook}`;
  if (entry.status === null || entry.isMachine)
    return { tone: 'people', text: `${entry.by} answers ${entry.answer}${about}` };
  return entry.status < 400
    ? undefined
    : { tone: 'people', text: `the page does not take ${entry.answer} from ${entry.by}: ${entry.status}` };
};

/** A target as people know it: a template's physical names say little to them. */
const targetName = (target: string): string => {
  if (/StateMachine/.test(target)) return 'the state machine';
  const [, logical] =
    /([A-Z][A-Za-z]*?)Function[0-9A-F]{8}$/.exec(target.split('Functions').at(-1) ?? '') ?? [];
  return logical === undefined
    ? target
    : logical.replaceAll(/(?<=.)[A-Z]/g, (letter) => `-${letter}`).toLowerCase();
};

const eventNamed = ({ eventName, detailType }: Extract<Entry, { kind: 'event-delivered' }>): string => {
  if (eventName !== null) return `event ${eventName}`;
  return /State Change/.test(detailType) ? 'state change' : `event ${detailType}`;
};

/** The one-line telling of an entry; undefined for what a timeline leaves out. */
export const sentence = (entry: Exclude<Entry, { kind: 'state-entered' }>): Sentence | undefined => {
  switch (entry.kind) {
    case 'call':
      return done(entry);
    case 'person-call':
      return said(entry);
    case 'status':
      return changed(entry);
    case 'event-delivered': {
      const about = entry.notebook === null ? '' : ` about ${entry.notebook}`;
      return {
        tone: 'world',
        text: `${eventNamed(entry)}${about} reaches ${targetName(entry.target)}`,
      };
    }
    case 'mail':
      return {
        tone: 'mail',
        text: `mail to ${entry.to.join(', ')} (${entry.notice ?? 'no notice'}): ${entry.subject ?? 'without a subject'}`,
      };
    case 'page':
      return visited(entry);
    case 'log':
      return { tone: 'trouble', text: `${entry.function} logs ${entry.level}: ${entry.message}` };
    case 'execution-ended': {
      const about = entry.notebook === null ? '' : ` for ${entry.notebook}`;
      const error = entry.error === null ? '' : ` (${entry.error})`;
      return {
        tone: entry.status === 'SUCCEEDED' ? 'state' : 'trouble',
        text: `the execution${about} ends ${entry.status}${error}`,
      };
    }
    case 'dead-letter':
      return {
        tone: 'trouble',
        text: `rule ${entry.rule} cannot deliver to ${targetName(entry.target)}: ${entry.errorCode}, ${entry.errorMessage}; dead letter`,
      };
    case 'happening':
      return { tone: 'people', text: entry.words };
    default:
      return entry satisfies never;
  }
};
