/** Templates that the Guard rules must pass, or refuse and by which rule. */
type Json = Readonly<Record<string, unknown>>;

export interface TemplateCase {
  readonly name: string;
  readonly template: Json;
  /** The rules that must refuse it; none where it must pass. */
  readonly refusedBy: readonly string[];
}

const root = ['notebook_root_access_is_disabled'];
const exception = ['notebook_carries_no_exception'];
const passes: readonly string[] = [];

const notebook = (properties: Json): Json => ({
  Type: 'AWS::SageMaker::NotebookInstance',
  Properties: { InstanceType: 'ml.t3.medium', RoleArn: 'arn:aws:iam::111122223333:role/nb', ...properties },
});
const bucket: Json = { Type: 'AWS::S3::Bucket', Properties: {} };
const disabled: Json = { RootAccess: 'Disabled' };
const tag = (Key: unknown): Json => ({ Key, Value: 'until=2026-12-18 SEC-1234' });
const tagged = (...Tags: unknown[]): Json => notebook({ ...disabled, Tags });
const either = (...values: unknown[]): Json => ({ 'Fn::If': ['IsPilot', ...values] });
const nothing: Json = { Ref: 'AWS::NoValue' };

type Row = readonly [name: string, resources: readonly Json[], refusedBy: readonly string[]];

const rows = (key: string): readonly Row[] => [
  ['no resources', [], passes],
  ['no notebooks', [bucket], passes],

  ['root access disabled', [notebook(disabled)], passes],
  ['root access enabled', [notebook({ RootAccess: 'Enabled' })], root],
  ['not a word about root access', [notebook({})], root],
  ['no properties at all', [{ Type: 'AWS::SageMaker::NotebookInstance' }], root],
  ['root access in other letters', [notebook({ RootAccess: 'disabled' })], root],
  ['root access a parameter', [notebook({ RootAccess: { Ref: 'RootAccess' } })], root],
  ['root access by a condition', [notebook({ RootAccess: either('Enabled', 'Disabled') })], root],
  ['root access left out by a condition', [notebook({ RootAccess: either('Disabled', nothing) })], root],
  ['one of two', [bucket, notebook(disabled), notebook({})], root],
  ['both disabled', [notebook(disabled), notebook(disabled)], passes],

  ['other tags', [tagged(tag('Owner'), tag('team'))], passes],
  ['no tags', [tagged()], passes],
  ['a tag whose value is a parameter', [tagged({ Key: 'Owner', Value: { Ref: 'Owner' } })], passes],
  ['the exception', [tagged(tag(key))], exception],
  ['the exception in other letters', [tagged(tag(key.toUpperCase()))], exception],
  ['the exception behind another tag', [tagged(tag('Owner'), tag(key))], exception],
  ['a key that begins alike', [tagged(tag(`${key}-request`))], passes],
  ['a key that ends alike', [tagged(tag(`no-${key}`))], passes],
  ['a key that is a parameter', [tagged(tag({ Ref: 'TagKey' }))], exception],
  ['a tag by a condition', [tagged(either(tag(key), nothing))], exception],
  ['all tags by a condition', [notebook({ ...disabled, Tags: either([tag(key)], nothing) })], exception],
  ['the exception on one of two', [tagged(tag('Owner')), tagged(tag(key))], exception],
  ['the exception on a bucket', [{ ...bucket, Properties: { Tags: [tag(key)] } }], passes],
  ['both', [notebook({ RootAccess: 'Enabled', Tags: [tag(key)] })], [...root, ...exception]],
];

/** @param exceptionTagKey the tag that the rules are about */
export const templateCases = (exceptionTagKey: string): readonly TemplateCase[] =>
  rows(exceptionTagKey).map(([name, resources, refusedBy]) => ({
    name,
    template: { Resources: Object.fromEntries(resources.map((one, index) => [`R${index}`, one])) },
    refusedBy,
  }));
