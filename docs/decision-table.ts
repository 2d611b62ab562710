/**
 * Prints what decide answers, as a table a person can read: a row for where a case stands and what covers it, a
 * column for each status. `npm run decisions` writes it into docs/decision-table.md.
 */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { AnswerKind, Case, File, Stand } from '../functions/core/case.ts';
import { decide } from '../functions/core/decide.ts';
import type { Mailboxes } from '../functions/core/mailbox.ts';
import { type Look, type Status, statuses } from '../functions/core/notebook.ts';
import { type Policy, parsePolicy } from '../functions/core/policy.ts';
import type { PolicyProps } from '../functions/core/policy-props.ts';

const minute = 60_000;
const hour = 60 * minute;
const opened = Date.UTC(2026, 10, 23, 9);
const deadline = opened + 24 * hour;
const late = deadline + 30 * 24 * hour;

const ref = {
  arn: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab',
  name: 'lab',
  createdAt: 0,
};
const reachable: Mailboxes = {
  owner: { address: 'owner@example.com', topicArn: 'owner', subscription: 'confirmed', knownBy: 'tag' },
  platform: { address: 'platform@example.com', topicArn: 'platform', subscription: 'confirmed' },
};
const unreachable: Mailboxes = { owner: null, platform: { ...reachable.platform, subscription: 'none' } };
const first = {
  id: 'case-first',
  kind: 'first' as const,
  to: ['owner@example.com'],
  claimedAt: opened,
  sentAt: opened,
};
const reminded = ['reminder-720m', 'final'].map((stage) => ({
  ...first,
  id: `case-${stage}`,
  kind: 'final' as const,
}));
const refused = (during: 'stopping' | 'updating' | 'starting') => [
  { during, error: 'AccessRefused', message: 'refused', at: deadline },
];

const answered = (kind: AnswerKind): Partial<Case> => ({
  answers: [{ kind, at: opened + hour, notice: first.id, address: 'owner@example.com' }],
});

const pause = { since: deadline - hour, by: 'operator', why: 'quarter-end' };

interface Situation {
  /** Where the case stands, in words. */
  readonly when: string;
  readonly stand: Stand;
  readonly now: number;
  readonly owed?: boolean;
  readonly case?: Partial<Case>;
  readonly policy?: Partial<PolicyProps>;
  readonly mailboxes?: Mailboxes;
  /** Whether the kill switch is on. */
  readonly isPaused?: true;
}

const grace: Stand = { at: 'grace', deadline };
const phase = (at: 'stopping' | 'updating', claims = 1): Stand => ({
  at,
  deadline,
  since: deadline,
  claims,
  claimedAt: deadline,
});
const starting = (comingUp: boolean, claims = 1): Stand => ({
  ...(phase('stopping', claims) as Extract<Stand, { at: 'stopping' }>),
  at: 'starting',
  comingUp,
});
const soon = deadline + 2 * minute;

const situations: readonly Situation[] = [
  { when: 'opened', stand: { at: 'opened' }, now: opened },
  { when: 'opened, an hour and more ago', stand: { at: 'opened' }, now: opened + 2 * hour },
  { when: 'opened, nobody can be reached', stand: { at: 'opened' }, now: opened, mailboxes: unreachable },
  {
    when: 'opened, the policy only observes',
    stand: { at: 'opened' },
    now: opened,
    policy: { mode: 'observe' },
  },
  { when: 'in grace', stand: grace, now: opened + hour },
  { when: 'in grace, a reminder is due', stand: grace, now: deadline - 12 * hour },
  {
    when: 'in grace, stoppedNotebooks: disable',
    stand: grace,
    now: opened + hour,
    policy: { stoppedNotebooks: 'disable' },
  },
  {
    when: 'in grace, acknowledged, a reminder is due',
    stand: grace,
    now: deadline - 12 * hour,
    case: answered('acknowledge'),
  },
  {
    when: 'in grace, acknowledged, the final notice is due',
    stand: grace,
    now: deadline - hour,
    case: answered('acknowledge'),
  },
  { when: 'in grace, asked for now', stand: grace, now: opened + hour, case: answered('remediate-now') },
  {
    when: 'in grace, asked for when next stopped',
    stand: grace,
    now: opened + hour,
    case: answered('at-next-stop'),
  },
  {
    when: 'in grace, an exception was asked for just now',
    stand: grace,
    now: opened + hour,
    case: answered('request-exception'),
  },
  {
    when: 'in grace, an exception was asked for, stoppedNotebooks: disable',
    stand: grace,
    now: opened + hour,
    case: { ...answered('request-exception'), notices: [first, { ...first, id: 'case-escalation-0' }] },
    policy: { stoppedNotebooks: 'disable' },
  },
  { when: 'at the deadline', stand: grace, now: deadline },
  {
    when: 'at the deadline, the policy only notifies',
    stand: grace,
    now: deadline,
    policy: { mode: 'notify' },
  },
  { when: 'long after the deadline', stand: grace, now: late },
  {
    when: 'at the deadline, a restart is owed (it goes on for another case)',
    stand: grace,
    now: deadline,
    owed: true,
  },
  { when: 'at the deadline, while the guard is paused', stand: grace, now: deadline, isPaused: true },
  {
    when: 'after a pause over the deadline',
    stand: grace,
    now: deadline + hour,
    case: { pausedAt: deadline + 50 * minute, waitedAt: deadline + 50 * minute },
  },
  { when: 'stopped by us', stand: phase('stopping'), now: soon, owed: true },
  {
    when: 'stopped by us, while the guard is paused',
    stand: phase('stopping'),
    now: soon,
    owed: true,
    isPaused: true,
  },
  { when: 'stopped by us in vain, five times', stand: phase('stopping', 5), now: soon, owed: true },
  {
    when: 'stopped by us, the stop was refused',
    stand: phase('stopping'),
    now: soon,
    owed: true,
    case: { failures: refused('stopping') },
  },
  { when: 'stopped by us, out of budget', stand: phase('stopping'), now: late, owed: true },
  { when: 'updated by us', stand: phase('updating'), now: soon, owed: true },
  { when: 'updated by us in vain, five times', stand: phase('updating', 5), now: soon, owed: true },
  {
    when: 'updated by us, the update was refused',
    stand: phase('updating'),
    now: soon,
    owed: true,
    case: { failures: refused('updating') },
  },
  { when: 'updated by us, out of budget', stand: phase('updating'), now: late, owed: true },
  { when: 'updated by us, it was stopped before', stand: phase('updating'), now: soon },
  { when: 'started by us', stand: starting(false), now: soon, owed: true },
  { when: 'started by us, it was seen coming up', stand: starting(true), now: soon, owed: true },
  {
    when: 'started by us, the start was refused',
    stand: starting(false),
    now: soon,
    owed: true,
    case: { failures: refused('starting') },
  },
  { when: 'started by us, out of budget', stand: starting(false), now: late, owed: true },
];

