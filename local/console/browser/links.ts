/** Where a plain text has links. */

/** A piece of a text; `href` where it is a link. */
export interface Piece {
  readonly text: string;
  readonly href: string | null;
}

const link = /https?:\/\/[^\s<>"]+/g;

/** A sentence's own punctuation is no part of the link before it. */
const trailing = /[.,;:!?)\]]+$/;

export const piecesOf = (text: string): readonly Piece[] => {
  const pieces: Piece[] = [];
  let from = 0;
  for (const { 0: found, index } of text.matchAll(link)) {
    const href = found.replace(trailing, '');
    pieces.push({ text: text.slice(from, index), href: null }, { text: href, href });
    from = index + href.length;
  }
  return [...pieces, { text: text.slice(from), href: null }].filter((piece) => piece.text !== '');
};
