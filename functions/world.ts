/** The real services, made from the environment that infra sets. Read once per Lambda environment; never changed. */
import { Logger } from '@aws-lambda-powertools/logger';
import type { World } from './act.ts';
import { KillSwitch } from './aws/kill-switch.ts';
import { Ledger } from './aws/ledger.ts';
import { Lines } from './aws/lines.ts';
import { Mail } from './aws/mail.ts';
import { Notebooks } from './aws/notebooks.ts';
import { Outbox } from './aws/outbox.ts';
import { Touches } from './aws/touches.ts';
import { parsePolicy } from './core/policy.ts';
import {
  LEDGER_TABLE,
  OWNER_TOPIC_PREFIX,
  PLATFORM_TOPIC_ARN,
  POLICY,
  readEnvironment,
} from './environment.ts';

type Environment = Readonly<Record<string, string | undefined>>;

export function realWorld(env: Environment): World {
  const read = readEnvironment(env, POLICY, LEDGER_TABLE);
  return {
    ledger: new Ledger(read.LEDGER_TABLE),
    killSwitch: new KillSwitch(read.LEDGER_TABLE),
    lines: new Lines(read.LEDGER_TABLE),
    notebooks: new Notebooks(),
    touches: new Touches(read.LEDGER_TABLE),
    policy: parsePolicy(JSON.parse(read.POLICY)),
    log: new Logger(),
  };
}

export interface MailingWorld extends World {
  readonly mail: Mail;
  readonly outbox: Outbox;
  /** Mail alone is paced by what time it is; whatever is decided about a case is by the time that came in. */
  readonly clock: () => number;
}

export function realMailingWorld(env: Environment): MailingWorld {
  const read = readEnvironment(env, PLATFORM_TOPIC_ARN, OWNER_TOPIC_PREFIX, LEDGER_TABLE);
  const world = realWorld(env);
  const mail = new Mail({
    platformEmail: world.policy.platformEmail.toLowerCase(),
    platformTopicArn: read.PLATFORM_TOPIC_ARN,
    ownerTopicPrefix: read.OWNER_TOPIC_PREFIX,
  });
  return { ...world, mail, outbox: new Outbox(read.LEDGER_TABLE), clock: () => Date.now() };
}
