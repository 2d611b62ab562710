/** What tests of core are given: an ordinary notebook, case and policy, with what matters changed. */
import type { Case, File, Stand } from '../../functions/core/case.ts';
import type { Mailboxes } from '../../functions/core/mailbox.ts';
import type { Look, Notebook } from '../../functions/core/notebook.ts';
import { type Policy, type PolicyProps, parsePolicy } from '../../functions/core/policy.ts';

export const hour = 3_600_000;
export const opened = Date.UTC(2026, 10, 23, 9);
export const deadline = opened + 24 * hour;

const props: PolicyProps = { platformEmail: 'platform@example.com', ownerMailDomains: ['example.com'] };
const ordinary = parsePolicy(props);

export const policy = (changes?: Partial<PolicyProps>): Policy =>
  changes === undefined ? ordinary : parsePolicy({ ...props, ...changes });

export const look = (changes: Partial<Notebook> = {}): Look => ({
  seen: 'notebook',
  notebook: {
    ref: {
      arn: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab',
      name: 'lab',
      createdAt: opened - hour,
    },
    status: 'InService',
    statusText: changes.status ?? 'InService',
    root: 'Enabled',
    platform: 'notebook-al2023-v1',
    instanceType: 'ml.t3.medium',
    failureReason: null,
    tags: { Owner: 'alice@example.com' },
    ...changes,
  },
});

export const gone: Look = { seen: 'gone' };

export const mailboxes = (
  owner: 'none' | 'pending' | 'confirmed' | null = 'confirmed',
  platform: 'none' | 'pending' | 'confirmed' = 'confirmed',
): Mailboxes => ({
  owner:
    owner === null
      ? null
      : { address: 'alice@example.com', topicArn: 'arn:alice', subscription: owner, knownBy: 'tag' },
  platform: { address: 'platform@example.com', topicArn: 'arn:platform', subscription: platform },
});

/** Where a tag names the platform team as the owner. */
export const platformItself = (subscription: 'none' | 'confirmed'): Mailboxes => {
  const platform = { address: 'platform@example.com', topicArn: 'arn:platform', subscription };
  return { owner: { ...platform, knownBy: 'tag' }, platform };
};

export const first = {
  id: 'case-first',
  kind: 'first' as const,
  to: ['alice@example.com'],
  claimedAt: opened,
  sentAt: opened,
};
export const told = (stage: string) => ({
  ...first,
  id: `case-${stage}`,
  kind: stage === 'final' ? ('final' as const) : ('reminder' as const),
});

export const file = (
  stand: Stand = { at: 'opened' },
  changes: Partial<Case> & { owed?: boolean } = {},
): File => {
  const { owed = false, ...of } = changes;
  return {
    schema: 1,
    arn: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab',
    name: 'lab',
    createdAt: opened - hour,
    recoveries: [],
    remediations: 0,
    toolRounds: 0,
    restartOwed: owed ? { since: deadline, caseId: 'case' } : null,
    case: {
      id: 'case',
      openedAt: opened,
      trigger: 'CreateNotebookInstance by alice',
      by: { who: 'alice', tool: null },
      execution: 'arn:execution',
      wakes: 0,
      sleeper: null,
      stand,
      notices: stand.at === 'opened' ? [] : [first],
      invited: null,
      failures: [],
      troubleSince: null,
      under: { version: '0.1.0', policy: 'digest' },
      ...of,
    },
  };
};

export const grace: Stand = { at: 'grace', deadline };

/** A phase that began at `since`, with its call claimed once, then. */
export const phase = (at: 'stopping' | 'updating' | 'starting', since = deadline, claims = 1): Stand => {
  const sent = { deadline, since, claims, claimedAt: since };
  return at === 'starting' ? { at, ...sent, comingUp: false } : { at, ...sent };
};
