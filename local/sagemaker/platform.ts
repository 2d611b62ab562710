import { AwsError } from '../service.ts';
import { isString } from './notebook.ts';

/** Platforms that since 1 July 2026 can neither be created nor, once stopped, started again. */
const retired: readonly string[] = [
  'notebook-al1-v1',
  'notebook-al2-v1',
  'notebook-al2-v2',
  'notebook-al2-v3',
];

/** Documented: what AL2023 does not run. AWS's words are not known. */
const withoutAl2023 = ['p2', 'p3', 'p3dn', 'inf1', 'g3'];

/** @throws AwsError */
export function refuseUnfit(platform: unknown, instanceType: unknown): void {
  const family = String(instanceType).split('.')[1] ?? '';
  if (platform !== 'notebook-al2023-v1' || !withoutAl2023.includes(family)) return;
  throw new AwsError(
    'ValidationException',
    `Platform identifier (${platform}) does not support instance type (${instanceType}).`,
  );
}

/**
 * That AWS refuses is documented; the text was seen from Create (AIGoat issue 10). That Start and Update refuse
 * in the same words, and at once rather than by ending in Failed, is a guess.
 * @throws AwsError
 */
export function refuseRetired(platform: unknown): void {
  if (!isString(platform) || !retired.includes(platform)) return;
  throw new AwsError(
    'ValidationException',
    `Platform identifier (${platform}) is not supported for this service.`,
  );
}
