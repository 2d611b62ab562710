import { styleText } from 'node:util';

/** How lines are laid out: with colour or plain, and how wide. */
export interface Look {
  readonly colour: boolean;
  /** Columns. */
  readonly width: number;
  /** Whether mails show their bodies. */
  readonly mails: boolean;
}

type Style = Parameters<typeof styleText>[0];

export const paint = (look: Look, style: Style, text: string): string =>
  // The look has decided already, so that a test's terminal does not decide for it.
  look.colour ? styleText(style, text, { validateStream: false }) : text;

/** Breaks a text at blanks so that no line is longer than `width`; a longer word stays whole. */
export const wrap = (text: string, width: number): readonly string[] => {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && last.length + 1 + word.length <= width)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
};
