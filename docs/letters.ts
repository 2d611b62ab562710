/**
 * Every mail that can be sent, to read as an owner would. `npm run letters` writes docs/letters.md; a test keeps it
 * true.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Closed, type File, type OwnerAnswer, outcomes } from '../functions/core/case.ts';
import { escalationLetter } from '../functions/core/escalation.ts';
import type { Letter } from '../functions/core/letter.ts';
import { lostSubscriptionLetter } from '../functions/core/lost-letter.ts';
import type { Mailboxes } from '../functions/core/mailbox.ts';
import { manyLetter } from '../functions/core/many-letter.ts';
import type { Notebook } from '../functions/core/notebook.ts';
import { firstNoticeLetter, type Occasion, reminderLetter } from '../functions/core/notice.ts';
import type { Entry } from '../functions/core/outbox.ts';
import { outcomeLetter } from '../functions/core/outcome-letter.ts';
import { type PolicyProps, parsePolicy } from '../functions/core/policy.ts';
import { waitingLetter, waitingNotice, waitingOutcome } from '../functions/core/waiting.ts';

const hour = 3_600_000;
const opened = Date.UTC(2026, 10, 23, 9);
const deadline = opened + 24 * hour;

/** What may differ from one notebook, person and policy to another. */
export interface Setting {
  readonly name: string;
  readonly arn: string;
  readonly tags: Readonly<Record<string, string>>;
  readonly failureReason: string;
  readonly reason: string;
}

export const ordinary: Setting = {
  name: 'fraud-lab',
  arn: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/fraud-lab',
  tags: { Owner: 'alice@example.com' },
  failureReason: 'Notebook Instance Lifecycle Config took longer than 5 minutes.',
  reason: 'The driver of our scanner is a kernel module, see ticket SEC-1234.',
};

const alice = {
  address: 'alice@example.com',
  topicArn: 'arn:aws:sns:eu-west-1:111122223333:guard-owner-0a1b2c',
  subscription: 'confirmed',
} as const;
const platform = {
  address: 'platform@example.com',
  topicArn: 'platform',
  subscription: 'confirmed',
} as const;
const props: PolicyProps = {
  platformEmail: platform.address,
  ownerMailDomains: ['example.com'],
  postponement: 'PT8H',
};
const usual = parsePolicy(props);
const reached: Mailboxes = { owner: { ...alice, knownBy: 'tag' }, platform };
const unreached: Mailboxes = { owner: { ...alice, knownBy: 'tag', subscription: 'pending' }, platform };
const link = 'https://answer.example.com/answer/s9wNQ0Lk7Yx1fQ5rVb3uT2mZc8eHjKaPdGiRoXlWt4E';

const answer = (kind: OwnerAnswer['kind'], further: Partial<OwnerAnswer> = {}): OwnerAnswer => ({
  kind,
  at: opened + hour,
  notice: 'case-first',
  address: 'alice@example.com',
  ...further,
});

type Changes = Partial<Omit<Occasion, 'notebook' | 'policy' | 'file'>> & {
  readonly notebook?: Partial<Notebook>;
  readonly policy?: Partial<PolicyProps>;
  readonly case?: Partial<File['case']>;
  readonly disowned?: string[];
};

