/** A terminal, or none, and what a command wrote. */
import type { Terminal } from '../../cli/terminal.ts';

export interface Typed {
  readonly terminal: Terminal;
  readonly said: { out: string; error: string };
  readonly questions: string[];
}

/** @param answer what somebody types; nobody sits there without one */
export function terminalWith(answer?: string): Typed {
  const said = { out: '', error: '' };
  const questions: string[] = [];
  const terminal: Terminal = {
    isTerminal: answer !== undefined,
    out: (text) => {
      said.out += text;
    },
    error: (text) => {
      said.error += text;
    },
    async ask(question) {
      questions.push(question);
      return answer ?? '';
    },
  };
  return { terminal, said, questions };
}
