import type { Model } from '../model.ts';
import { type Action, choice } from './action.ts';

/** The platform team, and everybody who is named in a tag or was mailed. */
const addresses = ({ platformEmail, cards, letters }: Model): readonly string[] => [
  ...new Set([
    platformEmail,
    ...cards.flatMap(({ tags }) => Object.values(tags).filter((value) => /^[^\s@]+@[^\s@]+$/.test(value))),
    ...letters.flatMap(({ to }) => to),
  ]),
];

export const subscription: Action = {
  name: 'subscription',
  label: 'Subscriptions',
  explains:
    'Somebody confirms that they want our mails, or does not want them any more. Who has not confirmed is not reachable: then the platform team gets the notices.',
  fields: (model) => [
    choice(
      'person',
      'Who',
      addresses(model).map((address) => [address, address]),
    ),
    choice('becomes', 'What', [
      ['confirmed', 'confirms'],
      ['none', 'unsubscribes'],
      ['pending', 'is asked anew'],
    ]),
  ],
  happens: ({ person, becomes }) => [{ person, becomes }],
};
