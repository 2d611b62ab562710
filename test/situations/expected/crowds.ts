/** What is expected where more mails are due to one address at once than go out each by itself. */
import type { Seen } from '../played.ts';
import {
  about,
  alice,
  all,
  back,
  enforced,
  none,
  platform,
  remediated,
  start,
  started,
  stop,
  stopped,
  times,
  untilTheDeadline,
  untouched,
  update,
  updated,
} from './said-shortly.ts';

const labs = (first: number, last: number): string[] =>
  Array.from({ length: last - first + 1 }, (_, index) => `lab-${first + index}`);

/** One whose first notice waited so often for its turn. */
const notifiedAfter = (waits: number): string[] => [
  'SUCCEEDED case',
  'OpenCase IsViolation',
  `NotifyOwner GraceOver AwaitOwner x${waits + 1}`,
  'NotifyOwner GraceOver',
];
const slowlyStarted = (looks: number): string[] => [
  ...stopped,
  ...updated,
  `StartNotebook IsInService AwaitInService x${looks}`,
  'StartNotebook IsInService CloseCase Reroute Done',
];

const waitsToBeTold = 'Reroute AwaitOwner NotifyOwner GraceOver Reroute CloseCase';
/** One whose outcome mail waited so often for its turn. */
const failedAfter = (waits: number): string[] => [
  'FAILED case',
  untilTheDeadline,
  ...stopped.slice(0, 1),
  'StopNotebook IsStopped DisableRootAccess',
  'StartNotebook IsInService AwaitInService x3',
  ['StartNotebook IsInService CloseCase', ...times(waits, waitsToBeTold), 'Reroute Failed'].join(' '),
];

const goesOn = (waits: number): string[] => [
  'SUCCEEDED case',
  'OpenCase IsViolation AwaitOwner NotifyOwner GraceOver',
  ...enforced.slice(0, -1),
  ['StartNotebook IsInService CloseCase', ...times(waits, waitsToBeTold), 'Reroute Done'].join(' '),
];

const diedInItsStop = 'NotifyOwner GraceOver StopNotebook IsStopped AwaitStopped';
const aborted = ([, ...path]: readonly string[]): string[] => ['ABORTED case', ...path];
/** One that goes on after the stop: it looked so often until that had ended, and its outcome mail waited so often. */
const takesOver = (looks: number, waits: number): string[] => [
  'SUCCEEDED case',
  ...(looks === 1
    ? ['OpenCase IsViolation AwaitOwner NotifyOwner GraceOver Reroute']
    : ['OpenCase IsViolation', `AwaitOwner NotifyOwner GraceOver x${looks}`, 'Reroute']),
  ...updated,
  'StartNotebook IsInService AwaitInService x3',
  ['StartNotebook IsInService CloseCase', ...times(waits, waitsToBeTold), 'Reroute Done'].join(' '),
];

export const crowds: Readonly<Record<string, Seen>> = {
  'many-at-once': {
    outcomes: times(8, 'remediated'),
    executions: [
      ...times(5, remediated),
      [...notifiedAfter(2), ...slowlyStarted(4)],
      [...notifiedAfter(1), ...slowlyStarted(4)],
      [...notifiedAfter(1), ...slowlyStarted(5)],
      ...times(8, none),
    ],
    deeds: about(labs(1, 8), all),
    mails: [
      ...about(labs(1, 5), alice('first', 'outcome')),
      ...about(labs(6, 8), alice('outcome')),
      ...alice('several'),
    ],
    notebooks: [
      ...times(5, back),
      ['InService', 'Disabled', 412],
      ['InService', 'Disabled', 472],
      ['InService', 'Disabled', 532],
    ],
  },
  'many-fail-at-once': {
    outcomes: times(8, 'failed'),
    executions: [...times(5, failedAfter(0)), ...times(3, failedAfter(1))],
    deeds: about(labs(1, 8), [stop, `${update} AccessDeniedException`, start]),
    mails: [
      ...labs(1, 8).flatMap((lab, index) => {
        const owner = `owner-${index + 1}@example.com`;
        return about(
          [lab],
          [`first to ${owner}`, `outcome to ${owner}`, ...(index < 5 ? platform('outcome') : [])],
        );
      }),
      ...platform('several'),
    ],
    notebooks: times(8, ['InService', 'Enabled', 286]),
  },
  'many-killed-at-once': {
    outcomes: [...times(7, 'failed'), ...times(7, 'remediated')],
    executions: [
      ...times(5, ['ABORTED case', 'OpenCase IsViolation NotifyOwner GraceOver AwaitOwner']),
      ['ABORTED case', 'OpenCase IsViolation', 'NotifyOwner GraceOver AwaitOwner x3'],
      ['ABORTED case', 'OpenCase IsViolation', 'NotifyOwner GraceOver AwaitOwner x2'],
      ...times(6, goesOn(0)),
      goesOn(1),
      ...times(7, none),
    ],
    deeds: about(labs(1, 7), all),
    mails: [
      ...about(labs(1, 5), [...alice('first', 'outcome'), ...platform('outcome'), ...alice('outcome')]),
      ...about(labs(6, 7), alice('outcome')),
      ...alice('several', 'several'),
      ...platform('several'),
    ],
    notebooks: times(7, back),
  },
  'many-killed-after-stop': {
    outcomes: [...times(8, 'failed'), ...times(8, 'remediated')],
    executions: [
      ...times(5, ['ABORTED case', untilTheDeadline, 'StopNotebook IsStopped AwaitStopped x4']),
      ...[2, 1, 1].map((waits) => aborted([...notifiedAfter(waits).slice(0, -1), diedInItsStop])),
      ...times(5, takesOver(1, 0)),
      takesOver(3, 2),
      takesOver(3, 1),
      takesOver(3, 2),
    ],
    deeds: about(labs(1, 8), all),
    mails: [
      ...about(labs(1, 1), [...alice('first'), ...platform('outcome'), ...alice('outcome')]),
      ...about(labs(2, 2), alice('first', 'outcome', 'outcome')),
      ...about(labs(3, 4), [...alice('first', 'outcome'), ...platform('outcome'), ...alice('outcome')]),
      ...about(labs(5, 5), alice('first', 'outcome', 'outcome')),
      ...about(labs(6, 6), platform('outcome')),
      ...alice('several', 'several'),
      ...platform('several'),
      ...alice('several'),
    ],
    // Within seconds of the stop's end, not after the minute that their mails wait.
    notebooks: [362, 361, 364, 363, 366, 350, 352, 352].map((away) => ['InService', 'Disabled', away]),
  },
  'exempt-while-its-mail-waits': {
    outcomes: [...times(6, 'remediated'), 'exempt'],
    executions: [
      ...times(5, remediated),
      [...notifiedAfter(1), ...stopped, ...updated, ...started],
      ['SUCCEEDED case', `${untilTheDeadline} Reroute CloseCase Reroute Done`],
      ...times(6, none),
    ],
    deeds: about(labs(1, 6), all),
    mails: about(labs(1, 6), alice('first', 'outcome')),
    notebooks: [...times(6, back), untouched],
  },
};
