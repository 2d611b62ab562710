import { describe, expect, it } from 'vitest';
import type { AnswerKind } from '../../functions/core/case.ts';
import type { Notebook } from '../../functions/core/notebook.ts';
import { firstNoticeLetter, type Occasion, reminderLetter } from '../../functions/core/notice.ts';
import { newPlatform, whatHappens } from '../../functions/core/prospect.ts';
import { deadline, file, first, grace, hour, look, mailboxes, opened, policy } from './given.ts';

const occasion = (changes: Partial<Occasion> = {}): Occasion => {
  const seen = look();
  if (seen.seen !== 'notebook') throw new TypeError('expected a notebook');
  const boxes = changes.mailboxes ?? mailboxes();
  return {
    file: file(),
    notebook: seen.notebook,
    mailboxes: boxes,
    to: boxes.owner?.subscription === 'confirmed' ? boxes.owner : boxes.platform,
    deadline,
    noticeId: 'case-first',
    link: null,
    policy: policy(),
    now: opened,
    ...changes,
  };
};
const notebook = (changes: Partial<Notebook>): Notebook => ({ ...occasion().notebook, ...changes });
const body = (changes: Partial<Occasion> = {}) => firstNoticeLetter(occasion(changes)).body;
const firstLine = (text: string) => text.split('\n')[0];

describe('the first notice', () => {
  it('says in its first line what happens when', () => {
    expect(firstLine(body())).toBe(
      'At Tue 24 Nov 2026, 09:00 UTC, in 24 h, notebook lab is stopped, its root access is turned off, and it is started again. That takes about ten minutes.',
    );
  });

  it.each([
    '/home/ec2-user/SageMaker',
    'kernels',
    'no sudo',
    'lifecycle configuration scripts still run as root',
    '--root-access Disabled',
    'platform@example.com',
    'case-first',
  ])('names %s', (words) => {
    expect(body()).toContain(words);
  });

  it('asks for no stop of one that is stopped', () => {
    expect(body({ notebook: notebook({ status: 'Stopped' }) })).not.toContain('stop-notebook-instance');
  });

  it('announces no change where the policy only notifies', () => {
    expect(firstLine(body({ policy: policy({ mode: 'notify' }) }))).toContain('Nothing is changed for you');
  });

  it('says what else comes where the policy does not wait for one that is stopped', () => {
    expect(firstLine(body({ policy: policy({ stoppedNotebooks: 'disable' }) }))).toContain(
      'If you stop it before then, root access is turned off while it is stopped',
    );
  });
});

describe('why it goes to whom it goes', () => {
  const knownByACall = {
    ...mailboxes(),
    owner: { ...mailboxes().owner, knownBy: 'call' },
  } as Occasion['mailboxes'];

  it.each<[string, Partial<Occasion>, string]>([
    ['a tag names them', {}, 'a tag of the notebook names you as its owner'],
    ['they changed it', { mailboxes: knownByACall }, 'because you created or changed the notebook'],
    [
      'they are the platform team, and its owner has not confirmed',
      { mailboxes: mailboxes('pending') },
      'in place of its owner: alice@example.com has not confirmed',
    ],
    [
      'they are the platform team, and its owner is not reached any more',
      { mailboxes: mailboxes('none'), file: file(grace) },
      'alice@example.com had a notice, but their subscription is not confirmed any more',
    ],
    [
      'they are the platform team, and nobody is known',
      { mailboxes: mailboxes(null) },
      'nobody is known who created or changed it',
    ],
    [
      'they are the platform team, and its owner says that it is not theirs',
      { mailboxes: mailboxes(null), file: { ...file(), disowned: ['alice@example.com'] } },
      'alice@example.com said that it is not theirs',
    ],
  ])('is said: %s', (_why, changes, words) => {
    expect(body(changes)).toContain(words);
  });

  it.each([
    ['on the page, where there is one', 'https://answer', 'If it is not yours, say so on the page below.'],
    ['to the platform team, where there is none', null, 'say so: write to platform@example.com.'],
  ])('leads to saying that it is not theirs, %s', (_where, link, words) => {
    expect(body({ mailboxes: knownByACall, link })).toContain(words);
  });
});

