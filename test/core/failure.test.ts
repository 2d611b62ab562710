import { expect, it } from 'vitest';
import { messageOf } from '../../functions/core/failure.ts';

it.each<[string, string | null, string | null, string]>([
  ['a Lambda’s error by its message', 'AccessRefused', '{"errorMessage":"no","trace":[]}', 'no'],
  ['the whole cause where it is not a Lambda’s', 'States.Runtime', 'Internal Error', 'Internal Error'],
  ['the whole cause where it is other JSON', 'Lambda.Unknown', '{"message":"x"}', '{"message":"x"}'],
  ['a timeout, which has no cause, by its name', 'States.Timeout', null, 'States.Timeout without a cause'],
  ['an empty cause as none', 'States.Timeout', '', 'States.Timeout without a cause'],
  ['what has not even a name', null, null, 'an error without a cause'],
])('tells %s', (_what, error, cause, message) => {
  expect(messageOf({ Error: error, Cause: cause })).toBe(message);
});
