/** What may be changed of a record, and what each change says to DynamoDB. */
import * as z from 'zod';
import { caseSchema, fileSchema } from '../core/case.ts';
import type { AnswerChanges } from '../core/owner-answer.ts';
import { assigned, type Expression, set } from './expression.ts';

const ofCase = caseSchema.pick({
  stand: true,
  notices: true,
  invited: true,
  lookups: true,
  failures: true,
  troubleSince: true,
  windowName: true,
  upgrade: true,
  waitedAt: true,
  pausedAt: true,
  answers: true,
});

/** What belongs to the notebook and outlives the case. */
const ofNotebook = fileSchema.pick({
  restartOwed: true,
  remediations: true,
  recoveries: true,
  disowned: true,
});

/** What a claim may change; the rest is written by those who open a case, wake it, or answer. */
export type Changes = Partial<
  Omit<z.output<typeof ofCase>, 'answers'> & Omit<z.output<typeof ofNotebook>, 'disowned'>
>;

/** @param more what is done in the same write */
export const changing = (changes: Changes | AnswerChanges, ...more: readonly Expression[]): Expression =>
  set(
    assigned(z.encode(ofNotebook.partial(), changes)),
    assigned(z.encode(ofCase.partial(), changes), '#case.'),
    ...more,
  );

/** One more piece of news. @param wakes whether it is to wake who sleeps on the case */
export const news = (wakes: boolean): Expression => ({
  text: '#case.wakes = #case.wakes + :one, #case.resumes = if_not_exists(#case.resumes, #case.wakes) + :heard',
  values: { ':one': 1, ':heard': wakes ? 1 : 0 },
});
