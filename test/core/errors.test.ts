import { expect, it } from 'vitest';
import * as errors from '../../functions/core/errors.ts';

it.each(Object.entries(errors))('%s has that name on the wire', (name, Kind) => {
  expect(new Kind('').name).toBe(name);
});
