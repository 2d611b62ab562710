/**
 * Tells an open case that something about its notebook changed. EventBridge calls it with SageMaker's own status
 * changes and with CloudTrail's Start, Delete, AddTags and DeleteTags; without an open case it ends here.
 *
 * Why a repeat is harmless: news only makes a case look again, and a look changes nothing.
 */
import { Logger } from '@aws-lambda-powertools/logger';
import { Executions } from '../aws/executions.ts';
import { Ledger } from '../aws/ledger.ts';
import { concerns, parseEvent } from '../core/trigger.ts';
import { LEDGER_TABLE, OWN_ROLE_ARNS, readEnvironment } from '../environment.ts';
import { wake } from '../wake.ts';

interface Waker {
  readonly ledger: Ledger;
  readonly executions: Executions;
  readonly ownRoles: readonly string[];
  readonly log: Logger;
}

export const wakeCase =
  (world: Waker) =>
  async (event: unknown, context: { readonly invokedFunctionArn: string }): Promise<void> => {
    const partition = context.invokedFunctionArn.split(':')[1] ?? 'aws';
    const news = parseEvent(event, partition, world.ownRoles);
    if (news.is !== 'news') {
      world.log.info('nothing to tell', { why: news.is === 'none' ? news.why : news.because });
      return;
    }
    for (const file of await world.ledger.find(news.arn)) {
      if (!concerns(news, file.case.stand)) continue;
      const log = world.log.createChild({
        persistentLogAttributes: { caseId: file.case.id, notebook: file.name },
      });
      if (await wake(world, file)) log.info('news for the case', { because: news.because });
    }
  };

const read = readEnvironment(process.env, LEDGER_TABLE, OWN_ROLE_ARNS);
export const handler = wakeCase({
  ledger: new Ledger(read.LEDGER_TABLE),
  executions: new Executions(),
  ownRoles: read.OWN_ROLE_ARNS.split(','),
  log: new Logger(),
});