/** Every letter by what it is about. */
export function letters(setting: Setting): readonly (readonly [string, Letter])[] {
  const { arn, failureReason, name, reason, tags } = setting;
  const ref = { arn, name, createdAt: opened - hour };

  const file = ({ case: held = {}, disowned = [] }: Changes): File => ({
    schema: 1,
    ...ref,
    restartOwed: null,
    recoveries: [],
    remediations: 0,
    toolRounds: 0,
    disowned,
    case: {
      id: 'case',
      openedAt: opened,
      trigger: 'CreateNotebookInstance',
      by: { who: 'alice', tool: null },
      execution: 'execution',
      wakes: 0,
      sleeper: null,
      stand: { at: 'grace', deadline },
      notices: [{ id: 'case-first', kind: 'first', to: [alice.address], claimedAt: opened, sentAt: opened }],
      invited: null,
      failures: [],
      troubleSince: null,
      under: { version: '0', policy: '' },
      ...held,
    },
  });

  const occasion = (changes: Changes = {}): Occasion => {
    const { notebook = {}, policy, case: _, disowned: __, ...others } = changes;
    return {
      mailboxes: reached,
      to: alice,
      deadline,
      noticeId: 'case-first',
      link,
      now: opened,
      ...others,
      file: file(changes),
      policy: policy === undefined ? usual : parsePolicy({ ...props, ...policy }),
      notebook: {
        ref,
        status: 'InService',
        statusText: 'InService',
        root: 'Enabled',
        platform: 'notebook-al2023-v1',
        instanceType: 'ml.t3.medium',
        failureReason: null,
        tags,
        ...notebook,
      },
    };
  };
  const movedFrom = (status: 'InService' | 'Stopped'): Changes => ({
    notebook: { platform: 'notebook-al2-v3', status, statusText: status },
    policy: { retiredPlatforms: 'upgrade' },
  });
  const first = (changes: Changes = {}): Letter =>
    firstNoticeLetter(occasion({ case: { stand: { at: 'opened' }, notices: [] }, ...changes }));
  const later = (before: number, changes: Changes = {}): Letter =>
    reminderLetter(occasion({ now: deadline - before, noticeId: 'case-final', ...changes }));
  const escalated = (of: OwnerAnswer, changes: Changes = {}): Letter =>
    escalationLetter(of, {
      ...occasion({ noticeId: 'case-escalation-0', now: opened + hour, ...changes }),
      file: file({ case: { answers: [of] } }),
    });
  const lost = (changes: Changes = {}): Letter =>
    lostSubscriptionLetter(
      occasion({ mailboxes: unreached, to: platform, noticeId: 'case-lost-subscription', ...changes }),
    );
  const outcome = (of: Partial<Closed> & Pick<Closed, 'outcome' | 'reason'>): Letter =>
    outcomeLetter(
      name,
      arn,
      { at: 'closed', deadline, closedAt: deadline + 400_000, mail: 'owed', died: false, ...of },
      'case-outcome',
      occasion().policy,
    );

  /** Of as many notebooks as there are entries, which differ in their names' last letter. */
  const several = (entries: readonly Entry[], policy: Partial<PolicyProps> = {}): Letter =>
    manyLetter(
      entries.map((entry, index) => {
        const called = name.slice(0, 62) + 'abc'.charAt(index);
        const ends = entry.grace === null ? entry.deadline : opened + entry.grace + index * hour;
        const notice = `case-${index}-${entry.kind}`;
        return {
          entry: { ...entry, name: called, arn: arn.replace(name, called), notice },
          deadline: ends,
          link: entry.hasLink ? link : null,
        };
      }),
      occasion({ policy }).policy,
      opened,
    );
  const waits = (changes: Changes = {}): Entry =>
    waitingNotice('first', occasion({ case: { stand: { at: 'opened' }, notices: [] }, ...changes }));
  const waitingAnswer = (): Entry =>
    waitingLetter('escalation', escalated(answer('request-exception', { reason })), occasion());
  const waitingEnd = (of: Closed['outcome']): Entry =>
    waitingOutcome(outcome({ outcome: of, reason: reasons(setting)[of] }), 'case-outcome', file({}), opened);

  return [
    ['First notice', first()],
    [
      'First notice, within hours of a time zone',
      first({
        policy: {
          enforcementWindow: { days: ['Tue'], from: '09:00', to: '17:00', timeZone: 'Europe/Paris' },
        },
      }),
    ],
    ['First notice, without a page', first({ link: null, policy: { answerPage: false } })],
    [
      'First notice to who created or changed it',
      first({ mailboxes: { owner: { ...alice, knownBy: 'call' }, platform } }),
    ],
    ['First notice, its owner not confirmed', first({ mailboxes: unreached, to: platform })],
    ['First notice, no owner known', first({ mailboxes: { owner: null, platform }, to: platform })],
    [
      'First notice, disowned before',
      first({ mailboxes: { owner: null, platform }, to: platform, disowned: [alice.address] }),
    ],
    ['First notice about a stopped one', first({ notebook: { status: 'Stopped', statusText: 'Stopped' } })],
    [
      'First notice about a stopped one, where the policy does not wait',
      first({
        notebook: { status: 'Stopped', statusText: 'Stopped' },
        policy: { stoppedNotebooks: 'disable' },
      }),
    ],
    [
      'First notice about a stopped one that cannot be started again',
      first({ notebook: { status: 'Stopped', statusText: 'Stopped', platform: 'notebook-al2-v3' } }),
    ],
    ['First notice, moved to another platform', first(movedFrom('InService'))],
    ['First notice about a stopped one, moved to another platform', first(movedFrom('Stopped'))],
    ['First notice, only notifying', first({ policy: { mode: 'notify' } })],
    [
      'First notice about one that cannot come back',
      first({ link: null, notebook: { platform: 'notebook-al2-v3' } }),
    ],
    [
      'First notice about one that has failed',
      first({ link: null, notebook: { status: 'Failed', statusText: 'Failed', failureReason } }),
    ],
    [
      'First notice, with an exception that does not count',
      first({ notebook: { tags: { ...tags, 'root-access-exception': reason } } }),
    ],
    ['Reminder', later(12 * hour)],
    ['Final notice', later(hour)],
    [
      'Final notice, an exception asked for',
      later(hour, { case: { answers: [answer('request-exception', { reason })] } }),
    ],
    [
      'Reminder, asked for at the next stop',
      later(12 * hour, { case: { answers: [answer('at-next-stop')] } }),
    ],
    ['Final notice, its owner not reached any more', later(hour, { mailboxes: unreached, to: platform })],
    [
      'Final notice about a stopped one',
      later(hour, { notebook: { status: 'Stopped', statusText: 'Stopped' } }),
    ],
    ['Final notice, only notifying', later(hour, { policy: { mode: 'notify' } })],
    ['To the platform team: an exception is asked for', escalated(answer('request-exception', { reason }))],
    [
      'To the platform team: an exception is asked for, only notifying',
      escalated(answer('request-exception', { reason }), { policy: { mode: 'notify' } }),
    ],
    ['To the platform team: postponed', escalated(answer('postpone', { by: 3 * hour }))],
    ['To the platform team: postponed as far as it goes', escalated(answer('postpone', { by: 8 * hour }))],
    ['To the platform team: not mine', escalated(answer('not-mine'))],
    [
      'To the platform team: mail no longer reaches the owner',
      lost({ mailboxes: { owner: { ...alice, knownBy: 'tag', subscription: 'none' }, platform } }),
    ],
    ['The same, and the policy holds', lost({ policy: { unreachableOwner: 'hold' } })],
    ['The same, only notifying', lost({ policy: { mode: 'notify' } })],
    [
      'Several at once: first notices and a reminder',
      several([
        waits(),
        waits({ notebook: { status: 'Stopped', statusText: 'Stopped' } }),
        waits({ case: {} }),
      ]),
    ],
    [
      'Several at once, only notifying',
      several([waits(), waits({ mailboxes: { owner: null, platform }, to: platform })], { mode: 'notify' }),
    ],
    ['Several at once: how they ended', several([waitingEnd('remediated'), waitingEnd('failed')])],
    ['Several at once, to the platform team', several([waitingAnswer(), waitingEnd('exempt'), waits()])],
    ...outcomes.map(
      (of) => [`Outcome ${of}`, outcome({ outcome: of, reason: reasons(setting)[of] })] as const,
    ),
    [
      'Outcome failed, the execution died',
      outcome({
        outcome: 'failed',
        died: true,
        reason:
          'The execution that handled it ended as ABORTED. Root access is disabled, and it is Stopped. Another one goes on with it.',
      }),
    ],
  ];
}

