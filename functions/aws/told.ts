/**
 * Conditions on who was told how a case ended: it is told after the close, while another case may be opened and this
 * one put beside it, and neither may undo the other.
 */
import type { File } from '../core/case.ts';
import type { Expression } from './expression.ts';

/**
 * Who was told how a case ended, as numbers: its notice is added once, after the others, and addresses only to it.
 * `to` is where these are, `null` while there is none.
 */
function toldIn({ case: { notices } }: File) {
  const index = notices.findIndex(({ kind }) => kind === 'outcome');
  return index < 0
    ? { to: null, values: { ':notices': notices.length } }
    : {
        to: `size(#case.notices[${index}].#to)`,
        values: { ':notices': notices.length, ':told': notices[index]?.to.length },
      };
}

/** That the latest case is the one that was put beside it, and that nobody was told how it ended since. */
export function isArchived(file: File): Expression {
  const { id, stand } = file.case;
  const { to, values } = toldIn(file);
  return {
    text: `#case.id = :earlier AND #case.stand.#at = :closed AND #case.stand.mail = :mail AND size(#case.notices) = :notices${to === null ? '' : ` AND ${to} = :told`}`,
    values: {
      ...values,
      ':earlier': id,
      ':closed': 'closed',
      ':mail': stand.at === 'closed' ? stand.mail : null,
    },
  };
}

/** That there is no such case beside the latest, or one of which no more people were told than of `file`. */
export function isToldLess(file: File): Expression {
  const { to, values } = toldIn(file);
  const isLess =
    to === null ? 'size(#case.notices) = :notices' : `(size(#case.notices) < :notices OR ${to} <= :told)`;
  return {
    text: `attribute_not_exists(pk) OR (#case.stand.mail = :owed AND ${isLess})`,
    values: { ...values, ':owed': 'owed' },
  };
}
