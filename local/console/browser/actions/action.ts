/** Something that a person can let happen: a form, and what it comes to in the words of a story. */
import type { Model } from '../model.ts';

export type Values = Readonly<Record<string, string>>;

export interface Field {
  readonly name: string;
  readonly label: string;
  readonly kind: 'text' | 'number' | 'date' | 'choice';
  readonly value: string;
  /** Value and label, where `kind` is a choice. */
  readonly choices?: readonly (readonly [value: string, label: string])[];
  readonly hint?: string;
  /** @default true */
  readonly required?: boolean;
  /** Whether it is asked for, given the other values. @default always */
  readonly shown?: (values: Values) => boolean;
}

export interface Action {
  readonly name: string;
  /** On its button. */
  readonly label: string;
  /** What it is good for, in a sentence or two. */
  readonly explains: string;
  readonly fields: (model: Model) => readonly Field[];
  /** Happenings as a story writes them. */
  readonly happens: (values: Values, model: Model) => readonly unknown[];
}

export const choice = (
  name: string,
  label: string,
  choices: readonly (readonly [value: string, label: string])[],
  more: Partial<Field> = {},
): Field => ({ name, label, kind: 'choice', value: choices[0]?.[0] ?? '', choices, ...more });

/** Notebooks that exist; the picked one stands first, then those that a sentence says fit best. */
export const notebookField = (model: Model, fits: (notebook: Model['cards'][number]) => boolean): Field => {
  const there = model.cards.filter(({ status }) => status !== null);
  const rank = (one: Model['cards'][number]): number => (one.name === model.picked ? 0 : fits(one) ? 1 : 2);
  const sorted = [...there].sort((a, b) => rank(a) - rank(b));
  return choice(
    'notebook',
    'Notebook',
    sorted.map(({ name, status, rootAccess }) => [
      name,
      `${name} (${status}, root ${rootAccess === 'Disabled' ? 'off' : 'on'})`,
    ]),
  );
};

/** Who calls when somebody of the platform team does. */
export const platformTeam = 'arn:aws:sts::111122223333:assumed-role/Platform/paula@example.com';
