/** What came of what a person did: said aloud by a screen reader, and seen for a while. */
import { part } from './make.ts';

let fades: ReturnType<typeof setTimeout> | undefined;

const visibleFor = 7_000;

export const say = (text: string, isTrouble = false): void => {
  const status = part('status');
  status.textContent = text;
  status.classList.toggle('trouble', isTrouble);
  status.classList.add('seen');
  clearTimeout(fades);
  fades = setTimeout(() => status.classList.remove('seen'), visibleFor);
};

/** Does something, and says why where it cannot be done. */
export const trying = async (act: () => Promise<void>): Promise<void> => {
  try {
    await act();
  } catch (error) {
    say(error instanceof Error ? error.message : String(error), true);
  }
};
