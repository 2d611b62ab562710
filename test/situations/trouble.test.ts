/** The rows of docs/situations.md about what AWS and people do that nobody waits for. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Sandbox } from '../../local/sandbox.ts';
import { trouble } from './expected.ts';
import { hold, Playbill } from './hold.ts';

let sandbox: Sandbox;
const playbill = new Playbill();
beforeAll(async () => {
  sandbox = await Sandbox.open();
  await playbill.play(sandbox, Object.keys(trouble));
}, 600_000);
afterAll(() => sandbox.close());

hold(trouble, playbill);

const bodies = (name: string) => playbill.of(name).report.mails.map(({ body }) => body);

describe('words', () => {
  it('ask an owner to move from a platform that cannot come back, and give no command that would strand it', () => {
    const [first] = bodies('platform-that-cannot-come-back');
    expect(first).toContain('create a notebook on notebook-al2023-v1');
    expect(first).not.toContain('aws sagemaker');
  });
  it('say that one that stays stopped cannot be started again', () =>
    expect(bodies('platform-that-cannot-come-back-stopped').at(-1)).toContain('cannot be started again'));
  it('give the reason of a status Failed', () =>
    expect(bodies('status-failed')[0]).toContain('The lifecycle configuration failed.'));
  it.each([
    'sagemaker:DescribeNotebookInstance',
    'sagemaker:ListTags',
    'sagemaker:StopNotebookInstance',
    'sagemaker:UpdateNotebookInstance',
    'sagemaker:StartNotebookInstance',
  ])('name %s where that is denied', (permission) =>
    expect(bodies('access-denied')).toContainEqual(
      expect.stringContaining(`the function's role needs ${permission}`),
    ),
  );
});

describe('a notice', () => {
  it('bears one id where it comes twice', () => {
    const ids = bodies('answer-of-the-first-notice-lost')
      .slice(0, 2)
      .map((body) => /^Notice (\S+)$/m.exec(body)?.[1]);
    expect(ids[0]).toMatch(/-first$/);
    expect(ids[1]).toBe(ids[0]);
  });
});

describe('an execution', () => {
  it('stays far below the 25,000 events that Step Functions allows', () => {
    const executions = [...playbill.all.values()].flatMap(({ report }) => report.executions);
    expect(Math.max(...executions.map(({ historyEvents }) => historyEvents))).toBeLessThan(10_000);
  });
});
