/**
 * Tells an open case that something about its notebook changed. EventBridge calls it with SageMaker's own status
 * changes and with CloudTrail's Start, Delete, AddTags and DeleteTags. Without an open case it ends here, unless the
 * exception tag or one of the policy's scope was touched, or a restart is owed: then an execution looks. Who touched
 * the exception tag is written down first.
 *
 * Why a repeat is harmless: news only makes a case look again, and a look changes nothing; who touched a tag is written
 * once.
 */

import { createHash } from 'node:crypto';
import { Logger } from '@aws-lambda-powertools/logger';
import { Executions } from '../aws/executions.ts';
import { Ledger } from '../aws/ledger.ts';
import { Touches } from '../aws/touches.ts';
import { type Policy, parsePolicy } from '../core/policy.ts';
import { concerns, parseEvent } from '../core/trigger.ts';
import { isUrgent, isWorthALook } from '../core/urgency.ts';
import { LEDGER_TABLE, OWN_ROLE_ARNS, POLICY, readEnvironment, STATE_MACHINE_ARN } from '../environment.ts';
import { wake } from '../wake.ts';
import { recordEvent } from '../who-tagged.ts';

interface Waker {
  readonly ledger: Ledger;
  readonly touches: Touches;
  readonly executions: Executions;
  readonly stateMachineArn: string;
  readonly ownRoles: readonly string[];
  readonly policy: Policy;
  readonly log: Logger;
}

/** The same event starts the same execution, however often it is delivered. */
const nameOf = (event: unknown): string =>
  `wake-${createHash('sha256').update(JSON.stringify(event)).digest('hex').slice(0, 40)}`;

export const wakeCase =
  (world: Waker) =>
  async (event: unknown, context: { readonly invokedFunctionArn: string }): Promise<void> => {
    const partition = context.invokedFunctionArn.split(':')[1] ?? 'aws';
    const news = parseEvent(event, partition, world.ownRoles);
    if (news.is !== 'news') {
      world.log.info('nothing to tell', { why: news.is === 'none' ? news.why : news.because });
      return;
    }
    await recordEvent(world, news.arn, event);
    const files = await world.ledger.find(news.arn);
    if (
      files.every(({ case: { stand } }) => stand.at === 'closed') &&
      isWorthALook(news, files, world.policy)
    ) {
      await world.executions.start(world.stateMachineArn, nameOf(event), JSON.stringify(event));
      world.log.info('worth a look', { why: news.because });
      return;
    }
    for (const file of files) {
      if (!concerns(news, file.case.stand)) continue;
      const log = world.log.createChild({
        persistentLogAttributes: { caseId: file.case.id, notebook: file.name },
      });
      if (await wake(world, file, isUrgent(news, world.policy)))
        log.info('news for the case', { because: news.because });
    }
  };

const read = readEnvironment(process.env, LEDGER_TABLE, OWN_ROLE_ARNS, POLICY, STATE_MACHINE_ARN);
export const handler = wakeCase({
  ledger: new Ledger(read.LEDGER_TABLE),
  touches: new Touches(read.LEDGER_TABLE),
  executions: new Executions(),
  stateMachineArn: read.STATE_MACHINE_ARN,
  ownRoles: read.OWN_ROLE_ARNS.split(','),
  policy: parsePolicy(JSON.parse(read.POLICY)),
  log: new Logger(),
});
