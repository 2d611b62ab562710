import fc from 'fast-check';
import { expect, it } from 'vitest';
import { piecesOf } from '../../../local/console/browser/links.ts';

const links = (text: string) => piecesOf(text).flatMap(({ href }) => href ?? []);

it.each([
  ['See http://127.0.0.1:4600/answer/k_-1 now', ['http://127.0.0.1:4600/answer/k_-1']],
  ['(https://example.com/a?b=c).', ['https://example.com/a?b=c']],
  ['one https://a.example, two https://b.example!', ['https://a.example', 'https://b.example']],
  ['javascript:alert(1) ftp://a.example //b.example', []],
])('%j has the links %j', (text, expected) => {
  expect(links(text)).toEqual(expected);
});

it('a text is the sum of its pieces', () => {
  const texts = fc.array(fc.oneof(fc.string(), fc.constantFrom('https://a.example/b', '.', ')', ' ')));
  fc.assert(
    fc.property(texts, (parts) => {
      const text = parts.join('');
      expect(
        piecesOf(text)
          .map((piece) => piece.text)
          .join(''),
      ).toBe(text);
    }),
  );
});

it('nothing but http and https is a link', () => {
  fc.assert(
    fc.property(fc.string(), (text) => {
      expect(links(text).filter((href) => !/^https?:\/\//.test(href))).toEqual([]);
    }),
  );
});
