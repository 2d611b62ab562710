/** A text as one word of a POSIX shell's command line: whoever pastes it runs nothing that was hidden in it. */
export const shellWord = (text: string): string =>
  /^[\w@%+=:,./-]+$/.test(text) ? text : `'${text.replaceAll("'", "'\\''")}'`;
