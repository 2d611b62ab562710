import { AwsError } from '../service.ts';
import type { Shape, Structure } from './model.ts';

const isStructure = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !(value instanceof Date);

const lowerFirst = (name: string): string => name.charAt(0).toLowerCase() + name.slice(1);

/**
 * Refuses members that the request does not have, in botocore's words. SageMaker itself would pass over them;
 * an SDK refuses them (or drops them) before it calls, so such a call was never made.
 */
export function refuseUnknownMembers(
  shape: Structure,
  input: Readonly<Record<string, unknown>>,
  path = 'input',
): void {
  for (const [name, value] of Object.entries(input)) {
    const member = shape.members[name];
    if (member === undefined) {
      const known = Object.keys(shape.members).join(', ');
      throw new AwsError(
        'ValidationException',
        `Unknown parameter in ${path}: "${name}", must be one of: ${known}`,
      );
    }
    const here = path === 'input' ? name : `${path}.${name}`;
    if (member.type === 'structure' && isStructure(value)) refuseUnknownMembers(member, value, here);
    if (member.type === 'list' && member.member.type === 'structure' && Array.isArray(value)) {
      for (const [at, item] of value.entries()) {
        if (isStructure(item)) refuseUnknownMembers(member.member, item, `${here}[${at}]`);
      }
    }
  }
}

const javaNames = {
  string: 'a String',
  integer: 'an Integer',
  boolean: 'a Boolean',
  timestamp: 'a Date',
} as const;

/**
 * Refuses what cannot be read as the shape's type. The texts are those of the framework that AWS's JSON 1.1
 * services share; none was seen from SageMaker itself.
 */
export function refuseWrongTypes(shape: Shape, value: unknown): void {
  const serialization = (text: string): AwsError => new AwsError('SerializationException', text);
  if (value === undefined || value === null) return;
  if (shape.type === 'structure') {
    if (Array.isArray(value)) throw serialization('Start of list found where not expected');
    if (!isStructure(value)) throw serialization('Unexpected field type');
    for (const [name, member] of Object.entries(shape.members)) refuseWrongTypes(member, value[name]);
    return;
  }
  if (shape.type === 'list') {
    if (isStructure(value)) throw serialization('Start of structure or map found where not expected.');
    if (!Array.isArray(value)) throw serialization('Unexpected field type');
    for (const item of value) refuseWrongTypes(shape.member, item);
    return;
  }
  if (Array.isArray(value)) throw serialization('Start of list found where not expected');
  if (isStructure(value)) throw serialization('Start of structure or map found where not expected.');
  const wanted = javaNames[shape.type];
  const fits =
    shape.type === 'integer'
      ? typeof value === 'number' && Number.isInteger(value)
      : shape.type === 'timestamp'
        ? typeof value === 'number' || value instanceof Date
        : typeof value === shape.type;
  if (fits) return;
  const got =
    typeof value === 'number'
      ? Number.isInteger(value)
        ? 'NUMBER'
        : 'DECIMAL'
      : typeof value === 'boolean'
        ? String(value).toUpperCase()
        : 'STRING';
  throw serialization(`${got}_VALUE can not be converted to ${wanted}`);
}

const length = (least: number | undefined, most: number | undefined, size: number): string[] => [
  ...(most !== undefined && size > most ? [`Member must have length less than or equal to ${most}`] : []),
  ...(least !== undefined && size < least
    ? [`Member must have length greater than or equal to ${least}`]
    : []),
];

function constraints(shape: Shape, value: unknown): string[] {
  if (shape.type === 'string' && typeof value === 'string') {
    if (shape.enum) {
      return shape.enum.includes(value)
        ? []
        : [`Member must satisfy enum value set: [${shape.enum.join(', ')}]`];
    }
    const { pattern } = shape;
    const fits = pattern === undefined || new RegExp(`^(?:${pattern})$`, 'u').test(value);
    return [
      ...length(shape.min, shape.max, value.length),
      ...(fits ? [] : [`Member must satisfy regular expression pattern: ${pattern}`]),
    ];
  }
  if (shape.type === 'integer' && typeof value === 'number') {
    return [
      ...(shape.max !== undefined && value > shape.max
        ? [`Member must have value less than or equal to ${shape.max}`]
        : []),
      ...(value < shape.min ? [`Member must have value greater than or equal to ${shape.min}`] : []),
    ];
  }
  if (shape.type === 'list' && Array.isArray(value)) return length(shape.min, shape.max, value.length);
  return [];
}

const written = (value: unknown): string =>
  Array.isArray(value)
    ? `'[${value.map((item) => (isStructure(item) ? JSON.stringify(item) : item)).join(', ')}]'`
    : `'${value}'`;

function broken(shape: Shape, value: unknown, path: string): string[] {
  const failed = constraints(shape, value).map(
    (constraint) => `Value ${written(value)} at '${path}' failed to satisfy constraint: ${constraint}`,
  );
  if (shape.type === 'list' && Array.isArray(value)) {
    if (shape.member.type === 'structure') {
      return [
        ...failed,
        ...value.flatMap((item, at) => broken(shape.member, item, `${path}.${at + 1}.member`)),
      ];
    }
    const within = [...new Set(value.flatMap((item) => constraints(shape.member, item)))];
    return within.length === 0
      ? failed
      : [
          ...failed,
          `Value ${written(value)} at '${path}' failed to satisfy constraint: Member must satisfy constraint: [${within.join(', ')}]`,
        ];
  }
  if (shape.type === 'structure' && isStructure(value)) {
    return Object.entries(shape.members).flatMap(([name, member]) => {
      const here = path === '' ? lowerFirst(name) : `${path}.${lowerFirst(name)}`;
      const given = value[name];
      if (given !== undefined && given !== null) return broken(member, given, here);
      return shape.required.includes(name)
        ? [`Value null at '${here}' failed to satisfy constraint: Member must not be null`]
        : [];
    });
  }
  return failed;
}

/** @throws AwsError naming every broken constraint of the model, as AWS does */
export function refuseBrokenConstraints(shape: Structure, input: Readonly<Record<string, unknown>>): void {
  const all = broken(shape, input, '');
  if (all.length === 0) return;
  const errors = all.length === 1 ? 'error' : 'errors';
  throw new AwsError('ValidationException', `${all.length} validation ${errors} detected: ${all.join('; ')}`);
}
