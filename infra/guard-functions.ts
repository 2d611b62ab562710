import { Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  LEDGER_TABLE,
  OWN_ROLE_ARNS,
  OWNER_TOPIC_PREFIX,
  PLATFORM_TOPIC_ARN,
  POLICY,
  type STATE_MACHINE_ARN,
  type VariableName,
  VERSION,
} from '../functions/environment.ts';
import packageJson from '../package.json' with { type: 'json' };
import { bundleHandlers, sourcesOf } from './bundles.ts';
import type { CaseLedger } from './case-ledger.ts';
import { pascalCase } from './handler-name.ts';
import type { Mail } from './mail.ts';
import { type Permission, permissions } from './permissions.ts';
import { type LogProps, TaskFunction } from './task-function.ts';

/** What is known before the state machine is; a listener is told its ARN later. */
type Known = Exclude<VariableName, typeof STATE_MACHINE_ARN>;

interface FunctionRow {
  /** Its permissions beside writing its own log. */
  readonly may: readonly Permission[];
  /** Its environment variables beside POLICY and LEDGER_TABLE. */
  readonly knows: readonly Known[];
}

const row = (may: readonly Permission[], knows: readonly Known[] = []): FunctionRow => ({
  may,
  knows,
});
const common = [POLICY, LEDGER_TABLE] as const;
const mailing = [PLATFORM_TOPIC_ARN, OWNER_TOPIC_PREFIX] as const;

/** Every function, by its handler's file name. */
const table = {
  'open-case': row(['look', 'openCase', 'resume'], [OWN_ROLE_ARNS, VERSION]),
  'notify-owner': row(['look', 'holdCase', 'inviteOwners', 'seeWhoIsReachable', 'mail'], mailing),
  'stop-notebook': row(['look', 'stop', 'holdCase']),
  'disable-root-access': row(['look', 'disable', 'holdCase']),
  'start-notebook': row(['look', 'start', 'holdCase']),
  'close-case': row(['look', 'holdCase', 'seeWhoIsReachable', 'mail'], mailing),
  'await-news': row(['sleep']),
  'wake-case': row(['findCase', 'resume'], [OWN_ROLE_ARNS]),
  'reap-case': row(['look', 'findCase', 'mail'], mailing),
};

export type HandlerName = keyof typeof table;
const handlerNames = Object.keys(table) as HandlerName[];

/** Those that change notebooks: what they cause is no news. */
const changing: readonly HandlerName[] = ['stop-notebook', 'disable-root-access', 'start-notebook'];

export interface GuardFunctionsProps {
  /** The whole policy as JSON. */
  readonly policy: string;
  readonly ledger: CaseLedger;
  readonly mail: Mail;
  readonly logs: LogProps;
}

/** All the guard's functions, from one bundling run. */
export class GuardFunctions extends Construct {
  readonly byName: Readonly<Record<HandlerName, TaskFunction>>;

  constructor(scope: Construct, id: string, props: GuardFunctionsProps) {
    super(scope, id);
    // The CDK CLI asks for no bundles where it only lists or destroys, and tests of the template need none.
    const bundles = Stack.of(this).bundlingRequired ? bundleHandlers(handlerNames) : sourcesOf(handlerNames);
    const granted = permissions(this, props.ledger, props.mail);
    const values: Readonly<Record<Known, string>> = {
      [POLICY]: props.policy,
      [LEDGER_TABLE]: props.ledger.table.tableName,
      [PLATFORM_TOPIC_ARN]: props.mail.platformTopic.topicArn,
      [OWNER_TOPIC_PREFIX]: props.mail.ownerTopicPrefix,
      [OWN_ROLE_ARNS]: Lazy.string({
        produce: () => changing.map((name) => this.byName[name].role.roleArn).join(','),
      }),
      [VERSION]: packageJson.version,
    };

    const build = (name: HandlerName): TaskFunction => {
      const { may, knows } = table[name];
      return new TaskFunction(this, pascalCase(name), {
        handler: name,
        bundle: bundles[name],
        may: may.map((permission) => granted[permission]),
        environment: Object.fromEntries(
          [...common, ...knows].map((variable) => [variable, values[variable]]),
        ),
        logs: props.logs,
      });
    };
    const built = handlerNames.map((name) => [name, build(name)] as const);
    this.byName = Object.fromEntries(built) as Record<HandlerName, TaskFunction>;
  }
}
