import type { Leaf } from './operators.ts';

/** A leaf of an event, and of which elements of which arrays it is a part (array's id -> element's index). */
export interface Field {
  readonly leaf: Leaf;
  readonly elements: ReadonlyMap<number, number>;
}

/** An event's leaves by dotted path: `detail.state`; arrays leave no trace in the path. */
export type Fields = ReadonlyMap<string, readonly Field[]>;

/** Flattens an event. A key that has a dot in it and nested keys give the same path, as on AWS. */
export const fieldsOf = (event: unknown): Fields => {
  const fields = new Map<string, Field[]>();
  let arrays = 0;
  const visit = (value: unknown, path: string, elements: ReadonlyMap<number, number>): void => {
    if (Array.isArray(value)) {
      const array = arrays++;
      value.forEach((item, index) => {
        visit(item, path, new Map(elements).set(array, index));
      });
      return;
    }
    if (typeof value === 'object' && value !== null) {
      for (const [key, member] of Object.entries(value))
        visit(member, path === '' ? key : `${path}.${key}`, elements);
      return;
    }
    const field = { leaf: value as Leaf, elements };
    const known = fields.get(path);
    if (known === undefined) fields.set(path, [field]);
    else known.push(field);
  };
  visit(event, '', new Map());
  return fields;
};
