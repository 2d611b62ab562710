/**
 * Conditions on who was told how a case ended: it is told after the close, while another case may be opened and this
 * one put beside it, and neither may undo the other.
 */
import type { File } from '../core/case.ts';

export interface Condition {
  readonly condition: string;
  readonly names: Record<string, string>;
  readonly values: Record<string, unknown>;
}

/**
 * Who was told how a case ended, as numbers: its notice is added once, after the others, and addresses only to it.
 * `to` is where these are, `null` while there is none.
 */
function toldIn({ case: { notices } }: File) {
  const index = notices.findIndex(({ kind }) => kind === 'outcome');
  return index < 0
    ? { to: null, names: {}, values: { ':notices': notices.length } }
    : {
        to: `size(#case.notices[${index}].#to)`,
        names: { '#to': 'to' },
        values: { ':notices': notices.length, ':told': notices[index]?.to.length },
      };
}

/** That the latest case is the one that was put beside it, and that nobody was told how it ended since. */
export function isArchived(file: File): Condition {
  const { id, stand } = file.case;
  const { names, to, values } = toldIn(file);
  return {
    condition: `#case.id = :earlier AND #case.stand.#at = :closed AND #case.stand.mail = :mail AND size(#case.notices) = :notices${to === null ? '' : ` AND ${to} = :told`}`,
    names: { ...names, '#at': 'at' },
    values: {
      ...values,
      ':earlier': id,
      ':closed': 'closed',
      ':mail': stand.at === 'closed' ? stand.mail : null,
    },
  };
}

/** That of the case that lies beside the latest no more people were told than of `file`. */
export function isToldLess(file: File): Condition {
  const { names, to, values } = toldIn(file);
  return {
    condition: `#case.stand.mail = :owed AND ${
      to === null ? 'size(#case.notices) = :notices' : `(size(#case.notices) < :notices OR ${to} <= :told)`
    }`,
    names,
    values: { ...values, ':owed': 'owed' },
  };
}