const reasons = ({ failureReason, reason }: Setting): Readonly<Record<Closed['outcome'], string>> => ({
  remediated: 'Root access is disabled. It is InService.',
  'remediated-left-stopped': 'Root access is disabled. It was stopped before.',
  'remediated-not-restarted': `Root access is disabled. It did not start within its budget (${failureReason}).`,
  'already-compliant': 'Root access was disabled at the first look.',
  'fixed-meanwhile': 'Root access was disabled during the case, not by us.',
  exempt: `An exception covers it until 2026-12-18 (${reason}); root access stays enabled.`,
  gone: 'The notebook was deleted.',
  observed: 'Root access is still enabled at the deadline; the policy only notifies.',
  held: 'Terraform, called by arn:aws:sts::111122223333:assumed-role/ci/paula@example.com, has turned root access on again 4 times. Set RootAccess to Disabled where it is defined.',
  failed:
    'Root access is still enabled: sagemaker:UpdateNotebookInstance was refused: AccessDeniedException: no (the function’s role needs sagemaker:UpdateNotebookInstance). It is InService.',
});

/** What no letter of `letters` shows: those that are never sent. */
const unsent = ['Outcome already-compliant', 'Outcome gone'];

export const printed = (): string =>
  [
    '# Every mail',
    '',
    'Written by `npm run letters` from `functions/core`; a test keeps it true. Times, names and keys are examples.',
    '',
    ...letters(ordinary)
      .filter(([about]) => !unsent.includes(about))
      .map(
        ([about, { subject, body }]) => `## ${about}\n\n\`\`\`text\nSubject: ${subject}\n\n${body}\`\`\`\n`,
      ),
  ].join('\n');

export const lettersFile = join(import.meta.dirname, 'letters.md');

if (process.argv[1] === import.meta.filename) {
  const text = printed();
  writeFileSync(lettersFile, text);
  console.log(text);
}
