import { describe, expect, it } from 'vitest';
import { exceptionOf } from '../../functions/core/exception.ts';
import { opened, policy } from './given.ts';

const of = (tags: Record<string, string>, now = opened) => exceptionOf(tags, policy(), now);
const tag = (value: string) => ({ 'root-access-exception': value });

describe('an exception', () => {
  it('is none without its tag', () => expect(of({ Owner: 'alice' })).toEqual({ is: 'none' }));

  it('counts until the end of its day, UTC', () => {
    expect(of(tag('until=2026-12-31 SEC-12 drivers'))).toEqual({
      is: 'valid',
      until: '2026-12-31',
      ends: Date.UTC(2027, 0, 1),
      reason: 'SEC-12 drivers',
    });
  });
  it('counts through its last day', () => {
    expect(of(tag('until=2026-11-23 SEC-12'), Date.UTC(2026, 10, 24) - 1).is).toBe('valid');
  });
  it('has ended the moment after', () => {
    expect(of(tag('until=2026-11-23 SEC-12'), Date.UTC(2026, 10, 24))).toEqual({
      is: 'wrong',
      why: 'it ended with 2026-11-23',
    });
  });

  it('counts as far ahead as the policy permits', () => {
    expect(of(tag('until=2027-02-21 SEC-12'), Date.UTC(2026, 10, 23)).is).toBe('valid');
  });
  it.each([
    ['with spaces around it', ' until=2026-12-31 SEC-12 ', 'SEC-12'],
    ['with more of them within', 'until=2026-12-31   SEC-12', 'SEC-12'],
    ['without a reason', 'until=2026-12-31', ''],
  ])('counts %s', (_how, value, reason) => {
    expect(of(tag(value))).toMatchObject({ is: 'valid', reason });
  });

  it.each([
    [
      'not until=2026-12-31 SEC-12',
      'expected until=YYYY-MM-DD, a ticket and a reason, got "not until=2026-12-31 SEC-12"',
    ],
    ['yes', 'expected until=YYYY-MM-DD, a ticket and a reason, got "yes"'],
    ['until=soon SEC-12', 'expected until=YYYY-MM-DD, a ticket and a reason, got "until=soon SEC-12"'],
    [
      'until=2026-02-30 SEC-12',
      'expected until=YYYY-MM-DD, a ticket and a reason, got "until=2026-02-30 SEC-12"',
    ],
    [
      'Until=2026-12-31 SEC-12',
      'expected until=YYYY-MM-DD, a ticket and a reason, got "Until=2026-12-31 SEC-12"',
    ],
    [
      'until=2026-12-31SEC-12',
      'expected until=YYYY-MM-DD, a ticket and a reason, got "until=2026-12-31SEC-12"',
    ],
    ['until=2027-06-01 SEC-12', '2027-06-01 is more than 90 days ahead'],
  ])('that says %s is wrong', (value, why) => {
    expect(of(tag(value))).toEqual({ is: 'wrong', why });
  });

  it('in another letter case is wrong, and said so', () => {
    expect(of({ 'Root-Access-Exception': 'until=2026-12-31 SEC-12' })).toEqual({
      is: 'wrong',
      why: 'the tag is spelled Root-Access-Exception; it must be root-access-exception',
    });
  });
});
