import { expect, test } from 'vitest';
import { type Ending, type Entry, type Look, Timeline } from '../../local/timeline.ts';

const start = Date.parse('2026-11-23T09:00:00Z');
const plain: Look = { colour: false, width: 80, mails: false };
const notebook = 'fraud-lab';

const told = (entries: readonly Entry[], look: Look = plain): readonly string[] => {
  const timeline = new Timeline(start, look);
  return entries.flatMap((entry) => timeline.tell(entry));
};

const entered = (seconds: number, ...states: readonly string[]): readonly Entry[] =>
  states.map((state) => ({
    at: start + seconds * 1_000,
    kind: 'state-entered',
    execution: 'e',
    state,
    notebook,
  }));

const status = (seconds: number, now: string | null): Entry => ({
  at: start + seconds * 1_000,
  kind: 'status',
  notebook,
  before: 'InService',
  status: now,
});

const call = (operation: string, error: string | null = null, service = 'SageMaker'): Entry => ({
  at: start,
  kind: 'call',
  function: 'stop-notebook',
  service,
  operation,
  notebook,
  error,
});

const mail: Entry = {
  at: start,
  kind: 'mail',
  to: ['alice@example.com'],
  notice: 'first',
  notebook,
  subject: 'Root access',
  body: 'Hello,\n\nread this.\n',
};

const page = (answer: string | null, statusCode: number | null, about: string | null = notebook): Entry => ({
  at: start,
  kind: 'page',
  by: about === null ? 'somebody' : 'alice@example.com',
  isMachine: false,
  notebook: about,
  method: answer === null ? 'GET' : 'POST',
  answer,
  status: statusCode,
});

test('times are aligned, and an instant is named once', () => {
  expect(told([status(30, 'Stopping'), status(30, 'Stopped'), status(90_061, 'InService')])).toEqual([
    '    0:00:30  09:00:30  fraud-lab is Stopping',
    '                       fraud-lab is Stopped',
    '',
    '             Tue 24 Nov 2026',
    '1d 01:01:01  10:01:01  fraud-lab is InService',
  ]);
});

test('states of one instant share a line', () => {
  expect(told([...entered(0, 'OpenCase', 'IsViolation'), status(0, 'Stopped')])[0]).toBe(
    '    0:00:00  09:00:00  -> OpenCase > IsViolation',
  );
});

test('a loop that goes round without anything else happening is told once', () => {
  const rounds = [0, 30, 60, 90].flatMap((at) => entered(at, 'IsStopped', 'AwaitStopped'));
  expect(told([...rounds, status(97, 'Stopped')])).toEqual([
    '    0:00:00  09:00:00  -> IsStopped > AwaitStopped',
    '    0:01:30  09:01:30  -> the same 3 times more',
    '    0:01:37  09:01:37  fraud-lab is Stopped',
  ]);
});

test('a topic that is not there yet is no trouble, and another refusal is', () => {
  expect(told([call('ListSubscriptionsByTopic', 'NotFound', 'SNS')])).toEqual([]);
  expect(told([call('ListSubscriptionsByTopic', 'Throttled', 'SNS')]).join(' ')).toContain('Throttled');
});

test('our changes are told, our reads and ledger writes are not', () => {
  const calls = [
    call('DescribeNotebookInstance'),
    call('StopNotebookInstance'),
    call('PutItem', null, 'DynamoDB'),
  ];
  expect(told(calls)).toEqual(['    0:00:00  09:00:00  stop-notebook stops fraud-lab']);
});

test('a call is told before the status that it causes', () => {
  expect(told([status(0, 'Stopping'), call('StopNotebookInstance'), status(97, 'Stopped')])).toEqual([
    '    0:00:00  09:00:00  stop-notebook stops fraud-lab',
    '                       fraud-lab is Stopping',
    '    0:01:37  09:01:37  fraud-lab is Stopped',
  ]);
});

test('a status that no call caused is told all the same', () => {
  expect(told([status(0, 'Stopping'), call('DescribeNotebookInstance')])).toEqual([
    '    0:00:00  09:00:00  fraud-lab is Stopping',
  ]);
});

test.each([
  ['NotebookRootGuard-GuardRemediationStateMachine5C5A72F0', 'the state machine'],
  ['NotebookRootGuard-GuardFunctionsWakeCaseFunctionD7273A52', 'wake-case'],
  ['something-else', 'something-else'],
])('the target %s is told as %s', (target, name) => {
  const event: Entry = {
    at: start,
    kind: 'event-delivered',
    rule: 'r',
    target,
    detailType: 'AWS API Call via CloudTrail',
    eventName: 'AddTags',
    notebook,
  };
  expect(told([event])).toEqual([`    0:00:00  09:00:00  event AddTags about fraud-lab reaches ${name}`]);
});

