/** Who sits before a command, if anybody does. */
import { createInterface } from 'node:readline/promises';
import { CannotGoOn, WrongUsage } from './refused.ts';

export interface Asker {
  readonly isTerminal: boolean;
  /** The answer as typed. */
  ask(question: string): Promise<string>;
}

export interface Terminal extends Asker {
  out(text: string): void;
  /** Also for what is said on the way, so that --json leaves standard output alone. */
  error(text: string): void;
}

/**
 * Asks before something is done that costs or is seen by others.
 * @param otherwise what is true if nobody agrees, such as `nothing was created`
 * @throws WrongUsage where nobody can be asked; CannotGoOn unless the answer is yes
 */
export async function agree(asker: Asker, question: string, otherwise: string): Promise<void> {
  refuseUnasked(asker, otherwise);
  const answer = await asker.ask(`${question} [y/N] `);
  if (!/^y(es)?$/i.test(answer.trim())) throw new CannotGoOn(`expected yes, got no: ${otherwise}`);
}

/** @throws WrongUsage where nobody can be asked */
export function refuseUnasked({ isTerminal }: Asker, otherwise: string): void {
  if (!isTerminal) {
    throw new WrongUsage(`expected --yes or a terminal to ask at, got neither: ${otherwise}`);
  }
}

export const terminalOf = ({ stdin, stdout, stderr }: NodeJS.Process): Terminal => ({
  isTerminal: stdin.isTTY === true,
  out: (text) => void stdout.write(text),
  error: (text) => void stderr.write(text),
  async ask(question) {
    const lines = createInterface({ input: stdin, output: stderr });
    const gone = new AbortController();
    // Without these, Ctrl-C and Ctrl-D leave the question open for ever.
    lines.once('SIGINT', () => gone.abort());
    lines.once('close', () => gone.abort());
    try {
      return await lines.question(question, { signal: gone.signal });
    } catch (error) {
      if (gone.signal.aborted) return 'no';
      throw error;
    } finally {
      lines.close();
    }
  },
});