describe('the way to answer', () => {
  const link = 'https://answer/answer/key';
  const answered = (kind: 'at-next-stop' | 'request-exception') =>
    file(grace, { answers: [{ kind, at: opened, notice: 'case-first', address: 'alice@example.com' }] });

  it('is a link on a line of its own', () => {
    expect(body({ link }).split('\n')).toContain(`To answer: ${link}`);
  });
  it.each<[string, Partial<Occasion>, string]>([
    [
      'is all that the policy offers',
      {},
      'have it done now, have it done when you next stop it, ask for an exception, or say that it is not yours.',
    ],
    [
      'is to postpone it, where the policy grants that',
      { policy: policy({ postponement: 'PT8H' }) },
      'postpone it',
    ],
    [
      'is nothing that hurries, where the policy only notifies',
      { policy: policy({ mode: 'notify' }) },
      'you can ask for an exception, or say that it is not yours.',
    ],
    [
      'is nothing that was answered already',
      { file: answered('request-exception') },
      'have it done when you next stop it, or say that it is not yours.',
    ],
    [
      'is not to disown it, for the platform team in place of its owner',
      { mailboxes: mailboxes(null) },
      'have it done when you next stop it, or ask for an exception.',
    ],
    [
      'is not to wait for a stop of one that is stopped',
      { notebook: notebook({ status: 'Stopped' }) },
      'have it done now, ask for an exception, or',
    ],
  ])('%s', (_fact, changes, words) => {
    expect(body({ link, ...changes })).toContain(words);
  });

  it('is nothing without a page', () => expect(body()).not.toContain('To answer'));
});

describe('a reminder', () => {
  const reminder = (answers: readonly ('at-next-stop' | 'request-exception')[]) =>
    reminderLetter(
      occasion({
        now: deadline - hour,
        file: file(grace, {
          notices: [first],
          answers: answers.map((kind) => ({
            kind,
            at: opened,
            notice: 'case-first',
            address: 'alice@example.com',
          })),
        }),
      }),
    ).body;

  it('says how long there is', () => expect(firstLine(reminder([]))).toContain('in 1 h'));
  it('says that an exception is not granted', () =>
    expect(reminder(['request-exception'])).toContain(
      'An exception was asked for and is not granted so far.',
    ));
  it('says nothing of an exception that nobody asked for', () =>
    expect(reminder([])).not.toContain('An exception was asked for'));
  it('says that it is done at the next stop, if they asked for that', () =>
    expect(firstLine(reminder(['at-next-stop']))).toContain('If you stop it before then'));
});

describe('an exception that does not count', () => {
  it('is told with what is wrong with it', () => {
    expect(body({ notebook: notebook({ tags: { 'root-access-exception': 'yes' } }) })).toContain(
      'Its exception does not count: expected until=YYYY-MM-DD',
    );
  });
});

describe('an exception of which it matters who set it', () => {
  const tags = { 'root-access-exception': 'until=2026-12-31 SEC-12' };
  const approvers = policy({ approvers: ['permission-set/Platform'] });
  const by = { who: 'arn:aws:iam::111122223333:user/eve', role: null };
  const touch = { event: 'e', at: opened, value: tags['root-access-exception'], by };
  it('is told to be looked into, and for how long at most', () =>
    expect(body({ notebook: notebook({ tags, touches: [] }), policy: approvers })).toContain(
      'It has an exception until 2026-12-31, and who set it is being looked up. Until that is known, for 24 hours at most, its root access is left on.',
    ));
  it('is told not to count where no approver set it', () => {
    const touches = [{ ...touch, source: 'event' as const }];
    expect(body({ notebook: notebook({ tags, touches }), policy: approvers })).toContain(
      `Its exception does not count: it was set by ${by.who}, whom the policy does not name as an approver.`,
    );
  });
});

describe('tags that choose when it is done, and do not count', () => {
  const free = policy({
    overrides: {
      graceWindow: { tagKey: 'root-grace', atLeast: 'PT4H', atMost: 'P3D' },
      enforcementWindow: {
        tagKey: 'root-window',
        choices: { nights: { days: ['Mon'], from: '22:00', to: '04:00', timeZone: 'Europe/Paris' } },
      },
    },
  });
  const mail = (tags: Notebook['tags']) => body({ notebook: notebook({ tags }), policy: free });
  it('are told, each with what is wrong with it', () =>
    expect(mail({ 'root-grace': 'P9D', 'root-window': 'days' })).toContain(
      'The time above is not what a tag asks for: the tag root-grace must be an ISO 8601 duration from PT4H to P3D, and is "P9D"; the tag root-window must be one of nights, and is "days".',
    ));
  it('are not spoken of where there are none', () =>
    expect(mail({ 'root-grace': 'P2D' })).not.toContain('a tag asks for'));
});

