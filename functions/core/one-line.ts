/** Text that somebody else wrote, as one line: nothing in it can look like a line of ours, or turn the text around it. */

/** Without control and format characters and runs of blanks, and at most so many characters long. */
export const oneLine = (text: string, longest: number): string =>
  [...text.replace(/[\p{C}\p{Z}\s]+/gu, ' ').trim()].slice(0, longest).join('').trim();
