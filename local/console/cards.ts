/** The fleet as cards: every notebook as SageMaker shows it, with what the ledger holds of its cases. */
import type { CaseReport } from '../report.ts';
import type { NotebookView } from '../sagemaker/notebook.ts';
import type { Card, CardCase } from './messages.ts';

/** A case as the report has it, and where it stands. */
export interface SeenCase {
  readonly report: CaseReport;
  readonly stand: string;
}

const instant = (iso: string | null): number | null => (iso === null ? null : Date.parse(iso));

const cardCase = ({ report, stand }: SeenCase): CardCase => ({
  stand,
  openedAt: Date.parse(report.openedAt),
  deadline: instant(report.deadline),
  closedAt: instant(report.closedAt),
  outcome: report.outcome,
  reason: report.reason,
  notices: report.notices.map(({ kind, at }) => ({ kind, at: Date.parse(at) })),
  answers: report.answers.map(({ kind, at }: { kind: string; at: string }) => ({ kind, at: Date.parse(at) })),
});

/**
 * Names are reused: of notebooks that bore one name the newest has the card.
 *
 * @param cases in order of opening
 */
export const cards = (notebooks: readonly NotebookView[], cases: readonly SeenCase[]): readonly Card[] => {
  const newest = new Map(notebooks.map((notebook) => [notebook.name, notebook]));
  return [...newest.values()].map(({ name, status, rootAccess, platform, tags, awaySeconds }) => {
    const own = cases.filter(({ report }) => report.notebook === name);
    const latest = own.at(-1);
    return {
      name,
      status,
      rootAccess,
      platform,
      tags,
      awaySeconds,
      case: latest === undefined ? null : cardCase(latest),
      cases: own.length,
    };
  });
};
