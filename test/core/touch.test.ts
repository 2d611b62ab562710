import { describe, expect, it } from 'vitest';
import { isAbout, toldBy, toldByEvent } from '../../functions/core/touch.ts';

const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/Fraud-Lab';
const key = 'root-access-exception';
const who = 'arn:aws:sts::111122223333:assumed-role/Platform/pat@example.com';
const role = 'arn:aws:iam::111122223333:role/Platform';
const value = 'until=2026-12-31 SEC-12';

const record = (eventName: string, requestParameters: object | null, more: object = {}) => ({
  eventSource: 'sagemaker.amazonaws.com',
  eventName,
  eventID: 'e1',
  eventTime: '2026-11-23T14:00:00Z',
  userIdentity: { type: 'AssumedRole', arn: who, sessionContext: { sessionIssuer: { arn: role } } },
  requestParameters,
  ...more,
});
const added = (tags: unknown, more: object = {}) => record('AddTags', { resourceArn: arn, tags }, more);
const told = (raw: unknown) => toldBy(raw, key);

describe('a record', () => {
  it('of AddTags tells who set which value, when', () =>
    expect(told(added([{ key, value }]))).toEqual({
      name: 'Fraud-Lab',
      touch: { event: 'e1', at: Date.UTC(2026, 10, 23, 14), value, by: { who, role } },
    }));
  it('of DeleteTags tells that it was removed', () =>
    expect(
      told(record('DeleteTags', { resourceArn: arn, tagKeys: ['Owner', key] }))?.touch.value,
    ).toBeNull());
  it('of DeleteTags tells so however CloudTrail spells it', () =>
    expect(told(record('DeleteTags', { resourceArn: arn, TagKeys: [key] }))?.touch.value).toBeNull());
  it('of CreateNotebookInstance with tags tells the same', () =>
    expect(
      told(record('CreateNotebookInstance', { notebookInstanceName: 'lab', tags: [{ key, value }] })),
    ).toMatchObject({ name: 'lab', touch: { value } }));

  it.each([
    ['tags', [{ key, value }]],
    ['Tags', [{ Key: key, Value: value }]],
    ['tags', [{ Key: key, Value: value }]],
  ])('is read however CloudTrail spells %s: %j', (name, tags) =>
    expect(told(record('AddTags', { resourceArn: arn, [name]: tags }))?.touch.value).toBe(value),
  );
  it('takes an absent value for an empty one', () => expect(told(added([{ key }]))?.touch.value).toBe(''));
  it.each([
    ['session', {}],
    ['issuer of its session', { sessionContext: {} }],
  ])('names no role where CloudTrail names no %s', (_, session) =>
    expect(told(added([{ key, value }], { userIdentity: { arn: who, ...session } }))?.touch.by).toEqual({
      who,
      role: null,
    }),
  );

  it.each([
    ['of other tags', added([{ key: 'Owner', value: 'x' }])],
    ['of the tag in another letter case', added([{ key: 'Root-Access-Exception', value }])],
    ['of no tags', added(undefined)],
    ['of tags that are none', added([{ name: key }, null, 'x'])],
    [
      'of another resource',
      record('AddTags', { resourceArn: 'arn:aws:sagemaker:eu-west-1:1:endpoint/a', tags: [{ key, value }] }),
    ],
    [
      'of something beneath a notebook',
      record('AddTags', { resourceArn: `${arn}/more`, tags: [{ key, value }] }),
    ],
    ['of another service', added([{ key, value }], { eventSource: 'elasticloadbalancing.amazonaws.com' })],
    ['of a call that failed', added([{ key, value }], { errorCode: 'AccessDenied' })],
    [
      'of another call',
      record('UpdateNotebookInstance', { notebookInstanceName: 'lab', tags: [{ key, value }] }),
    ],
    ['without parameters', record('AddTags', null)],
    ['without an id', added([{ key, value }], { eventID: undefined })],
    ['without a time', added([{ key, value }], { eventTime: undefined })],
    ['of nobody', added([{ key, value }], { userIdentity: {} })],
    ['that is none', 'AddTags'],
  ])('%s tells nothing', (_, raw) => expect(told(raw)).toBeNull());
});

it('an event brings a record in its detail', () => {
  expect(toldByEvent({ detail: added([{ key, value }]) }, key)?.touch.value).toBe(value);
  expect(toldByEvent('x', key)).toBeNull();
});

it('a notebook’s name is compared without regard to case', () => {
  const its = told(added([{ key, value }]));
  expect([its && isAbout(its, 'fraud-lab'), its && isAbout(its, 'fraud')]).toEqual([true, false]);
});
