/** Findings that the rules of other detectors must and must not match; conformance/findings says whence their shapes. */
import config from '../findings/config.json' with { type: 'json' };
import imported from '../findings/security-hub.json' with { type: 'json' };
import sent from '../findings/security-hub-action.json' with { type: 'json' };
import importedV2 from '../findings/security-hub-v2.json' with { type: 'json' };

type Json = Readonly<Record<string, unknown>>;
type Row = readonly [name: string, event: Json, reaches: readonly string[]];

/** The event with this JSON text in place of that one. */
const but = (event: Json, find: string, replacement: string): Json => {
  const text = JSON.stringify(event);
  if (!text.includes(find)) throw new Error(`expected ${find} in the event, got ${text}`);
  return JSON.parse(text.replaceAll(find, replacement)) as Json;
};

const byConfig = ['ConfigFindings'];
const bySecurityHub = ['SecurityHubFindings'];
const byNewSecurityHub = ['NewSecurityHubFindings'];
const byPerson = ['SecurityHubAction'];
const none: readonly string[] = [];

const rule = 'securityhub-sagemaker-notebook-instance-root-access-check-0a1b2c3d';
const workflow = (status: string): readonly [string, string] => [
  '"Workflow":{"Status":"NEW"}',
  `"Workflow":{"Status":"${status}"}`,
];

export const findingRows: readonly Row[] = [
  ['AWS Config finds root access', config, byConfig],
  [
    'AWS Config finds it by the rule itself',
    but(config, rule, 'sagemaker-notebook-instance-root-access-check'),
    byConfig,
  ],
  [
    'AWS Config finds it in a conformance pack',
    but(config, rule, 'sagemaker-notebook-instance-root-access-check-conformance-pack-x1y2z3'),
    byConfig,
  ],
  ['AWS Config finds it gone', but(config, 'NON_COMPLIANT', 'COMPLIANT'), none],
  ['AWS Config finds a notebook deleted', but(config, 'NON_COMPLIANT', 'NOT_APPLICABLE'), none],
  [
    'AWS Config finds direct internet access',
    but(config, rule, 'sagemaker-notebook-no-direct-internet-access'),
    none,
  ],
  [
    'AWS Config finds it on something else',
    but(config, 'AWS::SageMaker::NotebookInstance', 'AWS::SageMaker::Domain'),
    none,
  ],
  [
    'AWS Config will evaluate again',
    but(config, 'ComplianceChangeNotification', 'ReevaluationStarted'),
    none,
  ],
  ['somebody else says so in the words of AWS Config', { ...config, source: 'config' }, none],
  ['an API call to AWS Config', { ...config, 'detail-type': 'AWS API Call via CloudTrail' }, none],

  ['Security Hub finds root access', imported, bySecurityHub],
  ['its owner was notified', but(imported, ...workflow('NOTIFIED')), bySecurityHub],
  ['somebody suppressed the finding', but(imported, ...workflow('SUPPRESSED')), none],
  ['somebody resolved the finding', but(imported, ...workflow('RESOLVED')), none],
  ['Security Hub finds it gone', but(imported, '"Status":"FAILED"', '"Status":"PASSED"'), none],
  [
    'Security Hub archives the finding',
    but(imported, '"RecordState":"ACTIVE"', '"RecordState":"ARCHIVED"'),
    none,
  ],
  [
    'Security Hub finds another control failed',
    but(imported, '"SecurityControlId":"SageMaker.3"', '"SecurityControlId":"SageMaker.1"'),
    none,
  ],
  [
    'another product calls it SageMaker.3',
    but(imported, 'product/aws/securityhub"', 'product/prowler/prowler"'),
    none,
  ],
  [
    'a finding of another account',
    but(imported, '"AwsAccountId":"111122223333"', '"AwsAccountId":"444455556666"'),
    none,
  ],
  [
    'a finding gathered from another Region',
    but(imported, 'securityhub:eu-west-1::', 'securityhub:us-east-1::'),
    none,
  ],
  ['insight results', { ...imported, 'detail-type': 'Security Hub Insight Results' }, none],

  ['the newer Security Hub finds root access', importedV2, byNewSecurityHub],
  ['somebody is at it', but(importedV2, '"status":"New"', '"status":"In Progress"'), byNewSecurityHub],
  ['somebody suppressed it there', but(importedV2, '"status":"New"', '"status":"Suppressed"'), none],
  ['it is resolved there', but(importedV2, '"status":"New"', '"status":"Resolved"'), none],
  ['the newer Security Hub finds it gone', but(importedV2, '"status":"Fail"', '"status":"Pass"'), none],
  ['another control there', but(importedV2, '"control":"SageMaker.3"', '"control":"SageMaker.1"'), none],
  [
    'another product there',
    but(importedV2, 'productv2/aws/securityhub', 'productv2/aws/securityhub-coverage'),
    none,
  ],
  ['another class of finding there', but(importedV2, '"class_uid":2003', '"class_uid":2004'), none],
  [
    'a finding of another account there',
    but(importedV2, '"uid":"111122223333"', '"uid":"444455556666"'),
    none,
  ],

  ['a person sends a finding to be remediated', sent, byPerson],
  ['a person sends one that is resolved', but(sent, ...workflow('RESOLVED')), byPerson],
  ['a person sends one that is suppressed', but(sent, ...workflow('SUPPRESSED')), none],
  ['a person sends one somewhere else', but(sent, 'custom/remediate', 'custom/page-somebody'), none],
  [
    'a person sends one through an action that begins alike',
    but(sent, 'custom/remediate', 'custom/remediate-s3'),
    none,
  ],
  [
    'a person sends one of another control',
    but(sent, '"SecurityControlId":"SageMaker.3"', '"SecurityControlId":"S3.1"'),
    none,
  ],
  [
    'a person sends one of another product',
    but(sent, 'product/aws/securityhub"', 'product/acme/scanner"'),
    none,
  ],
];
