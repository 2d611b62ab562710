/** What the page asks of the console's server. */
import type { Refused } from '../messages.ts';

/** The server does not do what it was asked for; the message is for a person. */
export class RefusedByServer extends Error {
  override readonly name = 'RefusedByServer';
}

const read = async <Answer>(response: Response): Promise<Answer> => {
  const answer = (await response.json()) as Answer | Refused;
  if (!response.ok) throw new RefusedByServer((answer as Refused).error);
  return answer as Answer;
};

export const ask = async <Answer>(path: string): Promise<Answer> => read<Answer>(await fetch(path));

/** @throws RefusedByServer */
export const tell = async <Answer>(path: string, body: unknown): Promise<Answer> =>
  read<Answer>(
    await fetch(path, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  );
