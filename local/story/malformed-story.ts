/** A story or an event that cannot be used; the message is one line that says where and why. */
export class MalformedStory extends Error {
  override readonly name = 'MalformedStory';

  /**
   * @param file the file as it was named
   * @param where e.g. `happens[2].at`; empty for the whole file
   * @param complaint what was expected and what was got
   */
  constructor(file: string, where: string, complaint: string) {
    super([file, where, complaint].filter((part) => part !== '').join(': '));
  }
}

const longest = 80;

/** A value as an error quotes it: JSON on one line, cut where it is long. */
export const quote = (value: unknown): string => {
  const text = JSON.stringify(value) ?? 'nothing';
  return text.length > longest ? `${text.slice(0, longest)}...` : text;
};
