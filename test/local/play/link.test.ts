import { describe, expect, it } from 'vitest';
import { keyIn, linkAbout, linkIn } from '../../../local/play/link.ts';
import type { Mail } from '../../../local/sns/mail.ts';

const endpoint = 'https://answer.execute-api.eu-west-1.amazonaws.com';
const mail = (body: string, notebook = 'fraud-lab'): Mail => ({
  at: 0,
  to: ['alice@example.com'],
  notice: 'first',
  case: 'c',
  notebook,
  subject: null,
  body,
});
const mails = [
  mail(`To answer: ${endpoint}/answer/one\n`),
  mail('no link'),
  mail(`To answer: ${endpoint}/answer/two\nmore`),
  mail(`${endpoint}/answer/three`, 'other'),
];

describe('a link', () => {
  it('is the address of the page in the mail', () => {
    expect(linkIn(mails[2] ?? mail(''), endpoint)).toBe(`${endpoint}/answer/two`);
  });
  it('is no other address', () => {
    expect(linkIn(mail(`${endpoint}.example.com/answer/one https://example.com/`), endpoint)).toBeUndefined();
  });
  it("is the newest about a notebook, or the oldest's", () => {
    const about = (key: 'newest' | 'first') => keyIn(linkAbout(mails, 'fraud-lab', endpoint, key) ?? '');
    expect([about('newest'), about('first')]).toEqual(['two', 'one']);
  });
  it('that is forged looks like a real one and is none', () => {
    const forged = keyIn(linkAbout(mails, 'fraud-lab', endpoint, 'wrong') ?? '');
    expect(Buffer.from(forged, 'base64url')).toHaveLength(32);
    expect(mails.some(({ body }) => body.includes(forged))).toBe(false);
  });
  it('is nowhere before there is a mail', () => {
    expect(linkAbout([], 'fraud-lab', endpoint, 'wrong')).toBeUndefined();
  });
});
