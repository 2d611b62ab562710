import { Stack } from 'aws-cdk-lib';
import type { EventPattern } from 'aws-cdk-lib/aws-events';
import type { Construct } from 'constructs';
import type { Detector } from '../functions/core/policy-props.ts';

/**
 * The rules for findings of other detectors by their ids, as narrow as the shapes allow (functions/core/finding.ts says
 * where those are from). An administrator's bus also gets findings of other accounts and Regions.
 */
export const findings = (
  scope: Construct,
): Readonly<Record<Detector, Readonly<Record<string, EventPattern>>>> => {
  const { account } = Stack.of(scope);
  const arn = (resource: string, resourceName: string, of: string = account) =>
    Stack.of(scope).formatArn({ service: 'securityhub', account: of, resource, resourceName });
  const control = { ProductArn: [arn('product', 'aws/securityhub', '')], AwsAccountId: [account] };
  const source = ['aws.securityhub'];
  return {
    config: {
      ConfigFindings: {
        source: ['aws.config'],
        detailType: ['Config Rules Compliance Change'],
        detail: {
          messageType: ['ComplianceChangeNotification'],
          configRuleName: [{ wildcard: '*sagemaker-notebook-instance-root-access-check*' }],
          resourceType: ['AWS::SageMaker::NotebookInstance'],
          newEvaluationResult: { complianceType: ['NON_COMPLIANT'] },
        },
      },
    },
    'security-hub': {
      SecurityHubFindings: {
        source,
        detailType: ['Security Hub Findings - Imported'],
        detail: {
          findings: {
            ...control,
            Compliance: { SecurityControlId: ['SageMaker.3'], Status: ['FAILED'] },
            RecordState: ['ACTIVE'],
            Workflow: { Status: ['NEW', 'NOTIFIED'] },
          },
        },
      },
      NewSecurityHubFindings: {
        source,
        detailType: ['Findings Imported V2'],
        detail: {
          findings: {
            class_uid: [2003],
            metadata: { product: { uid: [arn('productv2', 'aws/securityhub', '')] } },
            cloud: { account: { uid: [account] } },
            compliance: { control: ['SageMaker.3'], status: ['Fail'] },
            status: ['New', 'In Progress'],
          },
        },
      },
      // A person asks for it, whatever the finding says: only one that somebody suppressed is left alone.
      SecurityHubAction: {
        source,
        detailType: ['Security Hub Findings - Custom Action'],
        resources: [arn('action', 'custom/remediate')],
        detail: {
          findings: {
            ...control,
            Compliance: { SecurityControlId: ['SageMaker.3'] },
            Workflow: { Status: [{ 'anything-but': ['SUPPRESSED'] }] },
          },
        },
      },
    },
  };
};
