/**
 * The `wildcard` operator: `*` stands for any text, `\*` and `\\` for themselves.
 *
 * @throws Error with Event Ruler's own reason for `**` and for a stray backslash
 */
export const parseWildcard = (text: string): ((value: string) => boolean) => {
  const pieces: string[] = [''];
  for (let at = 0; at < text.length; at += 1) {
    const character = text.charAt(at);
    const next = text.charAt(at + 1);
    if (character === '*') {
      if (next === '*') throw new Error(`Consecutive wildcard characters at pos ${at}`);
      pieces.push('');
      continue;
    }
    if (character === '\\') {
      if (next !== '*' && next !== '\\') throw new Error(`Invalid escape character at pos ${at}`);
      at += 1;
      pieces.push(`${pieces.pop() ?? ''}${next}`);
      continue;
    }
    pieces.push(`${pieces.pop() ?? ''}${character}`);
  }
  return (value) => fits(pieces, value);
};

const fits = (pieces: readonly string[], value: string): boolean => {
  const [first = '', ...rest] = pieces;
  const last = rest.pop();
  if (last === undefined) return value === first;
  if (!value.startsWith(first)) return false;
  let from = first.length;
  for (const piece of rest) {
    const found = value.indexOf(piece, from);
    if (found < 0) return false;
    from = found + piece.length;
  }
  return value.length - last.length >= from && value.endsWith(last);
};
