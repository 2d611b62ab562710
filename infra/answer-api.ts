import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import { HttpApi, HttpMethod, HttpStage, LogGroupLogDestination } from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { ANSWER_URL } from '../functions/environment.ts';
import type { CaseLedger } from './case-ledger.ts';
import { writeKeys } from './permissions.ts';
import type { LogProps, TaskFunction } from './task-function.ts';

export interface AnswerApiProps {
  /** What renders the page and takes the form. */
  readonly page: TaskFunction;
  /** What mails links to it. */
  readonly mailer: TaskFunction;
  /** Where keys are kept. */
  readonly ledger: CaseLedger;
  readonly logs: LogProps;
}

/** What is logged of a request: never its path, which is a key. */
const accessLog = {
  requestId: '$context.requestId',
  at: '$context.requestTime',
  ip: '$context.identity.sourceIp',
  routeKey: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
};

/** The HTTP API behind the link in a notice. Whoever knows a key needs no other permission. */
export class AnswerApi extends Construct {
  constructor(scope: Construct, id: string, props: AnswerApiProps) {
    super(scope, id);
    const api = new HttpApi(this, 'Api', {
      apiName: 'notebook-root-guard-answers',
      description: 'Where owners of notebooks answer a notice about root access.',
      createDefaultStage: false,
    });
    const integration = new HttpLambdaIntegration('Page', props.page.function);
    api.addRoutes({ path: '/answer/{key}', methods: [HttpMethod.GET, HttpMethod.HEAD], integration });
    // What a browser shows after an answer has no key in its address: whoever opens that again gets a page, too.
    const ofTheForm = [HttpMethod.GET, HttpMethod.HEAD, HttpMethod.POST];
    api.addRoutes({ path: '/answer', methods: ofTheForm, integration });
    new HttpStage(this, 'Stage', {
      httpApi: api,
      stageName: '$default',
      autoDeploy: true,
      // People click once; whatever comes faster is turned away with 429 before it costs a function.
      throttle: { rateLimit: 20, burstLimit: 40 },
      accessLogSettings: {
        destination: new LogGroupLogDestination(new LogGroup(this, 'Log', props.logs)),
        format: AccessLogFormat.custom(JSON.stringify(accessLog)),
      },
    });

    props.mailer.function.addEnvironment(ANSWER_URL, api.apiEndpoint);
    props.mailer.role.addToPolicy(new PolicyStatement(writeKeys(props.ledger)));
  }
}