const exception = { 'root-access-exception': 'until=2027-02-01 SEC-1' };
const sights = [
  { title: 'Root access is on', root: 'Enabled', platform: 'notebook-al2023-v1', tags: {} },
  {
    title: 'Root access is on, and an exception covers it',
    root: 'Enabled',
    platform: 'notebook-al2023-v1',
    tags: exception,
  },
  {
    title: 'Root access is on, on a platform that does not come back (AL1, AL2, absent, unknown)',
    root: 'Enabled',
    platform: null,
    tags: {},
  },
  { title: 'Root access is off', root: 'Disabled', platform: 'notebook-al2023-v1', tags: {} },
] as const;

const file = (situation: Situation): File => ({
  schema: 1,
  ...ref,
  restartOwed: situation.owed === true ? { since: deadline, caseId: 'case' } : null,
  recoveries: [],
  remediations: 0,
  toolRounds: 0,
  case: {
    id: 'case',
    openedAt: opened,
    trigger: 'CreateNotebookInstance',
    by: { who: 'owner', tool: null },
    execution: 'execution',
    wakes: 0,
    sleeper: null,
    stand: situation.stand,
    notices: situation.stand.at === 'opened' ? [] : [first, ...(situation.now >= deadline ? reminded : [])],
    invited: null,
    failures: [],
    troubleSince: null,
    under: { version: '0', policy: '' },
    ...situation.case,
  },
});

const columns: readonly Status[] = [...statuses, 'unknown'];

const props: PolicyProps = { platformEmail: 'platform@example.com', ownerMailDomains: ['example.com'] };
const ordinary = parsePolicy(props);

const policyOf = (situation: Situation): Policy =>
  situation.policy === undefined ? ordinary : parsePolicy({ ...props, ...situation.policy });

function answer(situation: Situation, look: Look, policy: Policy): string {
  const { isPaused, mailboxes = reachable, now } = situation;
  const step = decide(look, mailboxes, file(situation), policy, now, isPaused ? pause : null);
  switch (step.do) {
    case 'close':
      return `**${step.outcome}**${step.restartOwed === 'stays' && situation.owed === true ? ', restart stays owed' : ''}`;
    case 'notify':
      return 'notice' in step ? `notify: ${step.notice.kind}` : 'invite';
    default:
      return step.do;
  }
}

function table(sight: (typeof sights)[number]): string {
  const cells = (situation: Situation): string => {
    const policy = policyOf(situation);
    return columns
      .map((status) => {
        const { root, platform, tags } = sight;
        const notebook = {
          ref,
          status,
          statusText: status,
          root,
          platform,
          instanceType: null,
          failureReason: null,
          tags,
        };
        return answer(situation, { seen: 'notebook', notebook }, policy);
      })
      .join(' | ');
  };
  return [
    `## ${sight.title}`,
    '',
    `| the case | ${columns.join(' | ')} |`,
    `|---|${columns.map(() => '---').join('|')}|`,
    ...situations.map((situation) => `| ${situation.when} | ${cells(situation)} |`),
    '',
  ].join('\n');
}

const blind = (): string =>
  [
    '## Nothing can be seen: Describe or ListTags is refused for good',
    '',
    '| the case | |',
    '|---|---|',
    ...situations.map(
      (situation) =>
        `| ${situation.when} | ${answer(situation, { seen: 'nothing', because: 'refused.' }, policyOf(situation))} |`,
    ),
    '',
  ].join('\n');

export const decisionTable = (): string =>
  [
    '# What is decided when',
    '',
    'Written by `npm run decisions` from `functions/core/decide.ts`; a test keeps it true. A notebook that is gone, or Deleting, is always **gone**. An outcome in bold closes the case.',
    '',
    ...sights.map(table),
    blind(),
  ].join('\n');

export const tableFile = join(import.meta.dirname, 'decision-table.md');

if (process.argv[1] === import.meta.filename) {
  const drawn = decisionTable();
  writeFileSync(tableFile, drawn);
  console.log(drawn);
}
