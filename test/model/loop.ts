/** The loop itself: every handler as it is deployed, made from what it works with. */
import './environment.ts';
import type { Logger } from '@aws-lambda-powertools/logger';
import type { Metrics } from '@aws-lambda-powertools/metrics';
import { act } from '../../functions/act.ts';
import type { AnswerKeys } from '../../functions/aws/answer-keys.ts';
import type { Executions } from '../../functions/aws/executions.ts';
import type { KillSwitch } from '../../functions/aws/kill-switch.ts';
import type { Ledger } from '../../functions/aws/ledger.ts';
import type { Lines } from '../../functions/aws/lines.ts';
import type { Mail } from '../../functions/aws/mail.ts';
import type { Notebooks } from '../../functions/aws/notebooks.ts';
import type { Outbox } from '../../functions/aws/outbox.ts';
import type { Touches } from '../../functions/aws/touches.ts';
import type { Trail } from '../../functions/aws/trail.ts';
import type { Policy } from '../../functions/core/policy.ts';
import { answerPage } from '../../functions/handlers/answer-page.ts';
import { awaitNews } from '../../functions/handlers/await-news.ts';
import { closeCase } from '../../functions/handlers/close-case.ts';
import { disableRootAccess } from '../../functions/handlers/disable-root-access.ts';
import { notifyOwner } from '../../functions/handlers/notify-owner.ts';
import { openCase } from '../../functions/handlers/open-case.ts';
import { reapCase } from '../../functions/handlers/reap-case.ts';
import { startNotebook } from '../../functions/handlers/start-notebook.ts';
import { stopNotebook } from '../../functions/handlers/stop-notebook.ts';
import { wakeCase } from '../../functions/handlers/wake-case.ts';

/** What a handler works with, of one invocation. */
export interface Hands {
  readonly ledger: Ledger;
  readonly lines: Lines;
  readonly killSwitch: Pick<KillSwitch, 'read'>;
  readonly notebooks: Notebooks;
  readonly touches: Touches;
  readonly trail: Trail;
  readonly mail: Mail;
  readonly outbox: Outbox;
  readonly clock: () => number;
  readonly executions: Executions;
  readonly keys: AnswerKeys;
  readonly policy: Policy;
  readonly ownRoles: readonly string[];
  readonly stateMachineArn: string;
}

const quiet = { info() {}, warn() {}, error() {}, createChild: () => quiet };
const log = quiet as unknown as Logger;
const metrics = {
  addDimension() {},
  addMetric() {},
  publishStoredMetrics() {},
} as unknown as Metrics;
const under = { version: 'of the model', policy: 'of the story' };

/** Where the page is that links lead to. */
export const pages = 'https://answers.example';

type Handler = (payload: unknown) => Promise<unknown>;
type HandlerOf = (hands: Hands) => Handler;

const handlers: Readonly<Record<string, HandlerOf>> = {
  'open-case': (hands) => openCase({ ...hands, log, under }),
  'notify-owner': (hands) =>
    act({ ...hands, log }, notifyOwner({ ...hands, log, page: { url: pages, keys: hands.keys } })),
  'stop-notebook': (hands) => act({ ...hands, log }, stopNotebook({ ...hands, log })),
  'disable-root-access': (hands) => act({ ...hands, log }, disableRootAccess({ ...hands, log })),
  'start-notebook': (hands) => act({ ...hands, log }, startNotebook({ ...hands, log })),
  'close-case': (hands) => act({ ...hands, log }, closeCase({ ...hands, log }, metrics)),
  'await-news': (hands) => awaitNews({ ...hands, log }),
  'wake-case': (hands) => {
    const wake = wakeCase({ ...hands, log });
    return (event) =>
      wake(event, { invokedFunctionArn: 'arn:aws:lambda:eu-west-1:111122223333:function:wake' });
  },
  'answer-page': (hands) => answerPage({ ...hands, log }),
  'reap-case': (hands) => reapCase({ ...hands, log, metrics }),
};

export const handlerOf = (name: string, hands: Hands): Handler => {
  const of = handlers[name];
  if (of === undefined) throw new Error(`expected a function of ours, got ${name}`);
  return of(hands);
};

export interface Loop {
  readonly handlerOf: typeof handlerOf;
}
