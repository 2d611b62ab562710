import { RemovalPolicy } from 'aws-cdk-lib';
import type { Table } from 'aws-cdk-lib/aws-dynamodb';
import { RetentionDays } from 'aws-cdk-lib/aws-logs';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { IStateMachine } from 'aws-cdk-lib/aws-stepfunctions';
import { Construct } from 'constructs';
import { type PolicyProps, parsePolicy, serialisePolicy } from '../functions/core/policy.ts';
import { AnswerApi } from './answer-api.ts';
import { CaseLedger } from './case-ledger.ts';
import { Doors } from './doors.ts';
import { GuardFunctions } from './guard-functions.ts';
import { Mail } from './mail.ts';
import { Remediation } from './remediation.ts';
import { Sweep } from './sweep.ts';

export interface NotebookRootGuardProps {
  /** What is done about root access, when, and who is told. */
  readonly policy: PolicyProps;
  /**
   * What becomes of the ledger and the logs, which are the evidence, when the stack is deleted.
   * @default RemovalPolicy.RETAIN
   */
  readonly removalPolicy?: RemovalPolicy;
  /**
   * How long logs are kept.
   * @default RetentionDays.ONE_YEAR
   */
  readonly logRetention?: RetentionDays;
}

/** Turns off root access on the notebook instances of one account and Region without surprising their owners. */
export class NotebookRootGuard extends Construct {
  /** One execution is one case. */
  readonly stateMachine: IStateMachine;
  /** One execution looks at the whole fleet; it runs by itself, and whenever somebody starts one. */
  readonly sweep: IStateMachine;
  /** The table of notebooks and cases. */
  readonly ledger: Table;
  /** Where the platform team is mailed. */
  readonly platformTopic: ITopic;

  /** @throws MalformedPolicy when the policy cannot be used */
  constructor(scope: Construct, id: string, props: NotebookRootGuardProps) {
    super(scope, id);
    const policy = serialisePolicy(props.policy);
    const { removalPolicy = RemovalPolicy.RETAIN, logRetention = RetentionDays.ONE_YEAR } = props;
    const logs = { retention: logRetention, removalPolicy };

    const ledger = new CaseLedger(this, 'Ledger', { removalPolicy });
    const mail = new Mail(this, 'Mail', { platformEmail: props.policy.platformEmail });
    const { answerPage: hasAnswerPage, detectors, sweepEvery: every } = parsePolicy(props.policy);
    const functions = new GuardFunctions(this, 'Functions', { policy, hasAnswerPage, ledger, mail, logs });
    const remediation = new Remediation(this, 'Remediation', { functions, logs });
    new Doors(this, 'Doors', {
      detectors,
      stateMachine: remediation.stateMachine,
      wakeCase: functions.byName['wake-case'],
      reapCase: functions.byName['reap-case'],
    });

    const sweep = new Sweep(this, 'Sweep', {
      functions,
      remediation: remediation.stateMachine,
      every,
      logs,
    });

    if (functions.answerPage !== null) {
      const mailer = functions.byName['notify-owner'];
      new AnswerApi(this, 'AnswerApi', { page: functions.answerPage, mailer, ledger, logs });
    }

    this.stateMachine = remediation.stateMachine;
    this.sweep = sweep.stateMachine;
    this.ledger = ledger.table;
    this.platformTopic = mail.platformTopic;
  }
}
