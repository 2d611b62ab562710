/**
 * How much news a case wakes for. Each time costs its execution some fifteen history events, and it must stay far
 * below the 25,000 that Step Functions allows, whatever happens to its notebook.
 */
import type { Case } from './case.ts';

/** So much news of any kind resumes a case at once; after that it looks by itself, at growing intervals. */
const enough = 200;

const quarterOfAnHour = 15 * 60_000;

/** How much news a sleeper must have known of. */
export const heard = ({ resumes, wakes }: Pick<Case, 'resumes' | 'wakes'>): number => resumes ?? wakes;

/** @param isUrgent an answer or a touched exception: somebody waits for it */
export const resumes = (isUrgent: boolean, wakes: number): boolean => isUrgent || wakes < enough;

/** How long a case may sleep: as long as it likes, unless news no longer wakes it. */
export const longestSleep = (wakes: number, openedAt: number, now: number): number =>
  wakes < enough ? Number.POSITIVE_INFINITY : Math.max(quarterOfAnHour, (now - openedAt) / 10);
