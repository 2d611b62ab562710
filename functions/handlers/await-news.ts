/**
 * Puts an execution to sleep: stores its task token where wakers find it, then refuses to sleep if there was news
 * since the look. In this order, so that a waker either sees the token or its news is seen here.
 *
 * Why a repeat is harmless: the newest token replaces the one before, which nobody waits for any more. Whoever has
 * lost the case does not sleep; the act that it goes back to ends it as superseded.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { parseSleepInput } from '../answer.ts';
import { Ledger } from '../aws/ledger.ts';
import { NewsArrived } from '../core/errors.ts';
import { heard } from '../core/news.ts';
import { LEDGER_TABLE, readEnvironment } from '../environment.ts';

export const awaitNews =
  (world: { readonly ledger: Ledger; readonly log: Logger }) =>
  async (raw: unknown): Promise<void> => {
    const { execution, token, input } = parseSleepInput(raw);
    const { caseId, notebook, wakes } = input;
    const log = world.log.createChild({ persistentLogAttributes: { caseId, notebook: notebook.name } });
    const held = await world.ledger.sleep(notebook, { caseId, execution }, token);
    if (held === null) throw new NewsArrived('the case is not held by this execution any more');
    if (heard(held) !== wakes) {
      throw new NewsArrived(`expected the ${wakes} wakes that the look knew of, got ${heard(held)}`);
    }
    log.info('asleep until news or the timeout');
  };

export const handler = awaitNews({
  ledger: new Ledger(readEnvironment(process.env, LEDGER_TABLE).LEDGER_TABLE),
  log: new Logger(),
});
