/** What the bus carries, and whom the rules of infra/doors.ts hand it to. */
import type { StoryCall } from '../../local/story.ts';
import type { Notebook } from './account.ts';
import { type Execution, stateMachineArn } from './execution.ts';

export type BusEvent = Readonly<Record<string, unknown>>;

const envelope = (detailType: string, detail: object, source = 'aws.sagemaker'): BusEvent => ({
  source,
  'detail-type': detailType,
  account: '111122223333',
  region: 'eu-west-1',
  detail,
});

const lowerCamel = (input: object): object =>
  Object.fromEntries(
    Object.entries(input).map(([name, value]) => [name.charAt(0).toLowerCase() + name.slice(1), value]),
  );

/** CloudTrail's event of a call that was answered; one that was refused passes no rule. */
export function called(operation: string, input: object, caller: StoryCall['caller']): BusEvent {
  const { arn, roleArn, through } = caller;
  const isService = through?.endsWith('.amazonaws.com') === true;
  return envelope('AWS API Call via CloudTrail', {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: operation,
    userIdentity: {
      arn,
      ...(roleArn === undefined ? {} : { sessionContext: { sessionIssuer: { arn: roleArn } } }),
      ...(isService ? { invokedBy: through } : {}),
    },
    userAgent: through ?? 'aws-cli/2.31.0',
    requestParameters: lowerCamel(input),
  });
}

export const statusChanged = ({ arn, name, status }: Notebook): BusEvent =>
  envelope('SageMaker Notebook Instance State Change', {
    NotebookInstanceArn: arn.toLowerCase(),
    NotebookInstanceName: name,
    NotebookInstanceStatus: status,
  });

export const ended = ({ arn, status, input }: Execution, now: number): BusEvent => ({
  ...envelope(
    'Step Functions Execution Status Change',
    { executionArn: arn, stateMachineArn, status, input: JSON.stringify(input) },
    'aws.states',
  ),
  time: new Date(now).toISOString(),
});

export type Target = 'state machine' | 'wake-case' | 'reap-case';

interface Detail {
  readonly eventSource?: string;
  readonly eventName?: string;
  readonly errorCode?: unknown;
  readonly NotebookInstanceStatus?: string;
  readonly status?: string;
}

/** @param detectors whose findings the policy wants */
export function targetOf(event: BusEvent, detectors: readonly string[]): Target | null {
  const detail = (event['detail'] ?? {}) as Detail;
  switch (`${event['source']}: ${event['detail-type']}`) {
    case 'aws.sagemaker: AWS API Call via CloudTrail': {
      const { eventName = '', eventSource, errorCode } = detail;
      if (eventSource !== 'sagemaker.amazonaws.com' || errorCode !== undefined) return null;
      if (/^(Create|Update)NotebookInstance$/.test(eventName)) return 'state machine';
      return /^((Start|Delete)NotebookInstance|(Add|Delete)Tags)$/.test(eventName) ? 'wake-case' : null;
    }
    case 'aws.sagemaker: SageMaker Notebook Instance State Change':
      return /^(InService|Stopped|Failed|Deleting)$/.test(detail.NotebookInstanceStatus ?? '')
        ? 'wake-case'
        : null;
    case 'aws.config: Config Rules Compliance Change':
      return detectors.includes('config') ? 'state machine' : null;
    case 'aws.securityhub: Security Hub Findings - Imported':
    case 'aws.securityhub: Security Hub Findings - Custom Action':
    case 'aws.securityhub: Findings Imported V2':
      return detectors.includes('security-hub') ? 'state machine' : null;
    case 'aws.states: Step Functions Execution Status Change':
      return /^(FAILED|TIMED_OUT|ABORTED)$/.test(detail.status ?? '') ? 'reap-case' : null;
    default:
      return null;
  }
}
