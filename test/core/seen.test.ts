import { describe, expect, it } from 'vitest';
import { isRemediation, type Notice, outcomes } from '../../functions/core/case.ts';
import { quoted } from '../../functions/core/letter.ts';
import { receiver } from '../../functions/core/mailbox.ts';
import { isTransient } from '../../functions/core/notebook.ts';
import { oneLine } from '../../functions/core/one-line.ts';
import { outcomeReaders, whatIsTrue } from '../../functions/core/outcome-letter.ts';
import { html } from '../../functions/core/page/html.ts';
import { platformOf } from '../../functions/core/platform.ts';
import { shellWord } from '../../functions/core/shell-word.ts';
import { first, gone, look, mailboxes, told } from './given.ts';

describe('what a look showed, in words', () => {
  it.each([
    [gone, 'The notebook is gone.'],
    [{ seen: 'nothing', because: 'no.' } as const, 'Whether root access is on is not known: no.'],
    [look(), 'Root access is enabled, and it is InService.'],
    [look({ root: 'Disabled', status: 'Stopped' }), 'Root access is disabled, and it is Stopped.'],
  ])('%j', (seen, words) => expect(whatIsTrue(seen)).toBe(words));
});

describe('text in one line', () => {
  it.each([
    ['  a\n b ', 9, 'a b'],
    [' abc', 3, 'abc'],
    ['ab cd', 3, 'ab'],
  ])('%j within %i is %j', (text, longest, line) => expect(oneLine(text, longest)).toBe(line));
});

describe('a word of a shell', () => {
  it.each([
    ['lab-1', 'lab-1'],
    ['$(x)lab', "'$(x)lab'"],
    ['', "''"],
  ])('%j is %s', (text, word) => expect(shellWord(text)).toBe(word));
});

describe('what somebody else wrote', () => {
  it('is no link', () =>
    expect(quoted('see 10.example.com. Or a.b', 99)).toBe('"see 10[.]example[.]com. Or a[.]b"'));
});

describe('who is told', () => {
  it('is the owner, where mail reaches them', () =>
    expect(receiver(mailboxes())?.address).toBe('alice@example.com'));
  it('is the platform team in their place', () =>
    expect(receiver(mailboxes('pending'))?.address).toBe('platform@example.com'));
  it('is nobody, where it reaches neither', () => expect(receiver(mailboxes('none', 'none'))).toBeNull());
});

describe('a remediation', () => {
  it('is every outcome in which we turned root access off', () =>
    expect(outcomes.filter(isRemediation)).toEqual([
      'remediated',
      'remediated-left-stopped',
      'remediated-not-restarted',
    ]));
});

describe('who is told how it ended', () => {
  const readersOf = (...notices: Notice[]) => outcomeReaders('remediated', notices);
  it('had the first notice', () => expect(readersOf(first).asFirst).toBe(true));
  it('did not, where it was not accepted', () =>
    expect(readersOf({ ...first, sentAt: null }).asFirst).toBe(false));
  it('did not, where only others were', () => expect(readersOf(told('final')).asFirst).toBe(false));
});

describe('HTML', () => {
  it('has nothing where nothing is put in, and a list as it is', () =>
    expect(html`a${null}b${['c', 'd']}e`.text).toBe('abcde'));
});

describe('a status', () => {
  it.each(['InService', 'Stopped', 'Failed'] as const)('%s stays', (status) =>
    expect(isTransient(status)).toBe(false),
  );
  it.each(['Pending', 'Stopping', 'Updating', 'Deleting', 'unknown'] as const)('%s does not', (status) =>
    expect(isTransient(status)).toBe(true),
  );
});

describe('a platform', () => {
  it.each([
    ['notebook-al1-v1', 'stranded'],
    ['notebook-al2-v3', 'stranded'],
    ['notebook-al2-v10', 'stranded'],
    ['notebook-al2023-v1', 'comes-back'],
    ['notebook-al3-v1', 'unknown'],
    ['notebook-al2-v3-beta', 'unknown'],
    ['my-notebook-al2-v3', 'unknown'],
    [null, 'unknown'],
  ] as const)('%s: %s', (identifier, is) => expect(platformOf(identifier)).toBe(is));
});
