import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import schema from '../../local/story.schema.json' with { type: 'json' };
import { parseStory, requestOf, type StoryCall, storyOfEvent } from '../../local/story.ts';

const policyKeys = Object.keys(schema.$defs.policy.properties).join(', ');

const firstHappening = (happening: unknown, rest: object = {}) =>
  parseStory({ ...rest, happens: [happening] }, 'story.json').happens[0];

test('an empty story has all its defaults', () => {
  expect(parseStory({}, 'a/quiet.json')).toEqual({
    file: 'a/quiet.json',
    title: 'quiet',
    start: Date.parse('2026-11-23T09:00:00Z'),
    seed: 1,
    policy: { platformEmail: 'platform@example.com', ownerMailDomains: ['example.com'] },
    delays: { cloudtrail: 30_000, stateChange: 2_000 },
    people: {},
    notebooks: [],
    happens: [],
    until: undefined,
  });
});

test('a notebook of which only the name is known runs with root access', () => {
  expect(parseStory({ notebooks: [{ name: 'fraud-lab' }] }, 'story.json').notebooks).toEqual([
    {
      name: 'fraud-lab',
      status: 'InService',
      rootAccess: 'Enabled',
      platform: 'notebook-al2023-v1',
      instanceType: 'ml.t3.medium',
      tags: {},
      failureReason: null,
      takes: { create: 187_000, stop: 97_000, update: 64_000, start: 187_000, delete: 40_000 },
    },
  ]);
});

test('null is not the default: what Describe does not tell stays untold', () => {
  const [notebook] = parseStory(
    { notebooks: [{ name: 'old', rootAccess: null, platform: null }] },
    's',
  ).notebooks;
  expect(notebook).toMatchObject({ rootAccess: null, platform: null });
});

test('a status that does not exist today is a status', () => {
  expect(parseStory({ notebooks: [{ name: 'a', status: 'Hibernating' }] }, 's').notebooks[0]?.status).toBe(
    'Hibernating',
  );
});

test("who answers types the notebook's name, through the newest notice's link", () => {
  const happening = { at: 'PT1H', answer: 'remediate-now', notebook: 'a' };
  expect(firstHappening(happening, { notebooks: [{ name: 'a' }] })).toEqual({
    when: { kind: 'at', at: 3_600_000 },
    kind: 'answer',
    answer: 'remediate-now',
    notebook: 'a',
    confirm: 'a',
    reason: null,
    by: null,
    key: 'newest',
  });
});

test('what fetches a link fetches it once, and submits nothing', () => {
  const happening = { at: 'PT1H', get: 'link', notebook: 'a' };
  expect(firstHappening(happening, { notebooks: [{ name: 'a' }] })).toEqual({
    when: { kind: 'at', at: 3_600_000 },
    kind: 'get',
    notebook: 'a',
    method: 'GET',
    headers: {},
    times: 1,
    submits: false,
  });
});

test('the built-in story is a story', () => {
  const text = readFileSync(new URL('../../local/first-day.json', import.meta.url), 'utf8');
  expect(parseStory(JSON.parse(text), 'first-day.json').happens).toMatchObject([
    { kind: 'call', operation: 'CreateNotebookInstance', when: { kind: 'at', at: 0 } },
  ]);
});

test("who calls is the notebook's owner in a DataScience role", () => {
  const story = { notebooks: [{ name: 'a', tags: { owner: 'bob@example.com' } }] };
  expect(firstHappening({ at: 'PT0S', call: 'StopNotebookInstance', notebook: 'a' }, story)).toMatchObject({
    caller: {
      arn: 'arn:aws:sts::111122223333:assumed-role/DataScience/bob@example.com',
      roleArn: 'arn:aws:iam::111122223333:role/DataScience',
    },
  });
});

test('the owner of a notebook that the story creates is who its creation tags', () => {
  const happens = [
    {
      at: 'PT0S',
      call: 'CreateNotebookInstance',
      notebook: 'new',
      with: { Tags: [{ Key: 'Owner', Value: 'eve@example.com' }] },
    },
    { at: 'PT1H', call: 'StopNotebookInstance', notebook: 'new' },
  ];
  expect(parseStory({ happens }, 's').happens[1]).toMatchObject({
    caller: { arn: 'arn:aws:sts::111122223333:assumed-role/DataScience/eve@example.com' },
  });
});

