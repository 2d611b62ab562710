import { describe, expect, it } from 'vitest';
import { resolver } from '../../../local/template/intrinsics.ts';

/** CloudFormation's placeholder, which looks like TypeScript's. */
const $ = (name: string): string => `$${`{${name}}`}`;

const place = { accountId: '111122223333', region: 'eu-west-1', partition: 'aws', stackName: 'Guard' };
const resolve = resolver(
  {
    Resources: {
      Ledger: { Type: 'AWS::DynamoDB::Table', Properties: { TableName: 'ledger' } },
      Stop: { Type: 'AWS::Lambda::Function' },
      Topic: { Type: 'AWS::SNS::Topic' },
      Bucket: { Type: 'AWS::S3::Bucket' },
    },
  },
  place,
);

describe('an intrinsic function', () => {
  it.each([
    ['a pseudo parameter', { Ref: 'AWS::AccountId' }, '111122223333'],
    ['a name of its own', { Ref: 'Ledger' }, 'ledger'],
    ['a made name', { Ref: 'Stop' }, 'Guard-Stop'],
    ["a topic's reference is its ARN", { Ref: 'Topic' }, 'arn:aws:sns:eu-west-1:111122223333:Guard-Topic'],
    [
      'an attribute',
      { 'Fn::GetAtt': ['Ledger', 'Arn'] },
      'arn:aws:dynamodb:eu-west-1:111122223333:table/ledger',
    ],
    ['an attribute as text', { 'Fn::GetAtt': 'Topic.TopicName' }, 'Guard-Topic'],
    ['a join', { 'Fn::Join': ['', ['arn:', { Ref: 'AWS::Partition' }, ':x']] }, 'arn:aws:x'],
    [
      'a substitution',
      { 'Fn::Sub': `${$('AWS::Region')}/${$('Stop')}/${$('Ledger.Arn')}/${$('!Literal')}` },
      `eu-west-1/Guard-Stop/arn:aws:dynamodb:eu-west-1:111122223333:table/ledger/${$('Literal')}`,
    ],
    [
      'a substitution with variables',
      { 'Fn::Sub': [`${$('a')}-${$('b')}`, { a: 1, b: { Ref: 'Stop' } }] },
      '1-Guard-Stop',
    ],
    ['a selection of a split', { 'Fn::Select': [1, { 'Fn::Split': ['-', 'a-b-c'] }] }, 'b'],
    ['nested in lists and objects', { a: [{ b: { Ref: 'Ledger' } }] }, { a: [{ b: 'ledger' }] }],
  ])('gives %s', (_name, value, expected) => {
    expect(resolve(value)).toEqual(expected);
  });

  it.each([
    ['that the sandbox does not know', { 'Fn::If': ['a', 'b', 'c'] }, 'got Fn::If'],
    [
      'of a resource that is not there',
      { Ref: 'Nothing' },
      'expected a resource of the template, got Nothing',
    ],
    ['of a type that the sandbox does not know', { Ref: 'Bucket' }, 'got AWS::S3::Bucket'],
    [
      'of an attribute that the sandbox does not know',
      { 'Fn::GetAtt': ['Ledger', 'StreamArn'] },
      'got StreamArn',
    ],
  ])('%s is refused', (_name, value, message) => {
    expect(() => resolve(value)).toThrow(message);
  });
});
