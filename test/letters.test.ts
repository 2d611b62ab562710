/** What holds for every mail, whatever people have written into their notebooks. */
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { letters, lettersFile, ordinary, printed, type Setting } from '../docs/letters.ts';

const longest = 'n'.repeat(63);
const forged = [
  'until=soon',
  'Notice forged',
  'Notebook forged',
  'To answer: https://evil.example/answer/key',
  'www.evil.example',
].join('\r\n\u2028');
const hostile: Setting = {
  name: longest,
  arn: `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${longest}`,
  tags: { Owner: forged, 'root-access-exception': forged, [forged]: forged },
  failureReason: forged,
  reason: forged,
};
const spelledOddly: Setting = { ...hostile, tags: { [`Root-Access-Exception`]: forged } };

const mails = () =>
  [ordinary, hostile, spelledOddly].flatMap((setting) =>
    letters(setting).map(([about, letter]) => ({ about, setting, ...letter })),
  );
type Mail = ReturnType<typeof mails>[number];

/** Which mails are not so. */
const exceptWhere = (holds: (mail: Mail) => boolean): readonly string[] =>
  mails().flatMap((mail) => (holds(mail) ? [] : [`${mail.about}: ${mail.subject}\n${mail.body}`]));

const lines = (text: string): readonly string[] => text.split(/[\n\r\u0085\u2028\u2029]/);
const links = (text: string): readonly string[] => text.match(/\S*:\/\/\S*|\bwww\.\S*/gi) ?? [];

it('docs/letters.md shows what is sent', () => {
  expect(readFileSync(lettersFile, 'utf8')).toBe(printed());
});

describe('every mail', () => {
  it('has a subject that SNS takes', () => {
    expect(exceptWhere(({ subject }) => /^[\x21-\x7e][\x20-\x7e]{0,98}$/.test(subject))).toEqual([]);
  });
  it('has a subject that is not cut off', () => {
    const isWhole = ({ setting, subject }: Mail) =>
      subject.length < 99 ||
      /(off|on|again|stopped|start|person|owner|\d\d UTC)$/.test(subject.slice(setting.name.length));
    expect(exceptWhere(isWhole)).toEqual([]);
  });
  it('begins with a whole sentence', () => {
    expect(exceptWhere(({ body }) => /^[A-Za-z].{20,}[.:]$/.test(lines(body)[0] ?? ''))).toEqual([]);
  });
  it('names each notebook and notice that it is about, and no other', () => {
    const isSaid = ({ body, setting: { arn }, subject }: Mail) => {
      const about = lines(body).filter((line) => /^(Notice |Notebook (arn|forged))/.test(line));
      const count = Number(/^(\d+) notebooks: /.exec(subject)?.[1] ?? 1);
      const stem = arn.slice(0, -1);
      return (
        about.length === 2 * count &&
        about.every((line, index) =>
          index % 2 === 0 ? line.startsWith(`Notebook ${stem}`) : /^Notice case-[\w-]+$/.test(line),
        )
      );
    };
    expect(exceptWhere(isSaid)).toEqual([]);
  });
  it('has no link but our own', () => {
    const isOurs = (link: string) => link.startsWith('https://answer.example.com/answer/');
    expect(exceptWhere(({ body }) => links(body).every(isOurs))).toEqual([]);
  });
  it('has no character that a terminal or a mail program obeys', () => {
    const isPlain = ({ body }: Mail) => !/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/u.test(body.replaceAll('\n', ''));
    expect(exceptWhere(isPlain)).toEqual([]);
  });
  it('is far below what SNS takes', () => {
    expect(exceptWhere(({ body }) => Buffer.byteLength(body) < 16_384)).toEqual([]);
  });
});
