import { type Row, rowOf, type Verdict } from '../row.ts';
import type { Accepted } from './accepted.ts';
import type { Finding } from './finding.ts';

/**
 * One tool's findings held to those that are accepted.
 * @param clean what the tool looked at and found nothing wrong with
 */
export const held = (
  belief: string,
  judge: string,
  clean: readonly string[],
  findings: readonly Finding[],
  accepted: readonly Accepted[],
): Row => {
  const used = new Set<Accepted>();
  const verdict = ({ rule, where, message }: Finding): Verdict => {
    const match = accepted.find((one) => one.rule === rule && one.where.test(where));
    if (match === undefined)
      return {
        id: where,
        differences: [{ where: rule, expected: message, got: 'no reason in accepted.ts' }],
      };
    used.add(match);
    return { leftOut: `${rule}: ${match.reason}` };
  };
  const found = findings.map((finding) => ({ id: finding.where, verdict: verdict(finding) }));
  const stale = accepted
    .filter((one) => !used.has(one))
    .map(({ rule, where }) => {
      const id = `accepted ${rule} on ${where.source}`;
      return {
        id,
        verdict: {
          id,
          differences: [{ where: rule, expected: 'no such finding', got: 'a reason in accepted.ts' }],
        },
      };
    });
  return rowOf(belief, judge, [
    ...clean.map((id) => ({ id, verdict: { agreed: true } as const })),
    ...found,
    ...stale,
  ]);
};

/** Those of `all` that no finding is about. */
export const without = (all: readonly string[], findings: readonly Finding[]): readonly string[] => {
  const found = new Set(findings.map(({ where }) => where));
  return all.filter((one) => !found.has(one));
};
