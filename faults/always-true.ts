/**
 * What must always be true and a played story can break: docs/design.md ("What is always true") has it shorter.
 */
import type { Evidence } from './evidence.ts';
import { History } from './history.ts';
import { nothingByALink } from './statements/answers.ts';
import { notBeforeTheDeadline } from './statements/enforcement.ts';
import { notUnderAnException } from './statements/exception.ts';
import { notByOurselves, oneActs } from './statements/holding.ts';
import { onceAStage } from './statements/notices.ts';
import { atItsPace } from './statements/pacing.ts';
import { nothingInAPause } from './statements/pause.ts';
import { notOneThatCannotComeBack } from './statements/platform.ts';
import { everythingEnds } from './statements/progress.ts';
import { everyCaseIsRecorded, everyEndIsTrue } from './statements/record.ts';
import { runsAsBefore, startedWhenDisabled } from './statements/return.ts';
import { onlyInScope } from './statements/scope.ts';
import type { Statement } from './statements/statement.ts';

export const statements: readonly Statement[] = [
  notBeforeTheDeadline,
  notUnderAnException,
  oneActs,
  runsAsBefore,
  startedWhenDisabled,
  notOneThatCannotComeBack,
  nothingByALink,
  notByOurselves,
  everyCaseIsRecorded,
  everyEndIsTrue,
  onceAStage,
  everythingEnds,
  nothingInAPause,
  onlyInScope,
  atItsPace,
];

export interface Violation {
  /** The statement's number. */
  readonly statement: number;
  /** One sentence: what happened that must not. */
  readonly says: string;
}

/** Where a played story breaks what must always be true; pure. */
export function violations(evidence: Evidence): readonly Violation[] {
  const history = new History(evidence);
  return statements.flatMap(({ number, broken }) =>
    broken(history).map((says) => ({ statement: number, says })),
  );
}