test.each([
  ['StopNotebookInstance', { NotebookInstanceName: 'a' }],
  ['AddTags', { ResourceArn: 'arn:of:a', Tags: [] }],
])('in %s the notebook stands in for the name or the ARN', (call, expected) => {
  const written = { at: 'PT0S', call, notebook: 'a', ...(call === 'AddTags' ? { with: { Tags: [] } } : {}) };
  const happening = firstHappening(written, { notebooks: [{ name: 'a' }] });
  expect(requestOf(happening as StoryCall, (name) => `arn:of:${name}`)).toEqual(expected);
});

test('before a call of ours is the first one of any function, or the nth of one', () => {
  const story = { notebooks: [{ name: 'a' }] };
  const written = (before: object) => ({ before, call: 'StopNotebookInstance', notebook: 'a' });
  const when = { kind: 'before', operation: 'Publish', function: null, nth: 1, notebook: 'a' };
  expect(firstHappening(written({ operation: 'Publish' }), story)?.when).toEqual(when);
  const second = { operation: 'Publish', function: 'notify-owner', nth: 2 };
  expect(firstHappening(written(second), story)?.when).toEqual({ ...when, ...second });
});

test('after a call of ours is the first one about that notebook, or the nth', () => {
  const story = { notebooks: [{ name: 'a' }] };
  const written = {
    after: 'StopNotebookInstance',
    plus: 'PT3S',
    call: 'DeleteNotebookInstance',
    notebook: 'a',
  };
  const when = { kind: 'after', operation: 'StopNotebookInstance', nth: 1, plus: 3_000, notebook: 'a' };
  expect(firstHappening(written, story)?.when).toEqual(when);
  expect(firstHappening({ ...written, nth: 2 }, story)?.when).toEqual({ ...when, nth: 2 });
});

test.each([
  [
    { operation: 'Publish', error: 'ThrottlingException', times: 3 },
    { kind: 'call', operation: 'Publish', error: 'ThrottlingException', times: 3 },
  ],
  [
    { stuck: 'Stopping', for: 'PT20H' },
    { kind: 'stuck', status: 'Stopping', for: 72_000_000 },
  ],
  [
    { startsAs: 'Failed', times: 2 },
    { kind: 'startsAs', status: 'Failed', times: 2, reason: expect.stringMatching(/^Insufficient/) },
  ],
  [
    { ignores: 'StartNotebookInstance', times: 1 },
    { kind: 'ignores', operation: 'StartNotebookInstance', times: 1 },
  ],
  [{ lose: 'events' }, { kind: 'lose' }],
  [{ duplicate: 100 }, { kind: 'duplicate', copies: 100 }],
  [{ kill: 'execution' }, { kind: 'kill', as: 'ABORTED' }],
  [{ refuse: 'StartExecution' }, { kind: 'refuse', operation: 'StartExecution' }],
])('the fault %j', (fault, expected) => {
  expect(firstHappening({ at: 'PT0S', fault })).toMatchObject({ kind: 'fault', fault: expected });
});

const at = 'PT1S';

