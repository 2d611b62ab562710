/** Day one: very many violations of one owner at once. How many mails they get, and how fast. */
import { play } from '../local/play.ts';
import { report } from '../local/report.ts';
import type { Sandbox } from '../local/sandbox.ts';
import { firstDay, notebooksStory } from './notebooks.ts';
import type { Progress } from './progress.ts';

export interface Flood {
  readonly violations: number;
  /** What people are to hear of: for each case its first notice, its reminders and how it ended. */
  readonly notices: number;
  /** Of those, how many were in no mail that reached the owner. */
  readonly unheard: number;
  readonly mails: number;
  /** Of those, how many brought several notices. */
  readonly lists: number;
  readonly most: { readonly inASecond: number; readonly inAMinute: number; readonly inOneMail: number };
  /** How long after the first violation its owner knew of the last, in seconds. */
  readonly allKnownAfter: number;
  readonly remediated: number;
}

const noticeIds = /^Notice (\S+)$/gm;

/** The most that came within so many milliseconds. */
const mostWithin = (times: readonly number[], length: number): number =>
  Math.max(0, ...times.map((from) => times.filter((at) => from <= at && at < from + length).length));

export const measureFlood = async (
  sandbox: Sandbox,
  violations: number,
  progress: Progress,
): Promise<Flood> => {
  const title = `${violations} violations of one owner`;
  const durations = Array.from({ length: violations }, () => firstDay);
  const story = notebooksStory(title, durations, 'arrive', () => 'owner@example.com');
  const { cases, mails } = await progress(title, violations, async (advance) => {
    let done = 0;
    const played = await play(sandbox, story, {
      onEntry: (entry) => {
        if (entry.kind === 'execution-ended') advance(Math.min(++done, violations));
      },
    });
    return report(played, sandbox.endpoint);
  });
  const idsIn = mails.map(({ body }) => [...body.matchAll(noticeIds)].map(([, id]) => id ?? ''));
  const heard = new Set(idsIn.flat());
  const notices = cases.reduce((sum, of) => sum + of.notices.length, 0);
  const times = mails.map(({ at }) => Date.parse(at));
  const firsts = mails.filter((_, index) => idsIn[index]?.some((id) => id.endsWith('-first')));
  const [begin = Number.NaN] = cases.map(({ openedAt }) => Date.parse(openedAt));
  return {
    violations,
    notices,
    unheard: notices - heard.size,
    mails: mails.length,
    lists: mails.filter(({ notice }) => notice === 'several').length,
    most: {
      inASecond: mostWithin(times, 1_000),
      inAMinute: mostWithin(times, 60_000),
      inOneMail: Math.max(...idsIn.map((ids) => ids.length)),
    },
    allKnownAfter: (Math.max(...firsts.map(({ at }) => Date.parse(at))) - begin) / 1_000,
    remediated: cases.filter(({ outcome }) => outcome === 'remediated').length,
  };
};
