import { beforeAll, describe, expect, it } from 'vitest';
import { judgeIam } from '../../conformance/iam.ts';
import { synthesize } from '../../local/bundles.ts';
import type { Statement } from '../../local/iam.ts';
import { readTemplate, type Template } from '../../local/template.ts';

describe("the template's roles", () => {
  let template: Template;
  beforeAll(async () => {
    const detectors = ['config', 'security-hub'];
    template = await readTemplate(await synthesize({ platformEmail: 'platform@example.com', detectors }));
  });

  const disagreeing = async (change: (statement: Statement) => Statement): Promise<readonly string[]> => {
    const roles = template.roles.map((role) => ({ ...role, statements: role.statements.map(change) }));
    const rows = await judgeIam({ ...template, roles });
    return rows.flatMap(({ disagreements }) => disagreements.map(({ id }) => id));
  };
  const names = ({ Action }: Statement, action: string): boolean => [Action].flat().includes(action);

  it('allow each its calls and nothing else', async () => {
    expect(await disagreeing((statement) => statement)).toEqual([]);
  });

  it('a role without its condition is caught', async () => {
    const unconditional = ({ Condition: _left, ...statement }: Statement): Statement => statement;
    expect(await disagreeing(unconditional)).toEqual([
      'disable-root-access: UpdateNotebookInstance of the platform alone',
      'disable-root-access: UpdateNotebookInstance with root enabled',
      'disable-root-access: UpdateNotebookInstance without a word about root',
      'disable-root-access: UpdateNotebookInstance of the type',
      'reap-case: GetItem',
      'answer-page: GetItem',
      'look-at-notebook: UpdateItem',
      'answer-page: UpdateItem',
      'reap-case: GetItem of a case',
      'look-at-notebook: UpdateItem of a case',
      'reap-case: GetItem of a key',
      'look-at-notebook: UpdateItem of KEY',
      'answer-page: UpdateItem of KEY',
      'look-at-notebook: UpdateItem of SWITCH',
      'answer-page: UpdateItem of SWITCH',
      'look-at-notebook: UpdateItem of LINE',
      'answer-page: UpdateItem of LINE',
      'look-at-notebook: UpdateItem of TAG',
      'answer-page: UpdateItem of TAG',
      'reap-case: GetItem of SWITCH',
      'answer-page: GetItem of SWITCH',
      'reap-case: GetItem of LINE',
      'answer-page: GetItem of LINE',
      'reap-case: GetItem of TAG',
      'answer-page: GetItem of TAG',
      'answer-page: UpdateItem of a mailbox',
      'answer-page: GetItem of a mailbox',
      'notify-owner: PutItem of a case',
      'wake-case: PutItem of a case',
      'look-at-notebook: PutItem of a case',
      'review-case: Query of who touched a tag',
      'wake-case: PutItem of a key',
      'look-at-notebook: PutItem of a key',
      'open-case: Query',
      'notify-owner: Query',
      'stop-notebook: Query',
      'disable-root-access: Query',
      'start-notebook: Query',
      'close-case: Query',
      'look-at-notebook: Query',
      'review-case: Query',
      'notify-owner: Subscribe a queue to an owner’s topic',
    ]);
  });

  it('a role without a call that it must make is caught', async () => {
    const action = 'sagemaker:StartNotebookInstance';
    const denied = (statement: Statement): Statement => ({
      ...statement,
      Action: [statement.Action].flat().filter((one) => one !== undefined && one !== action) as string[],
    });
    expect(await disagreeing(denied)).toEqual(['start-notebook: StartNotebookInstance']);
  });

  it('a role for every table is caught', async () => {
    const everywhere = (statement: Statement): Statement =>
      names(statement, 'dynamodb:UpdateItem') ? { ...statement, Resource: '*' } : statement;
    expect(await disagreeing(everywhere)).toContain('await-news: UpdateItem of another table');
  });

  it('a function that nobody wrote down is caught', async () => {
    const [some] = template.functions;
    if (some === undefined) throw new Error('expected functions, got none');
    const rows = await judgeIam({
      ...template,
      functions: [...template.functions, { ...some, name: 'new' }],
    });
    expect(rows.flatMap(({ disagreements }) => disagreements.map(({ id }) => id))).toContain('new');
  });
});