test.each([
  [
    {
      happens: [
        { at, event: {} },
        { at, event: {} },
        { at: 'soon', event: {} },
      ],
    },
    'happens[2].at: expected an ISO 8601 duration, got "soon"',
  ],
  [{ happens: [{ at: 'P1M', event: {} }] }, 'happens[0].at: expected an ISO 8601 duration, got "P1M"'],
  [{ until: '-P1D' }, 'until: expected an ISO 8601 duration, got "-P1D"'],
  [{ happens: [{ event: {} }] }, 'happens[0]: expected either "at", or "after" and "plus", got {"event":{}}'],
  [
    { happens: [{ after: 'StopNotebookInstance', event: {} }] },
    'happens[0].plus: expected it beside "after", got nothing',
  ],
  [{ happens: [{ at, nth: 2, event: {} }] }, 'happens[0].after: expected it beside "nth", got nothing'],
  [
    { happens: [{ at, event: {}, call: 'AddTags' }] },
    'happens[0].call: expected one of the fields at, after, plus, nth, event, times, notebook, got an unknown one',
  ],
  [
    { happens: [{ at, pray: true }] },
    'happens[0]: expected an object with one of event, call, answer, get, fault, person, redrive, sweep, switch, got {"at":"PT1S","pray":true}',
  ],
  [
    { happens: [{ at, answer: 'remediate-now' }] },
    'happens[0].notebook: expected it to be there, got nothing',
  ],
  [
    { notebooks: [{ name: 'a' }], happens: [{ at, answer: 'yes', notebook: 'a' }] },
    'happens[0].answer: expected one of acknowledge, remediate-now, at-next-stop, request-exception, postpone, not-mine, got "yes"',
  ],
  [
    { notebooks: [{ name: 'a' }], happens: [{ at, answer: 'postpone', by: 'soon', notebook: 'a' }] },
    'happens[0].by: expected an ISO 8601 duration, got "soon"',
  ],
  [
    { notebooks: [{ name: 'a' }], happens: [{ at, get: 'page', notebook: 'a' }] },
    'happens[0].get: expected link, got "page"',
  ],
  [
    { policy: { postponement: 'P31D' } },
    'policy.postponement: expected an ISO 8601 duration at most P30D, got "P31D"',
  ],
  [
    { happens: [{ at, fault: { error: 'timeout', often: 3 } }] },
    'happens[0].fault.often: expected one of the fields operation, function, error, times, notebook, for, got an unknown one',
  ],
  [
    { happens: [{ at, call: 'AddTags', notebook: 'ghost' }] },
    'happens[0].notebook: expected a notebook of the story (it has none), got "ghost"',
  ],
  [
    { notebooks: [{ name: 'a' }], happens: [{ at, fault: { kill: 'execution', notebook: 'b' } }] },
    'happens[0].fault.notebook: expected one of a, got "b"',
  ],
  [{ notebooks: [{}] }, 'notebooks[0].name: expected it to be there, got nothing'],
  [
    { notebooks: [{ name: 'a_b' }] },
    'notebooks[0].name: expected the name of a notebook instance, got "a_b"',
  ],
  [
    { notebooks: [{ name: 'a' }, { name: 'a' }] },
    'notebooks[1].name: expected a name of its own, got "a" again',
  ],
  [
    { notebooks: [{ name: 'a', failureReason: 'x' }] },
    'notebooks[0].failureReason: expected it only with status "Failed", got status "InService"',
  ],
  [
    { policy: { sweepEvery: 'PT1M' } },
    'policy.sweepEvery: expected an ISO 8601 duration from PT15M to P7D, got "PT1M"',
  ],
  [
    { policy: { holdReminder: 'PT1M' } },
    'policy.holdReminder: expected an ISO 8601 duration from PT1H to P365D, got "PT1M"',
  ],
  [
    { policy: { sweepAt: 'PT6H' } },
    `policy.sweepAt: expected one of the fields ${policyKeys}, got an unknown one`,
  ],
  [
    { policy: { reminders: ['PT1H', 'PT2H'] } },
    'policy.reminders: expected the longest first, got ["PT1H","PT2H"]',
  ],
  [
    { policy: { overrides: { graceWindow: { tagKey: 'grace', atLeast: 'P2D', atMost: 'P1D' } } } },
    'policy.overrides.graceWindow: expected bounds of which atLeast is not the longer, got {"atLeast":"P2D","atMost":"P1D"}',
  ],
  [
    { policy: { pollInterval: 'PT0S' } },
    'policy.pollInterval: expected an ISO 8601 duration from PT1S to P1D, got "PT0S"',
  ],
  [
    { policy: { approvers: ['Platform'] } },
    'policy.approvers[0]: expected an ARN pattern of a role or a user, or permission-set/NAME, got "Platform"',
  ],
  [{ start: 'yesterday' }, 'start: expected a time such as 2026-11-23T09:00:00Z, got "yesterday"'],
  [
    { people: { 'a@example.com': 'yes' } },
    'people.a@example.com: expected one of confirmed, pending, none, got "yes"',
  ],
])('%j is refused in one line', (json, complaint) => {
  expect(() => parseStory(json, 'story.json')).toThrow(
    expect.objectContaining({ name: 'MalformedStory', message: `story.json: ${complaint}` }),
  );
});

test('a bare event is played against one running notebook that is named as in the event', () => {
  const event = {
    source: 'aws.sagemaker',
    detail: { requestParameters: { notebookInstanceName: 'fraud-lab' } },
  };
  expect(storyOfEvent(event, 'event.json')).toMatchObject({
    notebooks: [{ name: 'fraud-lab', status: 'InService', rootAccess: 'Enabled' }],
    happens: [{ kind: 'event', event, when: { kind: 'at', at: 0 } }],
  });
});

test('an event that names no notebook is still played', () => {
  expect(storyOfEvent({ source: 'aws.ec2' }, 'event.json').notebooks).toMatchObject([{ name: 'notebook' }]);
});

test('an event that is no object is refused', () => {
  expect(() => storyOfEvent([], 'event.json')).toThrow(
    'event.json: expected an EventBridge event (a JSON object), got []',
  );
});
