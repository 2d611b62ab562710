/** What becomes of a case whose execution died where no Catch reaches, and what the next one takes over. */
import type { Case, File } from './case.ts';

const day = 24 * 3_600_000;
/** More would be a loop that nobody watches. */
const mostPerDay = 3;

/** The recoveries of the last day with one more, or `null` where there were enough. */
export function oneMore(recoveries: readonly number[], now: number): number[] | null {
  const recent = recoveries.filter((at) => now - at < day);
  return recent.length < mostPerDay ? [...recent, now] : null;
}

/** Where a new case begins: the deadline, the notices and the answers of one that was left unfinished are its own. */
export function inherited(
  earlier: File | null,
): Pick<Case, 'stand' | 'notices' | 'invited' | 'answers' | 'windowName' | 'upgrade'> {
  const afresh = { stand: { at: 'opened' }, notices: [], invited: null } as const;
  if (earlier === null || earlier.case.stand.at !== 'closed') return { ...afresh, notices: [] };
  const { deadline, died } = earlier.case.stand;
  if (!died && earlier.restartOwed === null) return { ...afresh, notices: [] };
  return {
    stand: deadline === null ? afresh.stand : { at: 'grace', deadline },
    notices: earlier.case.notices.filter(({ kind }) => kind !== 'outcome'),
    invited: earlier.case.invited,
    ...(earlier.case.upgrade === undefined ? {} : { upgrade: earlier.case.upgrade }),
    ...(earlier.case.windowName === undefined ? {} : { windowName: earlier.case.windowName }),
    ...(earlier.case.answers === undefined ? {} : { answers: earlier.case.answers }),
  };
}

/** Step Functions takes names of 80 characters at most, and EventBridge's have 73. */
const longestRoot = 70;

/** Whose execution it was that began, and the how-manyth it is that goes on for that; 0: it is that itself. */
function lineOf(caseId: string): { readonly root: string; readonly nth: number } {
  const [, root, nth = '1'] = /(.*)-again(?:-(\d+))?$/.exec(caseId) ?? [];
  return root === undefined ? { root: caseId.slice(0, longestRoot), nth: 0 } : { root, nth: Number(nth) };
}

/** The name of the execution that goes on for the one that opened a case: always the same, and another's after that. */
export function followerOf(caseId: string): string {
  const { nth, root } = lineOf(caseId);
  return nth === 0 ? `${root}-again` : `${root}-again-${nth + 1}`;
}

/** Whether a case was opened by an execution that went on for the one that opened another. */
export function goesOnFor(caseId: string, before: string): boolean {
  const [later, earlier] = [lineOf(caseId), lineOf(before)];
  return later.root === earlier.root && later.nth > earlier.nth;
}
