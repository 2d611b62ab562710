/** What other detectors say of a notebook, as far as anybody reads it: shapes as in docs/detectors.md. */
import fc from 'fast-check';
import { type Happenings, sometime } from './random-moments.ts';
import type { Written } from './random-worlds.ts';

const account = '111122223333';
const region = 'eu-west-1';
const arnOf = (notebook: string): string =>
  `arn:aws:sagemaker:${region}:${account}:notebook-instance/${notebook}`;
const hub = `arn:aws:securityhub:${region}:`;

const event = (source: string, detailType: string, detail: Written, resources: readonly string[] = []) => ({
  ...{ version: '0', id: '5b1f6f9e-6c1b-4b61-8d0e-2f2b6a9d8c11', account, region, resources },
  ...{ time: '2026-11-23T09:00:00Z', source, 'detail-type': detailType, detail },
});

const ofConfig = (notebook: string): Written =>
  event('aws.config', 'Config Rules Compliance Change', {
    messageType: 'ComplianceChangeNotification',
    configRuleName: 'securityhub-sagemaker-notebook-instance-root-access-check-0a1b2c3d',
    resourceType: 'AWS::SageMaker::NotebookInstance',
    resourceId: arnOf(notebook),
    newEvaluationResult: { complianceType: 'NON_COMPLIANT' },
  });

const finding = (notebook: string): Written => ({
  ProductArn: `${hub}:product/aws/securityhub`,
  AwsAccountId: account,
  Compliance: { Status: 'FAILED', SecurityControlId: 'SageMaker.3' },
  RecordState: 'ACTIVE',
  Workflow: { Status: 'NEW' },
  Resources: [{ Type: 'AwsSageMakerNotebookInstance', Id: arnOf(notebook) }],
});

const ofSecurityHub = (notebook: string): Written =>
  event('aws.securityhub', 'Security Hub Findings - Imported', { findings: [finding(notebook)] });

/** A person sends it. */
const byAPerson = (notebook: string): Written =>
  event('aws.securityhub', 'Security Hub Findings - Custom Action', { findings: [finding(notebook)] }, [
    `${hub}${account}:action/custom/remediate`,
  ]);

const ofTheNewer = (notebook: string): Written =>
  event('aws.securityhub', 'Findings Imported V2', {
    findings: [
      {
        class_uid: 2003,
        metadata: { product: { uid: `${hub}:productv2/aws/securityhub` } },
        cloud: { account: { uid: account } },
        compliance: { control: 'SageMaker.3', status: 'Fail' },
        status: 'New',
        resources: [{ uid: notebook, uid_alt: arnOf(notebook) }],
      },
    ],
  });

/** It is heard only where the policy wants it; detectors say it again whenever they look. */
export const findings = (notebook: string): fc.Arbitrary<Happenings> =>
  fc
    .tuple(
      sometime,
      fc.constantFrom(ofConfig, ofSecurityHub, ofTheNewer, byAPerson),
      fc.constantFrom(undefined, undefined, 2),
    )
    .map(([when, of, times]) => [
      { ...when, notebook, event: of(notebook), ...(times === undefined ? {} : { times }) },
    ]);
