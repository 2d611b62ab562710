import type { Model } from '../model.ts';
import { type Action, choice, notebookField, platformTeam } from './action.ts';

const day = 86_400_000;

/** A date that many days after the world's present. */
const dateIn = ({ clock }: Model, days: number): string =>
  new Date(clock.now + days * day).toISOString().slice(0, 10);

const isAdded = ({ how = '' }: Readonly<Record<string, string>>): boolean => how === 'add';

export const exceptionTag: Action = {
  name: 'exception',
  label: 'Add exception tag',
  explains:
    'The platform team lets a notebook keep root access until the end of a day, by a tag. While it counts nothing is stopped; when it is taken away the case begins anew.',
  fields: (model) => [
    notebookField(model, ({ case: held }) => held !== null && held.outcome === null),
    choice('how', 'What', [
      ['add', 'add the exception'],
      ['remove', 'take it away'],
    ]),
    { name: 'until', label: 'Until', kind: 'date', value: dateIn(model, 30), shown: isAdded },
    {
      name: 'why',
      label: 'Ticket and reason',
      kind: 'text',
      value: 'SEC-1234 kernel modules',
      shown: isAdded,
    },
  ],
  happens: ({ notebook, how, until, why }, { exceptionTagKey }) => [
    how === 'add'
      ? {
          call: 'AddTags',
          notebook,
          with: { Tags: [{ Key: exceptionTagKey, Value: `until=${until} ${why}` }] },
          as: platformTeam,
        }
      : { call: 'DeleteTags', notebook, with: { TagKeys: [exceptionTagKey] }, as: platformTeam },
  ],
};
