/** The link to the answer page that a notice carries: a new key for each attempt to send it, written before it is sent. */
import { AnswerKeys } from './aws/answer-keys.ts';
import type { AnswerKey } from './core/answer-key.ts';
import type { Policy } from './core/policy.ts';
import { ANSWER_URL, LEDGER_TABLE, readEnvironment } from './environment.ts';

export interface AnswerPage {
  /** Where it is, without a trailing slash. */
  readonly url: string;
  readonly keys: Pick<AnswerKeys, 'create'>;
}

export const linkTo = async ({ url, keys }: AnswerPage, what: AnswerKey): Promise<string> =>
  `${url}/answer/${await keys.create(what)}`;

/** `null` where the policy has no page. */
export function realAnswerPage(
  env: Readonly<Record<string, string | undefined>>,
  policy: Policy,
): AnswerPage | null {
  if (!policy.answerPage) return null;
  const read = readEnvironment(env, ANSWER_URL, LEDGER_TABLE);
  return { url: read.ANSWER_URL, keys: new AnswerKeys(read.LEDGER_TABLE) };
}
