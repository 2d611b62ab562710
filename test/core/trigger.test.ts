import { describe, expect, it } from 'vitest';
import type { Stand } from '../../functions/core/case.ts';
import {
  concerns,
  notebookArnOf,
  parseEvent,
  sweepInput,
  touchesException,
} from '../../functions/core/trigger.ts';
import { isWorthALook } from '../../functions/core/urgency.ts';
import { file, grace, phase, policy } from './given.ts';

const ownRole = 'arn:aws:iam::111122223333:role/guard-stop';

const called = (eventName: string, detail: object = {}, envelope: object = {}) => ({
  source: 'aws.sagemaker',
  'detail-type': 'AWS API Call via CloudTrail',
  account: '111122223333',
  region: 'eu-west-1',
  detail: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName,
    userIdentity: { arn: 'arn:aws:iam::111122223333:user/alice' },
    requestParameters: { notebookInstanceName: 'lab' },
    ...detail,
  },
  ...envelope,
});

const changed = (NotebookInstanceStatus: string) => ({
  ...called(''),
  'detail-type': 'SageMaker Notebook Instance State Change',
  detail: {
    NotebookInstanceArn: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab',
    NotebookInstanceStatus,
  },
});

const parse = (event: unknown) => parseEvent(event, 'aws', [ownRole]);
const arn = 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab';

describe('the notebook of the event that started an execution', () => {
  const execution = 'arn:aws-cn:states:eu-west-1:111122223333:execution:machine:case';
  const arnOf = (event: unknown) => notebookArnOf(event, execution);
  it('is named by a call, and lies where the execution does', () =>
    expect(arnOf(called('CreateNotebookInstance'))).toBe(
      'arn:aws-cn:sagemaker:eu-west-1:111122223333:notebook-instance/lab',
    ));
  it('is in a state change', () => expect(arnOf(changed('Stopped'))).toBe(arn));
  it('is in what a sweep found', () => expect(arnOf(sweepInput(arn))).toBe(arn.replace('aws', 'aws-cn')));
  it('is not in an event of others', () =>
    expect(arnOf({ ...changed('Stopped'), source: 'aws.ec2' })).toBeNull());
});

describe('what an event lacks', () => {
  it('is said of who called', () =>
    expect(parse(called('CreateNotebookInstance', { userIdentity: undefined }))).toMatchObject({
      by: { who: 'an identity that the event does not name', tool: null },
    }));
  it('is said of a session without an issuer by its identity', () =>
    expect(
      parse(called('CreateNotebookInstance', { userIdentity: { arn: 'bob', sessionContext: {} } })),
    ).toMatchObject({ is: 'trigger', by: { who: 'bob' } }));
  it('is said of a role that is not ours by its identity', () =>
    expect(
      parse(
        called('CreateNotebookInstance', {
          userIdentity: { arn: 'bob', sessionContext: { sessionIssuer: { arn: 'arn:of:another' } } },
        }),
      ),
    ).toMatchObject({ is: 'trigger', by: { who: 'bob' } }));
  it.each(['AddTags', 'StartNotebookInstance'])('is said of the notebook of %s', (eventName) =>
    expect(parse(called(eventName, { requestParameters: undefined }))).toEqual({
      is: 'none',
      why: `expected a notebook in ${eventName}, got null`,
    }),
  );
  it('is said of a state change, where and what, one after the other', () =>
    expect(parse({ ...changed('Stopped'), detail: {} })).toEqual({
      is: 'none',
      why: 'expected a state change, got one where NotebookInstanceArn: Invalid input: expected string, received undefined; NotebookInstanceStatus: Invalid input: expected string, received undefined',
    }));
  it('is said of an event that is none', () =>
    expect(parse(null)).toEqual({
      is: 'none',
      why: 'expected an EventBridge event, got one where it: Invalid input: expected object, received null',
    }));
});

