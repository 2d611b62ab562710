/** Holds the Guard rules for pipelines to AWS CloudFormation Guard itself. */
import { spawn } from 'node:child_process';
import path from 'node:path';
import { text } from 'node:stream/consumers';
import { type Row, rowOf, verdictOf } from '../row.ts';
import { templateCases } from './templates.ts';

type Answer = { readonly refusedBy: readonly string[] } | { readonly error: string };

const ask = async (python: string, questions: readonly object[]): Promise<readonly Answer[]> => {
  const guard = spawn(python, [path.join(import.meta.dirname, 'guard.py')]);
  guard.stdin.end(questions.map((question) => `${JSON.stringify(question)}\n`).join(''));
  const [stdout, stderr] = await Promise.all([text(guard.stdout), text(guard.stderr)]);
  const answers = stdout.split('\n').filter((line) => line !== '');
  if (answers.length !== questions.length) {
    throw new Error(`expected ${questions.length} answers from Guard, got ${answers.length}: ${stderr}`);
  }
  return answers.map((line) => JSON.parse(line) as Answer);
};

const said = (answer: Answer | undefined): string =>
  answer === undefined || 'error' in answer
    ? (answer?.error ?? 'no answer')
    : [...answer.refusedBy].sort().join(', ') || 'passes';

/**
 * @param python a Python with cfn-guard-rs
 * @param rules the text of the rules
 * @param exceptionTagKey the tag that they are about
 */
export const judgeGuardRules = async (
  python: string,
  rules: string,
  exceptionTagKey: string,
): Promise<readonly Row[]> => {
  const cases = templateCases(exceptionTagKey);
  const answers = await ask(
    python,
    cases.map(({ template }) => ({ template, rules })),
  );
  return [
    rowOf(
      'the Guard rules refuse the templates that they must, and no others',
      'AWS CloudFormation Guard',
      cases.map(({ name, refusedBy }, index) => {
        const expected = [...refusedBy].sort().join(', ') || 'passes';
        const got = said(answers[index]);
        return {
          id: name,
          verdict: verdictOf(name, got === expected ? [] : [{ where: 'template', expected, got }]),
        };
      }),
    ),
  ];
};
