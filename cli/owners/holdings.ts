/** Who owns what, by the tags of the notebooks, and by who said that one is not theirs. */
import type { File } from '../../functions/core/case.ts';
import type { Notebook, NotebookRef } from '../../functions/core/notebook.ts';
import { addressesIn, outsiderOf, ownerOf } from '../../functions/core/owner.ts';
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
  /** Whom a tag names, and who said that it is not theirs. */
  readonly disownedBy: string | null;
}

export interface Holdings {
  /** By address. */
  readonly owners: readonly Holding[];
  /** In the order of the notebooks. */
  readonly unowned: readonly Unowned[];
}

/** Who created or changed a notebook last may be another by now. */
const byTagsAlone = { case: {} };

type Identity = Pick<NotebookRef, 'arn' | 'createdAt'>;
const keyOf = ({ arn, createdAt }: Identity): string => `${arn.toLowerCase()} ${createdAt}`;

/** @param files of every notebook that had a case */
export function holdingsOf(
  notebooks: readonly Notebook[],
  files: readonly Pick<File, 'arn' | 'createdAt' | 'disowned'>[],
  policy: Policy,
): Holdings {
  const disowners = new Map<string, readonly string[]>();
  for (const file of files) {
    disowners.set(keyOf(file), [...(disowners.get(keyOf(file)) ?? []), ...(file.disowned ?? [])]);
  }
  const owners = new Map<string, Holding>();
  const unowned: Unowned[] = [];
  for (const { ref, root, tags } of notebooks) {
    const disowned = [...(disowners.get(keyOf(ref)) ?? [])];
    const owner = ownerOf(tags, { ...byTagsAlone, disowned }, policy)?.address;
    if (owner === undefined) {
      unowned.push({
        name: ref.name,
        outsider: outsiderOf(tags, policy),
        disownedBy: addressesIn(tags, policy).find((address) => disowned.includes(address)) ?? null,
      });
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
