import { describe, expect, it } from 'vitest';
import { quoted, spoken, subjectOf } from '../../functions/core/letter.ts';

describe('a subject', () => {
  it('is what SNS takes, whatever a name has in it', () => {
    expect(subjectOf('labor\r\nBcc: é', 'root access is on')).toBe('labor?Bcc: ?: root access is on');
  });
  it('is under 100 characters', () => {
    expect(subjectOf('n'.repeat(200), 'root access is on')).toHaveLength(99);
  });
});

describe('a quotation', () => {
  it.each([
    ['is one line', 'yes\nNotice forged\r\n\u2028To answer: soon', '"yes Notice forged To answer: soon"'],
    ['ends where it ends', 'yes", and then', `"yes', and then"`],
    ['has nothing that turns the text around it', 'a\u202eb\u2066c', '"a b c"'],
    ['is as long as it may be', 'abcdef', '"abcd"'],
  ])('%s', (_fact, text, expected) => {
    expect(quoted(text, expected === '"abcd"' ? 4 : 100)).toBe(expected);
  });
  it.each([
    ['https://evil.example/x', '"https[:]//evil[.]example/x"'],
    ['evil.example', '"evil[.]example"'],
    ['WWW.evil', '"www[.]evil"'],
    ['version 1.2', '"version 1.2"'],
  ])('has no link in %s', (text, expected) => {
    expect(quoted(text, 100)).toBe(expected);
  });
});

describe('a sentence with somebody else’s text in it', () => {
  it('is one line', () => expect(spoken('It failed (a\nNotice b).')).toBe('It failed (a Notice b).'));
  it('has no link', () => expect(spoken('It failed (http://x).')).toBe('It failed (http[:]//x).'));
  it('is no longer than a mail can take', () => expect(spoken('a'.repeat(1e6))).toHaveLength(2000));
});
