/** When a notebook may be stopped at all. */
import type { Notice } from '../../functions/core/case.ts';
import type { StoryPolicy } from '../../local/story.ts';
import { type Deed, type History, iso } from '../history.ts';
import { longestAct, pausesIn } from '../pauses.ts';
import { milliseconds } from './duration.ts';
import type { Statement } from './statement.ts';
import { isPermitted } from './window.ts';

const stops = (history: History): readonly Deed[] => history.deeds('StopNotebookInstance');

/**
 * A notice names the time that its state was entered plus the window; a state's Lambda may be tried again for this
 * long before the notice is out, while the ledger is out of reach.
 */
const retried = 16 * 60_000;

type Tags = Readonly<Record<string, string>>;

/** The window of one with these tags: a tag chooses within bounds, or it does not count. */
function graceOf(tags: Tags, { graceWindow = 'PT24H', overrides = {} }: StoryPolicy): number {
  const { atLeast, atMost, tagKey } = overrides.graceWindow ?? { atLeast: '', atMost: '', tagKey: '' };
  const chosen = milliseconds(tags[tagKey] ?? '');
  const counts = chosen >= milliseconds(atLeast) && chosen <= milliseconds(atMost);
  return chosen > 0 && counts ? chosen : milliseconds(graceWindow);
}

/** The shortest that anybody was granted of whom the first notice told, whichever of its tags that has seen. */
function shortestGrace(history: History, notebook: string, first: Notice, toldAt: number): number {
  const { policy } = history.of.story;
  const isAgain = history
    .deeds('UpdateNotebookInstance')
    .some(
      (update) => update.notebook === notebook && update.at <= first.claimedAt && history.tookEffect(update),
    );
  return Math.min(
    ...history.tagsBetween(notebook, first.claimedAt - retried, toldAt).map((tags) => graceOf(tags, policy)),
    ...(isAgain ? [milliseconds(policy.repeatGraceWindow ?? 'PT1H')] : []),
  );
}

/**
 * Whether its time passed in a pause, in which nothing but that kept it: people are to hear of another time then.
 * Who waits for anything else, or for what nobody knows of, is not judged.
 */
function passedInAPause(history: History, stop: Deed, deadline: number): boolean {
  const { entries, story } = history.of;
  const { notebook } = stop;
  const { exceptionTagKey = 'root-access-exception' } = story.policy;
  const pause = pausesIn(history).find(
    ({ began, ended }) => began + longestAct < deadline && deadline <= ended && ended < stop.at,
  );
  if (pause === undefined) return false;
  const then = entries.slice(history.until(deadline - 1), pause.to);
  const isLookedAt = then.some(
    (entry) =>
      entry.kind === 'call' &&
      entry.operation === 'DescribeNotebookInstance' &&
      entry.notebook === notebook &&
      ['notify-owner', 'stop-notebook'].includes(entry.function),
  );
  const isTroubled = then.some((entry) => entry.kind === 'call' && entry.error !== null);
  const isStill = history
    .statuses(notebook, history.until(deadline - 1), pause.to)
    .every((status) => status === 'InService');
  return isLookedAt && !isTroubled && isStill && !(exceptionTagKey in history.tags(notebook, pause.to));
}

/** Whether the window was open when it was begun, whichever of its tags was heeded; what was begun is brought to its end. */
function isInWindow(history: History, stop: Deed, openedAt: number, tags: readonly Tags[]): boolean {
  const isBegun = history
    .deeds('StopNotebookInstance')
    .some(({ at, index, notebook }) => index < stop.index && at >= openedAt && notebook === stop.notebook);
  const { enforcementWindow = null, freezes = [], overrides = {} } = history.of.story.policy;
  const { choices = {}, tagKey = '' } = overrides.enforcementWindow ?? {};
  const windows = tags.map((of) => choices[of[tagKey] ?? ''] ?? enforcementWindow);
  return (
    isBegun ||
    windows.some((window) =>
      [stop.at, stop.at - retried].some((moment) => isPermitted(moment, window, freezes)),
    )
  );
}

function whyTooSoon(history: History, stop: Deed): string | null {
  const file = history.openCase(stop.notebook, stop.at);
  if (file === undefined) return 'while it has no open case';
  const { answers, notices } = file.case;
  const deadline = history.deadlineAt(file, stop.at);
  if (deadline === null) return 'without a deadline';
  const isAskedFor = (answers ?? []).some(({ at, kind }) => kind === 'remediate-now' && at <= stop.at);
  if (stop.at < deadline && !isAskedFor) return `before its deadline ${iso(deadline)}`;
  const first = notices.find(({ kind, sentAt }) => kind === 'first' && sentAt !== null);
  if (first === undefined || first.to.length === 0) return 'without an accepted first notice on record';
  const mail = history.of.mails.find(
    ({ notice, notebook, at, body }) =>
      (notice === 'several' || (notice === 'first' && notebook === stop.notebook)) &&
      at <= stop.at &&
      body.includes(first.id),
  );
  if (mail === undefined) return `though its first notice ${first.id} reached nobody`;
  const postponed = (answers ?? []).reduce((sum, { at, by = 0 }) => sum + (at <= stop.at ? by : 0), 0);
  if (deadline - mail.at < shortestGrace(history, stop.notebook, first, mail.at) + postponed - retried) {
    return `though its first notice came at ${iso(mail.at)}, too shortly before the deadline ${iso(deadline)}`;
  }
  if (isAskedFor) return null;
  if (passedInAPause(history, stop, deadline)) {
    return `though its deadline ${iso(deadline)} had passed while the guard was paused`;
  }
  const tags = history.tagsBetween(stop.notebook, first.claimedAt - retried, mail.at);
  return isInWindow(history, stop, file.case.openedAt, tags) ? null : 'outside the window for that';
}

export const notBeforeTheDeadline: Statement = {
  number: 1,
  says: 'A notebook is never stopped before its deadline, unless its owner asks for it, nor without an accepted first notice.',
  broken: (history) =>
    stops(history).flatMap((stop) => {
      const why = whyTooSoon(history, stop);
      return why === null ? [] : [`${stop.notebook} was to be stopped at ${iso(stop.at)} ${why}`];
    }),
};
