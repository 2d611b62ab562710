import { describe, expect, it } from 'vitest';
import config from '../../conformance/findings/config.json' with { type: 'json' };
import imported from '../../conformance/findings/security-hub.json' with { type: 'json' };
import sent from '../../conformance/findings/security-hub-action.json' with { type: 'json' };
import importedV2 from '../../conformance/findings/security-hub-v2.json' with { type: 'json' };
import { parseFinding } from '../../functions/core/finding.ts';
import { notebookArnOf, parseEvent } from '../../functions/core/trigger.ts';

const parse = (event: unknown) => parseEvent(event, 'aws', []);
const action = 'arn:aws:securityhub:eu-west-1:111122223333:action/custom/remediate';
const lab = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/fraud-lab';

/** The event with this text in place of that one, wherever it stands. */
const changed = <T>(event: T, find: string, replacement: string): T => {
  const text = JSON.stringify(event);
  if (!text.includes(find)) throw new Error(`expected ${find} in the event, got ${text}`);
  return JSON.parse(text.replaceAll(find, replacement)) as T;
};

const rule = 'AWS Config rule securityhub-sagemaker-notebook-instance-root-access-check-0a1b2c3d';
const control = 'Security Hub, control SageMaker.3';

describe.each([
  ['config', config, rule],
  ['imported', imported, control],
  ['importedV2', importedV2, control],
])('a finding (%s)', (_name, event, because) => {
  it('names the notebook and the detector, and is no call of anybody', () => {
    expect(parse(event)).toEqual({ is: 'hint', name: 'fraud-lab', because });
  });
  it('tells which notebook an execution was about', () => {
    const execution = 'arn:aws:states:eu-west-1:111122223333:execution:machine:case';
    expect(notebookArnOf(event, execution)).toBe(lab);
  });
  it('of another account is none of ours', () => {
    expect(parse(changed(event, ':111122223333:notebook', ':444455556666:notebook'))).toEqual({
      is: 'none',
      why: expect.stringContaining('in another account or Region'),
    });
  });
  it('of another Region is none of ours', () => {
    expect(parse(changed(event, 'sagemaker:eu-west-1:', 'sagemaker:eu-west-3:'))).toEqual({
      is: 'none',
      why: expect.stringContaining('in another account or Region'),
    });
  });
  it('of something that is no notebook is none of ours', () => {
    expect(parse(changed(event, 'fraud-lab', 'fraud lab'))).toEqual({
      is: 'none',
      why: expect.stringContaining('expected a notebook in the finding'),
    });
  });
  it('without detail is none', () => {
    expect(parse({ ...event, detail: {} })).toEqual({
      is: 'none',
      why: expect.stringContaining('expected a finding about root access'),
    });
  });
});

describe('AWS Config', () => {
  const ofRule = (name: string) =>
    parse(changed(config, 'securityhub-sagemaker-notebook-instance-root-access-check-0a1b2c3d', name)).is;
  it.each([
    'sagemaker-notebook-instance-root-access-check',
    'sagemaker-notebook-instance-root-access-check-conformance-pack-x1y2z3',
  ])('is heard of its rule by the name %s', (name) => expect(ofRule(name)).toBe('hint'));
  it('is not heard of another rule', () =>
    expect(parse({ ...config, detail: { ...config.detail, configRuleName: 'notebook-inside-vpc' } })).toEqual(
      { is: 'none', why: 'notebook-inside-vpc is another rule of AWS Config' },
    ));
  it('is not heard of what complies', () =>
    expect(parse(changed(config, 'NON_COMPLIANT', 'COMPLIANT'))).toEqual({
      is: 'none',
      why: 'AWS Config says COMPLIANT',
    }));
  it('may name a notebook without its ARN', () =>
    expect(parse(changed(config, lab, 'fraud-lab'))).toMatchObject({ is: 'hint', name: 'fraud-lab' }));
  it('says what a finding lacks, one after the other', () =>
    expect(
      parse({ ...config, detail: { ...config.detail, resourceId: 7, newEvaluationResult: {} } }),
    ).toEqual({
      is: 'none',
      why: 'expected a finding about root access, got one where resourceId: Invalid input: expected string, received number; newEvaluationResult.complianceType: Invalid input: expected string, received undefined',
    }));
});

it.each([
  ['an ARN', config],
  ['a name alone', changed(config, lab, 'fraud-lab')],
])('what is found by %s is a finding, sent by nobody', (_, event) =>
  expect(parseFinding(event)).toEqual({
    is: 'finding',
    name: 'fraud-lab',
    because: rule,
    askedBy: null,
  }),
);

describe('Security Hub', () => {
  it.each([imported, sent])('is not heard of a finding that is suppressed', (event) =>
    expect(
      parse(changed(event, '"Workflow":{"Status":"NEW"}', '"Workflow":{"Status":"SUPPRESSED"}')),
    ).toEqual({
      is: 'none',
      why: 'the finding is suppressed',
    }),
  );
  it('is not heard of one that is suppressed in the newer format', () =>
    expect(parse(changed(importedV2, '"status":"New"', '"status":"Suppressed"'))).toMatchObject({
      is: 'none',
    }));
  it('passes on what another product calls SageMaker.3, which is not heard', () => {
    expect(parse(changed(imported, 'product/aws/securityhub"', 'product/prowler/prowler"')).is).toBe('none');
    expect(parse(changed(importedV2, 'productv2/aws/securityhub', 'productv2/acme/scanner')).is).toBe('none');
  });
  it.each([imported, importedV2])('is not heard of another control', (event) =>
    expect(parse(changed(event, '"SageMaker.3"', '"SageMaker.1"')).is).toBe('none'),
  );
  it('tells the letters of a name that its id has in lower case', () => {
    const named = changed(
      imported,
      '"NotebookInstanceName":"fraud-lab"',
      '"NotebookInstanceName":"Fraud-Lab"',
    );
    expect(parse(named)).toMatchObject({ name: 'Fraud-Lab' });
  });
  it('is about the notebook of its id where the details name another', () =>
    expect(
      parse(changed(imported, '"NotebookInstanceName":"fraud-lab"', '"NotebookInstanceName":"other"')),
    ).toMatchObject({ name: 'fraud-lab' }));
  it.each(['AwsSageMakerNotebookInstance', 'Details', 'Workflow'])('needs no %s for that', (field) =>
    expect(parse(changed(imported, `"${field}"`, '"Other"'))).toMatchObject({ name: 'fraud-lab' }),
  );
});

describe('the custom action', () => {
  it('is a call of whoever chose it, and changed nothing', () =>
    expect(parse(sent)).toEqual({
      is: 'trigger',
      name: 'fraud-lab',
      by: { who: action, tool: null },
      because: `Security Hub, control SageMaker.3, sent through ${action}`,
      asked: true,
    }));
  it('of another name is none of ours', () =>
    expect(parse(changed(sent, 'custom/remediate', 'custom/page'))).toEqual({
      is: 'none',
      why: `expected the custom action action/custom/remediate, got ["${action.replace('remediate', 'page')}"]`,
    }));
  it('without one is none', () =>
    expect(parse({ ...sent, resources: undefined })).toEqual({
      is: 'none',
      why: 'expected the custom action action/custom/remediate, got null',
    }));
});

it('what else they send is none', () => {
  expect(parse({ ...imported, 'detail-type': 'Security Hub Insight Results' })).toEqual({
    is: 'none',
    why: 'expected a finding, got "Security Hub Insight Results" of aws.securityhub',
  });
});
