import { Lazy, Stack } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import {
  type ANSWER_URL,
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

/** What is known before the state machine and the API are; who needs them is told later. */
type Known = Exclude<VariableName, typeof STATE_MACHINE_ARN | typeof ANSWER_URL>;

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

/** What functions/act.ts does for each act. */
const acting = ['look', 'seeWhoTagged', 'holdCase', 'seeKillSwitch', 'waitInLine'] as const;

/** Every function but the answer page's, by its handler's file name. */
const table = {
  'open-case': row(
    ['look', 'seeWhoTagged', 'recordWhoTagged', 'openCase', 'resume'],
    [OWN_ROLE_ARNS, VERSION],
  ),
  'notify-owner': row(
    [
      ...acting,
      'recordWhoTagged',
      'lookUpWhoTagged',
      'makeOwnerTopics',
      'inviteOwners',
      'seeWhoIsReachable',
      'mail',
      'paceMail',
    ],
    mailing,
  ),
  'stop-notebook': row([...acting, 'stop', 'seeWhoIsReachable'], mailing),
  'disable-root-access': row([...acting, 'disable']),
  'start-notebook': row([...acting, 'start']),
  'close-case': row([...acting, 'seeWhoIsReachable', 'mail', 'paceMail'], mailing),
  'await-news': row(['updateCase']),
  'wake-case': row(['recordWhoTagged', 'findCase', 'resume'], [OWN_ROLE_ARNS]),
  'reap-case': row(['look', 'findCase', 'mail', 'paceMail'], mailing),
  'next-page': row(['listNotebooks', 'listCases']),
  'look-at-notebook': row(
    [
      'look',
      'seeWhoTagged',
      'readCase',
      'seeKillSwitch',
      'seeWhoIsReachable',
      'mail',
      'paceMail',
      'seeWhoWasWarned',
      'recordWhoTagged',
    ],
    mailing,
  ),
  'review-case': row(['look', 'holdCase', 'mail', 'paceMail'], mailing),
};

export type HandlerName = keyof typeof table;
const handlerNames = Object.keys(table) as HandlerName[];

/** The one that is left out where the policy has no page; no other can be reached from the internet. */
const answerPage = 'answer-page';
const answerPageRow = row(['findAnswered', 'updateCase', 'resume']);

/** Those that change notebooks: what they cause is no news. */
const changing: readonly HandlerName[] = ['stop-notebook', 'disable-root-access', 'start-notebook'];

export interface GuardFunctionsProps {
  /** The whole policy as JSON. */
  readonly policy: string;
  readonly hasAnswerPage: boolean;
  readonly ledger: CaseLedger;
  readonly mail: Mail;
  readonly logs: LogProps;
}

/** All the guard's functions, from one bundling run. */
export class GuardFunctions extends Construct {
  readonly byName: Readonly<Record<HandlerName, TaskFunction>>;
  /** `null` where the policy has no page. */
  readonly answerPage: TaskFunction | null;

  constructor(scope: Construct, id: string, props: GuardFunctionsProps) {
    super(scope, id);
    // The CDK CLI asks for no bundles where it only lists or destroys, and tests of the template need none.
    const built: readonly (HandlerName | typeof answerPage)[] = props.hasAnswerPage
      ? [...handlerNames, answerPage]
      : handlerNames;
    const bundles = Stack.of(this).bundlingRequired ? bundleHandlers(built) : sourcesOf(built);
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

    const build = (name: HandlerName | typeof answerPage, { may, knows }: FunctionRow): TaskFunction =>
      new TaskFunction(this, pascalCase(name), {
        handler: name,
        bundle: bundles[name],
        may: may.map((permission) => granted[permission]),
        environment: Object.fromEntries(
          [...common, ...knows].map((variable) => [variable, values[variable]]),
        ),
        logs: props.logs,
      });
    this.byName = Object.fromEntries(
      handlerNames.map((name) => [name, build(name, table[name])] as const),
    ) as Record<HandlerName, TaskFunction>;
    this.answerPage = props.hasAnswerPage ? build(answerPage, answerPageRow) : null;
  }
}
