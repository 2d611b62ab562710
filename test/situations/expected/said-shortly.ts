/** What many stories have in common. */
import type { Seen } from '../played.ts';

export const stop = 'stop-notebook StopNotebookInstance';
export const update = 'disable-root-access UpdateNotebookInstance';
export const start = 'start-notebook StartNotebookInstance';
export const all = [stop, update, start];

const to =
  (address: string) =>
  (...notices: string[]) =>
    notices.map((notice) => `${notice} to ${address}`);
export const alice = to('alice@example.com');
export const platform = to('platform@example.com');

export const times = <const Thing>(many: number, thing: Thing): Thing[] =>
  Array.from({ length: many }, () => thing);
/** The same of several notebooks, one after the other. */
export const about = (notebooks: readonly string[], things: readonly string[]): string[] =>
  notebooks.flatMap((name) => things.map((thing) => `${name}: ${thing}`));

export const untilTheDeadline = 'OpenCase IsViolation NotifyOwner GraceOver AwaitOwner NotifyOwner GraceOver';
export const stopped = ['StopNotebook IsStopped AwaitStopped x5', 'StopNotebook IsStopped'];
export const updated = ['DisableRootAccess IsUpdated AwaitUpdated x4', 'DisableRootAccess IsUpdated'];
export const started = [
  'StartNotebook IsInService AwaitInService x3',
  'StartNotebook IsInService CloseCase Reroute Done',
];
/** From the deadline on, whatever went before. */
export const enforced = [...stopped, ...updated, ...started];

export const remediated = ['SUCCEEDED case', untilTheDeadline, ...enforced];
export const reminded = [
  'SUCCEEDED case',
  'OpenCase IsViolation',
  'NotifyOwner GraceOver AwaitOwner x3',
  'NotifyOwner GraceOver',
  ...enforced,
];
/** A case that was woken or came back so often before its deadline, and was enforced then. */
export const afterRounds = (rounds: number): string[] => [
  'SUCCEEDED case',
  'OpenCase IsViolation',
  `NotifyOwner GraceOver AwaitOwner x${rounds}`,
  'NotifyOwner GraceOver',
  ...enforced,
];
export const closedInGrace = 'NotifyOwner GraceOver Reroute CloseCase Reroute Done';
export const closedAtOnce = ['SUCCEEDED case', 'OpenCase IsViolation Reroute CloseCase Reroute Done'];
export const heldAtOnce = [
  'SUCCEEDED case',
  'OpenCase IsViolation NotifyOwner GraceOver Reroute CloseCase Reroute Done',
];
/** What our own update starts, and what an event of nothing starts. */
export const none = ['SUCCEEDED none', 'OpenCase IsViolation Reroute Done'];
export const joined = ['SUCCEEDED joined', 'OpenCase IsViolation Reroute Done'];

export const back: Seen['notebooks'][number] = ['InService', 'Disabled', 352];
export const untouched: Seen['notebooks'][number] = ['InService', 'Enabled', null];

/** Somebody opens the page and answers, once. */
export const answered = (answer: string): string[] => ['GET 200', `POST 200 ${answer} recorded`];

export const ordinaryWay: Seen = {
  outcomes: ['remediated'],
  executions: [reminded, none],
  deeds: all,
  mails: alice('first', 'reminder', 'final', 'outcome'),
  notebooks: [back],
};
export const withoutReminders: Seen = {
  ...ordinaryWay,
  executions: [remediated, none],
  mails: alice('first', 'outcome'),
};
