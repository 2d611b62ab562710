/** The words of `owners list`. */
import { oneLine } from '../../functions/core/one-line.ts';
import type { Policy } from '../../functions/core/policy.ts';
import type { Failure } from '../each.ts';
import { counted, table } from '../words.ts';
import type { Unowned } from './holdings.ts';
import type { Standing, Survey } from './survey.ts';

const line = (text: string): string => oneLine(text, 254);

const owned = (owners: readonly Standing[]): readonly string[] =>
  table([
    ['owner', 'subscription', 'notebooks', 'with root access'],
    ...owners.map(({ owner, subscription, notebooks, withRoot }) => [
      line(owner),
      subscription,
      notebooks,
      withRoot,
    ]),
  ]);

function whyUnowned({ disownedBy, outsider }: Unowned, { ownerTagKeys }: Policy): string {
  if (disownedBy !== null) return `a tag names ${line(disownedBy)}, who said that it is not theirs`;
  return outsider === null
    ? `no tag ${ownerTagKeys.join(' or ')} names a mail address`
    : `a tag names ${line(outsider)}, whose domain is none of ownerMailDomains`;
}

const paragraph = (title: string, rows: readonly (readonly string[])[]): readonly string[] =>
  rows.length === 0 ? [] : ['', title, ...table(rows).map((row) => `  ${row}`)];

export const unknown = (failed: readonly Failure[]): readonly string[] =>
  paragraph(
    'Not known, since AWS did not say:',
    failed.map(({ about, why }) => [line(about), why]),
  );

export function listing({ failed, owners, unowned }: Survey, policy: Policy): string {
  const confirmed = owners.filter(({ subscription }) => subscription === 'confirmed').length;
  const lines = [
    ...(owners.length === 0 ? [] : [...owned(owners), '']),
    `${counted(owners.length, 'owner')}, of whom mail reaches ${confirmed}; ${counted(unowned.length, 'notebook')} without one.`,
    ...paragraph(
      'Without an owner who may be mailed, by their tags. Who created or changed them is not known here:',
      unowned.map((one) => [line(one.name), whyUnowned(one, policy)]),
    ),
    ...unknown(failed),
  ];
  return `${lines.join('\n')}\n`;
}
