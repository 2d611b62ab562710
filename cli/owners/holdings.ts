/** Who owns what, by the tags of the notebooks. */
import type { Notebook } from '../../functions/core/notebook.ts';
import { outsiderOf, ownerOf } from '../../functions/core/owner.ts';
import type { Policy } from '../../functions/core/policy.ts';

export interface Holding {
  readonly owner: string;
  readonly notebooks: number;
  /** Of those. */
  readonly withRoot: number;
}

/** A notebook whose owner is nobody whom we may mail. */
export interface Unowned {
  readonly name: string;
  /** Whom a tag names in a domain that the policy does not allow; `null` where none names an address. */
  readonly outsider: string | null;
}

export interface Holdings {
  /** By address. */
  readonly owners: readonly Holding[];
  /** In the order of the notebooks. */
  readonly unowned: readonly Unowned[];
}

/** Neither who changed a notebook nor who said that it is not theirs is known to its tags. */
const unheard = { case: {} };

export function holdingsOf(notebooks: readonly Notebook[], policy: Policy): Holdings {
  const owners = new Map<string, Holding>();
  const unowned: Unowned[] = [];
  for (const { ref, root, tags } of notebooks) {
    const owner = ownerOf(tags, unheard, policy)?.address;
    if (owner === undefined) {
      unowned.push({ name: ref.name, outsider: outsiderOf(tags, policy) });
      continue;
    }
    const { notebooks: others, withRoot } = owners.get(owner) ?? { notebooks: 0, withRoot: 0 };
    owners.set(owner, {
      owner,
      notebooks: others + 1,
      withRoot: withRoot + (root === 'Enabled' ? 1 : 0),
    });
  }
  return { owners: [...owners.values()].sort((a, b) => (a.owner < b.owner ? -1 : 1)), unowned };
}
