import { describe, expect, it } from 'vitest';
import { whyHeld } from '../../functions/core/hold.ts';

describe('one that could not be started again', () => {
  const why = (instanceType: string | null) =>
    whyHeld({ status: 'InService', failureReason: null, platform: 'notebook-al2-v3', instanceType });
  const stranded =
    'Its platform (notebook-al2-v3) could not be started again after a stop; move to notebook-al2023-v1';

  it.each(['ml.t3.medium', null])('is to be moved, on %s', (instanceType) =>
    expect(why(instanceType)).toBe(`${stranded}.`),
  );
  it('is to be moved to another instance type, too, where the successor does not run its own', () =>
    expect(why('ml.p3.2xlarge')).toBe(
      `${stranded}, which does not run ml.p3.2xlarge: on another instance type.`,
    ));
});
