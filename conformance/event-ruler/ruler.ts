/** Event Ruler, the engine behind EventBridge's event patterns, in a Java process of its own. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { jars } from '../environment.ts';

export interface Question {
  /** The pattern's JSON text. */
  readonly pattern: string;
  /** The event's JSON text. */
  readonly event: string;
}

/** Whether the pattern matches, or why it was refused. */
export type Answer = { readonly matches: boolean } | { readonly error: string };

/**
 * @returns one answer to each question, in order
 * @throws Missing without Java
 */
export const askRuler = async (questions: readonly Question[]): Promise<readonly Answer[]> => {
  const classPath = await jars();
  const java = spawn('java', ['-cp', classPath, path.join(import.meta.dirname, 'Judge.java')]);
  java.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  const ended = new Promise<number | null>((resolve, reject) => {
    java.on('error', reject).on('close', resolve);
  });
  const [stdout, stderr, status] = await Promise.all([text(java.stdout), text(java.stderr), ended]);
  const answers = stdout
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line) as Answer);
  if (status !== 0 || answers.length !== questions.length) {
    throw new Error(
      `expected ${questions.length} answers from Event Ruler, got ${answers.length} and status ${status}: ${stderr}`,
    );
  }
  return answers;
};