describe('news of a notebook', () => {
  const stopped = parse(changed('Stopped'));
  const touched = parse(called('StartNotebookInstance'));
  const closed = { at: 'closed', outcome: 'held', reason: '', deadline: null, closedAt: 0 } as const;
  const owed = file(grace, { owed: true });
  const news = [stopped, touched].flatMap((each) => (each.is === 'news' ? [each] : []));

  it('concerns no case that is closed', () => {
    const stand: Stand = { ...closed, mail: 'none', died: false };
    expect(news.map((each) => concerns(each, stand))).toEqual([false, false]);
  });
  it('is worth a look where anything is owed and it is somewhere now', () => {
    expect(news.map((each) => isWorthALook(each, [owed, file(grace)], policy()))).toEqual([true, false]);
  });
  it('is none where a field within a field is not what it should be', () => {
    expect(parse(called('AddTags', { userIdentity: { arn: 7 } }))).toMatchObject({
      why: 'expected a CloudTrail record, got one where userIdentity.arn: Invalid input: expected string, received number',
    });
  });
});

describe('the cause of news', () => {
  it('names the tool', () =>
    expect(parse(called('StartNotebookInstance', { userAgent: 'HashiCorp Terraform/1.9' }))).toMatchObject({
      because: 'StartNotebookInstance by arn:aws:iam::111122223333:user/alice through Terraform',
      tagKeys: [],
    }));
  it('is SageMaker for a status', () =>
    expect(parse(changed('Stopped'))).toMatchObject({
      by: { who: 'SageMaker', tool: null },
      tagKeys: [],
    }));
  it.each(['tags', 'Tags', 'tagKeys', 'TagKeys'])('has the keys of tags that are named %s', (name) => {
    const tags = name.endsWith('Keys') ? ['Root', 'b'] : [{ key: 'Root' }, { Key: 'b' }, {}, 7];
    const news = parse(called('AddTags', { requestParameters: { resourceArn: arn, [name]: tags } }));
    expect(news).toMatchObject({ is: 'news', tagKeys: ['Root', 'b'] });
    expect(news.is === 'news' && touchesException(news, 'root')).toBe(true);
  });
});

describe('what makes us look', () => {
  it.each(['CreateNotebookInstance', 'UpdateNotebookInstance'])('%s by a person', (eventName) => {
    expect(parse(called(eventName))).toEqual({
      is: 'trigger',
      name: 'lab',
      by: { who: 'arn:aws:iam::111122223333:user/alice', tool: null },
      because: `${eventName} by arn:aws:iam::111122223333:user/alice`,
    });
  });
});

describe('who made the call', () => {
  const byOf = (detail: object) => {
    const parsed = parse(called('UpdateNotebookInstance', detail));
    return parsed.is === 'trigger' ? parsed.by : null;
  };
  it.each([
    ['CloudFormation', { userIdentity: { arn: 'arn:role', invokedBy: 'cloudformation.amazonaws.com' } }],
    ['Terraform', { userAgent: 'APN/1.0 HashiCorp/1.0 Terraform/1.9.0 (+https://www.terraform.io)' }],
    ['Pulumi', { userAgent: 'aws-sdk-go/1.55 pulumi-aws/6.0' }],
    [null, { userAgent: 'Mozilla/5.0' }],
  ])('is told apart from %s', (tool, detail) => {
    expect(byOf(detail)?.tool).toBe(tool);
  });
});

describe('what is news for an open case', () => {
  it.each(['Stopped', 'InService', 'Failed', 'Deleting'])('status %s, which will stay', (status) => {
    expect(parse(changed(status))).toMatchObject({
      is: 'news',
      arn,
      status,
      because: `its status became ${status}`,
    });
  });
  it.each(['StartNotebookInstance', 'DeleteNotebookInstance'])(
    '%s, by the name that it gives',
    (eventName) => {
      expect(parse(called(eventName))).toMatchObject({ is: 'news', arn });
    },
  );
  it.each(['AddTags', 'DeleteTags'])('%s, by the ARN that it gives', (eventName) => {
    expect(parse(called(eventName, { requestParameters: { resourceArn: arn } }))).toMatchObject({
      is: 'news',
      arn,
    });
  });
});

describe('news without an open case', () => {
  const tagged = (eventName: string, requestParameters: object) => {
    const parsed = parse(
      called(eventName, { requestParameters: { resourceArn: arn, ...requestParameters } }),
    );
    if (parsed.is !== 'news') throw new TypeError('expected news');
    return isWorthALook(parsed, [file(grace)], policy());
  };
  it.each([
    ['AddTags', { tags: [{ key: 'root-access-exception', value: 'x' }] }],
    ['AddTags', { tags: [{ Key: 'Root-Access-Exception', Value: 'x' }] }],
    ['DeleteTags', { tagKeys: ['root-access-exception'] }],
  ])('is worth a look when the exception was touched: %s %j', (eventName, parameters) => {
    expect(tagged(eventName, parameters)).toBe(true);
  });
  it('is not when another tag was', () => {
    expect(tagged('AddTags', { tags: [{ key: 'Owner', value: 'x' }] })).toBe(false);
  });
  it.each([
    [true, true],
    [false, false],
  ])('is when a restart is owed: %s', (owed, expected) => {
    const parsed = parse(changed('Stopped'));
    if (parsed.is !== 'news') throw new TypeError('expected news');
    expect(isWorthALook(parsed, [file(grace, { owed })], policy())).toBe(expected);
  });
});

