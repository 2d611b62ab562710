import { describe, expect, it } from 'vitest';
import type { File } from '../../functions/core/case.ts';
import type { Notebook } from '../../functions/core/notebook.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { waitingNotice, waitingOutcome, waitingWarning } from '../../functions/core/waiting.ts';
import { deadline, file, grace, look, mailboxes, opened, policy } from './given.ts';

const held = file();
const about = { arn: held.arn, name: held.name, createdAt: held.createdAt };
const letter = { subject: 'Notebook lab: remediated', body: 'It is.\n\nNotebook lab' };

const notice = (changes: Partial<Notebook> = {}, props: Partial<PolicyProps> = {}, of: File = held) => {
  const seen = look(changes);
  if (seen.seen !== 'notebook') throw new TypeError(`expected a notebook, got ${seen.seen}`);
  const { owner, platform } = mailboxes();
  return waitingNotice('first', {
    ...{ file: of, notebook: seen.notebook, mailboxes: mailboxes(), to: owner ?? platform },
    ...{ deadline, noticeId: 'case-first', link: null, policy: policy(props), now: opened },
  });
};

it('what waits as a notice says which notebook and case it is about', () =>
  expect(notice()).toMatchObject({ ...about, caseId: 'case' }));

it('what waits as an outcome has words, and nothing to answer', () =>
  expect(waitingOutcome(letter, 'case-outcome', held, opened)).toStrictEqual({
    ...{ ...about, caseId: 'case', notice: 'case-outcome', kind: 'outcome', queuedAt: opened },
    ...{ deadline: null, grace: null, why: null, hasLink: false },
    says: { is: 'text', text: 'It is.' },
  }));

it('what waits as a warning has words, nothing to answer, and no case', () =>
  expect(waitingWarning(letter, 'warning-1', about, opened)).toStrictEqual({
    ...{ ...about, caseId: 'none', notice: 'warning-1', kind: 'warning', queuedAt: opened },
    ...{ deadline: null, grace: null, why: null, hasLink: false },
    says: { is: 'text', text: 'It is.' },
  }));

describe('the window into which a deadline is to fall', () => {
  const overrides: PolicyProps['overrides'] = {
    enforcementWindow: {
      tagKey: 'root-window',
      choices: { nights: { days: ['Mon'], from: '22:00', to: '04:00', timeZone: 'Europe/Paris' } },
    },
  };
  const tags = { 'root-window': 'nights' };
  it('waits with it where a tag chooses one', () =>
    expect(notice({ tags }, { overrides })).toHaveProperty('windowName', 'nights'));
  it('is the policy’s own where no tag does', () =>
    expect(notice({}, { overrides })).not.toHaveProperty('windowName'));
  it('is asked no more once the deadline is fixed', () =>
    expect(notice({ tags }, { overrides }, file(grace))).not.toHaveProperty('windowName'));
});

describe('that a notebook is moved to another platform', () => {
  const al2 = { platform: 'notebook-al2-v3' };
  it('waits with the notice that promises it', () =>
    expect(notice(al2, { retiredPlatforms: 'upgrade' }).says).toHaveProperty('isMoved', true));
  it('is not said where the policy does not want it', () =>
    expect(notice(al2).says).not.toHaveProperty('isMoved'));
});
