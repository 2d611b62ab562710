import { describe, expect, it } from 'vitest';
import { waitingNotice, waitingOutcome } from '../../functions/core/waiting.ts';
import { deadline, file, look, mailboxes, opened, policy } from './given.ts';

const held = file();
const notebook = { arn: held.arn, name: held.name, createdAt: held.createdAt, caseId: 'case' };

describe('what waits says which notebook and case it is about', () => {
  it('as a notice', () => {
    const seen = look();
    if (seen.seen !== 'notebook') throw new TypeError(`expected a notebook, got ${seen.seen}`);
    const { owner, platform } = mailboxes();
    expect(
      waitingNotice('first', {
        ...{ file: held, notebook: seen.notebook, mailboxes: mailboxes(), to: owner ?? platform },
        ...{ deadline, noticeId: 'case-first', link: null, policy: policy(), now: opened },
      }),
    ).toMatchObject(notebook);
  });
  it('as an outcome', () => {
    const letter = { subject: 'Notebook lab: remediated', body: 'It is.' };
    expect(waitingOutcome(letter, 'case-outcome', held, opened)).toMatchObject(notebook);
  });
});