describe('a new platform', () => {
  const mail = (mode: 'enforce' | 'notify') =>
    body({
      file: file(),
      notebook: notebook({ platform: 'notebook-al2-v3' }),
      policy: policy({ mode, retiredPlatforms: 'upgrade' }),
    });
  it('is explained to whose notebook is moved to it', () => expect(mail('enforce')).toContain(newPlatform));
  it('is not explained where nothing is moved, since the policy only notifies', () =>
    expect(mail('notify')).not.toContain(newPlatform));
});

describe('the first notice about one that no machine touches', () => {
  const letter = firstNoticeLetter(occasion({ notebook: notebook({ platform: 'notebook-al2-v3' }) }));

  it('promises no deadline', () => expect(letter.subject).toBe('lab: root access is on, needs you'));
  it('gives no command that would strand it', () =>
    expect(letter.body).not.toContain('stop-notebook-instance'));
  it('does not speak of work to copy from one that has failed', () =>
    expect(body({ notebook: notebook({ status: 'Failed' }) })).toContain('find out why it failed'));
});

describe('what a mail says that one can do', () => {
  const answered = (...kinds: AnswerKind[]) =>
    file(grace, { answers: kinds.map((kind) => ({ kind, at: opened, notice: 'n', address: 'a' })) });
  const link = 'https://answer.example.com/answer/key';
  const choices = (changes: Partial<Occasion>) =>
    /you can (.*)\.\n/.exec(reminderLetter(occasion({ link, ...changes })).body)?.[1];
  const notify = { policy: policy({ mode: 'notify' }) };
  const toThePlatform = { to: mailboxes().platform };

  it('is what is open', () =>
    expect(choices({ file: answered() })).toBe(
      'have it done now, have it done when you next stop it, ask for an exception, or say that it is not yours',
    ));
  it('is nothing that was asked for', () =>
    expect(choices({ file: answered('remediate-now', 'at-next-stop', 'request-exception') })).toBe(
      'say that it is not yours',
    ));
  it('is to acknowledge where nothing else is left', () =>
    expect(choices({ file: answered('request-exception'), ...notify, ...toThePlatform })).toBe(
      'acknowledge this',
    ));
});

describe('what is to be done about one that no machine touches', () => {
  const create = 'What to do: create a notebook on notebook-al2023-v1';
  const repair = 'What to do: find out why it failed';
  it.each<[string, Partial<Notebook>, string]>([
    ['it failed', { status: 'Failed' }, repair],
    ['it failed, and would not come back', { status: 'Failed', platform: 'notebook-al2-v3' }, create],
    ['it would not come back', { platform: 'notebook-al2-v3' }, create],
  ])('%s', (_what, changes, says) => expect(body({ notebook: notebook(changes) })).toContain(says));
});

describe('what happens to a stopped notebook that could not be started again', () => {
  const stranded = (whenStopped: boolean, isMoved = false) =>
    whatHappens({
      isMoved,
      ...{ name: 'lab', status: 'Stopped', platform: null, whenStopped },
      ...{ deadline, policy: policy(), now: opened },
    });
  it('at once', () =>
    expect(stranded(true)).toBe(
      'Root access on notebook lab is turned off now, while it is stopped. It stays stopped: its platform (not named) cannot be started again.',
    ));
  it('at the deadline', () =>
    expect(stranded(false)).toContain(
      'is turned off at Tue 24 Nov 2026, 09:00 UTC, in 24 h. It stays stopped',
    ));
  it('at once where it is moved', () =>
    expect(stranded(true, true)).toContain('is turned off now, while it is stopped, and it is moved'));
  it('at the deadline where it is moved', () =>
    expect(stranded(false, true)).toContain(
      'is turned off at Tue 24 Nov 2026, 09:00 UTC, in 24 h, and it is moved',
    ));
});

it('names all who said that it is not theirs', () => {
  const disowned = ['alice@example.com', 'bob@example.com'];
  expect(body({ mailboxes: mailboxes(null), file: { ...file(), disowned } })).toContain(
    'alice@example.com, bob@example.com said that it is not theirs',
  );
});