describe('news', () => {
  const news = (status: string) => {
    const parsed = parse(changed(status));
    if (parsed.is !== 'news') throw new TypeError('expected news');
    return parsed;
  };
  it.each<[string, Stand, boolean]>([
    ['InService', grace, false],
    ['InService', { at: 'opened' }, false],
    ['InService', phase('starting'), true],
    ['Stopped', grace, true],
    ['Stopped', phase('stopping'), true],
  ])('that it is %s concerns a case at %j: %s', (status, stand, expected) => {
    expect(concerns(news(status), stand)).toBe(expected);
  });
});

describe('what is not our business, and why', () => {
  const own = { userIdentity: { sessionContext: { sessionIssuer: { arn: ownRole } } } };
  it.each<[string, unknown, string]>([
    [
      'another service',
      called('CreateNotebookInstance', {}, { source: 'aws.s3' }),
      'expected source aws.sagemaker, got "aws.s3"',
    ],
    [
      'another kind of event',
      { ...called('x'), 'detail-type': 'Scheduled Event' },
      'expected an API call or a state change, got "Scheduled Event"',
    ],
    [
      'another eventSource',
      called('CreateNotebookInstance', { eventSource: 's3.amazonaws.com' }),
      'expected eventSource sagemaker.amazonaws.com, got "s3.amazonaws.com"',
    ],
    ['another call', called('CreateEndpoint'), 'CreateEndpoint is no call that we follow'],
    [
      'a failed call',
      called('UpdateNotebookInstance', { errorCode: 'ValidationException' }),
      'the call to UpdateNotebookInstance failed with ValidationException',
    ],
    ['our own call', called('UpdateNotebookInstance', own), 'UpdateNotebookInstance was our own call'],
    [
      'no name',
      called('CreateNotebookInstance', { requestParameters: null }),
      "expected a notebook's name in CreateNotebookInstance, got null",
    ],
    [
      'a name that SageMaker would refuse',
      called('CreateNotebookInstance', { requestParameters: { notebookInstanceName: 'a b' } }),
      'expected a notebook\'s name in CreateNotebookInstance, got {"notebookInstanceName":"a b"}',
    ],
    [
      'tags of something else',
      called('AddTags', { requestParameters: { resourceArn: 'arn:aws:sagemaker:eu-west-1:1:endpoint/e' } }),
      'AddTags was about "arn:aws:sagemaker:eu-west-1:1:endpoint/e", which is no notebook',
    ],
    ['a status on its way', changed('Stopping'), 'status "Stopping" is on its way to another'],
  ])('%s', (_what, event, why) => {
    expect(parse(event)).toEqual({ is: 'none', why });
  });

  it.each([null, 'text', 7, [], {}, { source: 'aws.sagemaker' }])(
    'something that is no event: %j',
    (event) => {
      expect(parse(event)).toMatchObject({
        is: 'none',
        why: expect.stringContaining('expected an EventBridge event'),
      });
    },
  );

  it('a record without what a record has', () => {
    const event = called('CreateNotebookInstance', { eventName: 7 });
    expect(parse(event)).toMatchObject({ is: 'none', why: expect.stringContaining('eventName') });
  });
});

describe('what a sweep found', () => {
  it('is no event: the door judges it', () =>
    expect(parse(sweepInput(arn))).toEqual({ is: 'hint', name: 'lab', because: 'a sweep' }));
  it('says so to whoever reads what an execution was started with', () =>
    expect(sweepInput(arn)['detail-type']).toBe('Found by a sweep'));
  it('says what it lacks', () =>
    expect(parse({ ...sweepInput(arn), detail: {} })).toMatchObject({
      is: 'none',
      why: expect.stringContaining('notebookInstanceArn'),
    }));
});
