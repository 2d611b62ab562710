/** What `npm test` has of the first day of a fleet; many-deadlines-at-length.test.ts has more. */
import { expect, it } from 'vitest';
import { violations } from '../../faults/always-true.ts';
import { describeFirstDay } from './first-day.ts';

describeFirstDay(40, (evidence) => {
  it('break nothing that is always true', () => expect(violations(evidence())).toEqual([]));
});
