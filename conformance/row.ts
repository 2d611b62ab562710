/** What a judge says about one belief. */

export interface Difference {
  /** Where in the case the two part, e.g. a path or a step. */
  readonly where: string;
  /** What the judge says. */
  readonly expected: unknown;
  /** What we say. */
  readonly got: unknown;
}

/** One case that the judge sees otherwise than we do. */
export interface Disagreement {
  readonly id: string;
  readonly differences: readonly Difference[];
}

export interface LeftOut {
  readonly id: string;
  /** Why the case says nothing about us; equal reasons are counted together. */
  readonly reason: string;
}

/** One belief held to one judge: `tried` is `agreed` plus the disagreements. */
export interface Row {
  /** What is believed. */
  readonly belief: string;
  /** Who says whether it is so. */
  readonly judge: string;
  readonly tried: number;
  readonly agreed: number;
  readonly leftOut: readonly LeftOut[];
  readonly disagreements: readonly Disagreement[];
}

/** A belief that nobody judged this time. */
export interface NotRun {
  readonly belief: string;
  readonly judge: string;
  /** What would have to be there, e.g. `Java: …`. */
  readonly missing: string;
}

export type Verdict = { readonly agreed: true } | { readonly leftOut: string } | Disagreement;

export const rowOf = (
  belief: string,
  judge: string,
  verdicts: readonly { readonly id: string; readonly verdict: Verdict }[],
): Row => ({
  belief,
  judge,
  tried: verdicts.filter(({ verdict }) => !('leftOut' in verdict)).length,
  agreed: verdicts.filter(({ verdict }) => 'agreed' in verdict).length,
  leftOut: verdicts.flatMap(({ id, verdict }) =>
    'leftOut' in verdict ? [{ id, reason: verdict.leftOut }] : [],
  ),
  disagreements: verdicts.flatMap(({ verdict }) => ('differences' in verdict ? [verdict] : [])),
});

/** Agreed when nothing differs. */
export const verdictOf = (id: string, differences: readonly Difference[]): Verdict =>
  differences.length === 0 ? { agreed: true } : { id, differences };

export type Judged = Row | NotRun;
