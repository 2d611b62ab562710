import { AwsError } from '../../service.ts';

export interface Tag {
  readonly Key: string;
  readonly Value: string;
}

/** Tags that a resource may carry; AWS's own (`aws:`) do not count. */
const most = 50;

/** That both are refused is documented, the words are not known. @throws AwsError */
export function refuseTags(added: readonly Tag[], present: ReadonlyMap<string, string>): void {
  refuseReserved(added.map((tag) => tag.Key));
  const all = new Set(
    [...present.keys(), ...added.map((tag) => tag.Key)].filter((key) => !key.startsWith('aws:')),
  );
  if (all.size > most) {
    throw new AwsError('ValidationException', `Too many tags: expected at most ${most}, got ${all.size}`);
  }
}

/** @throws AwsError for keys that only AWS may write */
export function refuseReserved(keys: readonly string[]): void {
  const reserved = keys.find((key) => key.toLowerCase().startsWith('aws:'));
  if (reserved === undefined) return;
  throw new AwsError('ValidationException', `Tag keys starting with aws: are reserved, got ${reserved}`);
}

export const asList = (tags: ReadonlyMap<string, string>): Tag[] =>
  [...tags].map(([Key, Value]) => ({ Key, Value }));
