/** How an address stands to SNS's question whether it wants mail: answered, asked and not answered, or not asked. */
export const subscriptionStates = ['confirmed', 'pending', 'none'] as const;
export type SubscriptionState = (typeof subscriptionStates)[number];

export interface Circle {
  /** What the story says of an address. */
  readonly people: Readonly<Record<string, SubscriptionState>>;
  readonly platformEmail: string;
  readonly ownerMailDomains: readonly string[];
}

/**
 * What is true of an address before anything happens. One that the story leaves out has confirmed long ago if
 * it is the platform team's or in an allowed domain; SNS has never heard of any other.
 */
export const initialState = (address: string, circle: Circle): SubscriptionState => {
  const said = circle.people[address];
  if (said !== undefined) return said;
  const domain = address.slice(address.lastIndexOf('@') + 1).toLowerCase();
  const known =
    address === circle.platformEmail ||
    circle.ownerMailDomains.some((allowed) => allowed.toLowerCase() === domain);
  return known ? 'confirmed' : 'none';
};
