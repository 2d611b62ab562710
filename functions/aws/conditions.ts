/** On what a write to a case insists, so that no two executions hold one and no news is lost. */
import type { Case, File } from '../core/case.ts';
import { answersOf } from '../core/owner-answer.ts';
import { all, type Expression } from './expression.ts';

export const isCase = (id: string): Expression => ({ text: '#case.id = :id', values: { ':id': id } });

export const isOpen: Expression = {
  text: '#case.stand.#at <> :closed',
  values: { ':closed': 'closed' },
};

/** That it is open, or people are still to be told how it ended. */
export const isUnfinished: Expression = {
  text: '#case.stand.#at <> :closed OR #case.stand.mail = :owed',
  values: { ':closed': 'closed', ':owed': 'owed' },
};

export const isHeldBy = ({ id, execution }: Pick<Case, 'id' | 'execution'>): Expression =>
  all(isCase(id), { text: '#case.execution = :execution', values: { ':execution': execution } });

/** That it is open, and held by the execution that read it. */
export const isMine = (file: File): Expression => all(isHeldBy(file.case), isOpen);

/** That it stands where it stood, with the same deadline. */
export const standsAs = ({ case: { stand } }: File): Expression =>
  all(
    { text: '#case.stand.#at = :at', values: { ':at': stand.at } },
    stand.at === 'grace'
      ? {
          text: '#case.stand.deadline = :deadline',
          values: { ':deadline': new Date(stand.deadline).toISOString() },
        }
      : null,
  );

/** That there was no news since it was read. */
export const heardAs = ({ case: { wakes } }: File): Expression => ({
  text: '#case.wakes = :wakes',
  values: { ':wakes': wakes },
});

/** That no answer came since it was read: they are only ever appended, so their number tells. */
export function answeredAs({ case: held }: File): Expression {
  const { length } = answersOf(held);
  return length === 0
    ? { text: 'attribute_not_exists(#case.answers)', values: {} }
    : { text: 'size(#case.answers) = :answered', values: { ':answered': length } };
}
