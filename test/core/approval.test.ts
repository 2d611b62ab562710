import { execFileSync } from 'node:child_process';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { approvalOf } from '../../functions/core/approval.ts';
import type { OwnerAnswer } from '../../functions/core/case.ts';
import { exceptionOf } from '../../functions/core/exception.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { file, opened, policy } from './given.ts';

const { arn } = file();
const asked = (reason: string): OwnerAnswer => ({
  kind: 'request-exception',
  at: opened,
  notice: 'case-first',
  address: "alice.o'neill+nb@example.com",
  reason,
});
const approval = (reason: string, props: Partial<PolicyProps> = {}) =>
  approvalOf(arn, asked(reason), policy(props), opened);

/** The words that a shell makes of a command line, which it runs as `aws`. */
const words = (command: string): string[] =>
  execFileSync('sh', ['-c', `aws() { printf '%s\\0' "$@"; }; ${command}`], { encoding: 'utf8' })
    .split('\0')
    .slice(0, -1);

const tagOf = (command: string): { Key: string; Value: string } => {
  const [tags = ''] = words(command).slice(-1);
  const [tag] = JSON.parse(tags);
  return tag;
};

/** What SageMaker takes as a tag's value. */
const tagValue = /^[\p{L}\p{Z}\p{N}_.:/=+\-@]{0,256}$/u;

describe('the command that approves', () => {
  it('sets the tag, with who asked and why', () => {
    expect(words(approval('driver tests, SEC-7').command)).toEqual([
      ...['sagemaker', 'add-tags', '--resource-arn', arn, '--tags'],
      '[{"Key":"root-access-exception","Value":"until=2026-12-23 alice.o neill+nb@example.com: driver tests SEC-7"}]',
    ]);
  });
  it('approves for no longer than the policy permits', () => {
    expect(approval('tests', { maxExceptionDays: 7 }).until).toBe('2026-11-30');
  });
  it.each([
    ['longer than a tag', `${'r'.repeat(300)}`, 256],
    ['with half a character at its end', `${'r'.repeat(208)}𝔞`, 256],
    ['with a blank at its end', `${'r'.repeat(208)} ${'s'.repeat(100)}`, 256],
  ])('is cut where the reason is %s', (_what, reason, most) => {
    const { Value } = tagOf(approval(reason).command);
    expect(Value.length).toBeLessThanOrEqual(most);
    expect(Value).toMatch(tagValue);
    expect(Value).toBe(Value.trim());
  });
  it('ends with who asked where no reason is recorded', () => {
    const { reason: _, ...unexplained } = asked('');
    const { command } = approvalOf(arn, unexplained, policy(), opened);
    expect(tagOf(command).Value).toBe('until=2026-12-23 alice.o neill+nb@example.com:');
  });
  it('leaves nothing of which a mail program makes a link', () => {
    expect(tagOf(approval('see https://evil.example or www.evil.example').command).Value).toBe(
      'until=2026-12-23 alice.o neill+nb@example.com: see https: //evil.example or www evil.example',
    );
  });
  it('sets the tag of the policy', () => {
    expect(tagOf(approval('tests', { exceptionTagKey: 'may keep root' }).command).Key).toBe('may keep root');
  });
  it.each([
    "'; touch /tmp/pwned; '",
    '$(touch /tmp/pwned)',
    '`touch /tmp/pwned`',
    '\\\n touch /tmp/pwned',
    '" && touch /tmp/pwned #',
    '!! ~ * ? {a,b} > /tmp/pwned',
  ])('runs nothing that is hidden in a reason: %j', (reason) => {
    expect(words(approval(reason).command)).toHaveLength(6);
  });
  it('has SageMaker’s charset and length, and counts, whatever the reason', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (reason) => {
        const { command } = approval(reason);
        const [, tags = ''] =
          /^aws sagemaker add-tags --resource-arn \S+ --tags '(.*)'$/su.exec(command) ?? [];
        const [{ Key, Value }] = JSON.parse(tags);
        expect(Value).toMatch(tagValue);
        expect(exceptionOf({ [Key]: Value }, policy(), opened)).toMatchObject({ is: 'valid' });
      }),
    );
  });
});