test('any call of ours that fails is told', () => {
  expect(told([call('DescribeNotebookInstance', 'ThrottlingException')])).toEqual([
    '    0:00:00  09:00:00  stop-notebook calls SageMaker DescribeNotebookInstance',
    '                         fraud-lab: ThrottlingException',
  ]);
});

test('a call that SageMaker refuses a person is told as such', () => {
  const refused: Entry = {
    at: start,
    kind: 'person-call',
    caller: 'arn:aws:sts::111122223333:assumed-role/DataScience/alice@example.com',
    through: 'cloudformation.amazonaws.com',
    operation: 'StopNotebookInstance',
    notebook,
    error: 'ValidationException',
  };
  expect(told([refused], { ...plain, width: 200 })).toEqual([
    '    0:00:00  09:00:00  alice@example.com (through cloudformation.amazonaws.com) tries to stop fraud-lab: SageMaker refuses, ValidationException',
  ]);
});

test('a mail is its subject, and its body on demand', () => {
  const subject = '    0:00:00  09:00:00  mail to alice@example.com (first): Root access';
  const margin = '                       |';
  expect(told([mail])).toEqual([subject]);
  expect(told([mail], { ...plain, mails: true })).toEqual([
    subject,
    `${margin} Hello,`,
    margin,
    `${margin} read this.`,
  ]);
});

test('no line is wider than the terminal', () => {
  const long: Entry = {
    at: start,
    kind: 'log',
    function: 'f',
    level: 'WARN',
    message: 'word '.repeat(60).trim(),
  };
  for (const width of [60, 100]) {
    expect(Math.max(...told([long], { ...plain, width }).map((line) => line.length))).toBeLessThanOrEqual(
      width,
    );
  }
});

test('colour is used only where it is asked for', () => {
  const escapeCode = String.fromCharCode(27);
  expect(told([mail]).join()).not.toContain(escapeCode);
  expect(told([mail], { ...plain, colour: true }).join()).toContain(escapeCode);
});

const ending: Ending = {
  cases: [
    {
      notebook,
      outcome: 'remediated',
      openedAt: '2026-11-23T09:00:30Z',
      deadline: '2026-11-24T09:00:30Z',
      closedAt: '2026-11-24T09:06:31Z',
      reason: 'Root access is off.',
    },
  ],
  notebooks: [
    {
      name: notebook,
      status: 'InService',
      rootAccess: 'Disabled',
      platform: 'notebook-al2023-v1',
      awaySeconds: 361,
    },
  ],
  mails: [
    { to: ['alice@example.com'], notice: 'first' },
    { to: ['alice@example.com'], notice: 'outcome' },
  ],
  deadLetters: [],
};

test('the ending says outcome, reason, times, the notebook afterwards, how long it was away, and the mails', () => {
  expect(new Timeline(start, { ...plain, width: 120 }).end(ending)).toEqual([
    '',
    'fraud-lab: remediated',
    '  why         Root access is off.',
    '  when        opened Mon 23 Nov, 09:00:30; deadline Tue 24 Nov, 09:00:30; closed Tue 24 Nov, 09:06:31',
    '  afterwards  fraud-lab: InService, root access Disabled, notebook-al2023-v1, away for 6 min 1 s',
    '  mails       2: first, outcome to alice@example.com',
  ]);
});

test('what was held back is told before the ending', () => {
  const timeline = new Timeline(start, plain);
  for (const entry of entered(0, 'CloseCase', 'Done')) timeline.tell(entry);
  expect(timeline.end({ cases: [], notebooks: [], mails: [], deadLetters: [] })).toEqual([
    '    0:00:00  09:00:00  -> CloseCase > Done',
    '',
    'No case was opened.',
    '  mails       none',
  ]);
});

test('who answers what is told when they do, and the page only where it does not take it', () => {
  expect(
    told([
      page(null, null),
      page(null, 200),
      page('remediate-now', null),
      page('remediate-now', 200),
      page('postpone', null),
      page('postpone', 422),
    ]),
  ).toEqual([
    '    0:00:00  09:00:00  alice@example.com answers remediate-now about fraud-lab',
    '                       alice@example.com answers postpone about fraud-lab',
    '                       the page does not take postpone from alice@example.com:',
    '                         422',
  ]);
});

test('of what a mail scanner submits only what the page took is told', () => {
  const scanned = (answer: string, statusCode: number | null): Entry =>
    ({ ...page(answer, statusCode), by: 'a mail scanner', isMachine: true }) as Entry;
  expect(
    told([
      scanned('acknowledge', null),
      scanned('acknowledge', 200),
      scanned('remediate-now', null),
      scanned('remediate-now', 422),
    ]),
  ).toEqual(['    0:00:00  09:00:00  a mail scanner answers acknowledge about fraud-lab']);
});

test('a forged link is of nobody', () => {
  expect(told([page('acknowledge', null, null)])).toEqual([
    '    0:00:00  09:00:00  somebody answers acknowledge with a link that we sent',
    '                         nobody',
  ]);
});
