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

  const unconditional =
    (action: string) =>
    ({ Condition, ...statement }: Statement): Statement =>
      names(statement, action) || Condition === undefined ? statement : { ...statement, Condition };

  it('a role without its condition is caught', async () => {
    expect(await disagreeing(unconditional('sagemaker:UpdateNotebookInstance'))).toEqual([
      'disable-root-access: UpdateNotebookInstance of the platform alone',
      'disable-root-access: UpdateNotebookInstance with root enabled',
      'disable-root-access: UpdateNotebookInstance without a word about root',
      'disable-root-access: UpdateNotebookInstance of the type',
    ]);
    expect(await disagreeing(unconditional('sns:Subscribe'))).toEqual([
      'notify-owner: Subscribe a queue to an owner’s topic',
    ]);
  });

  it('a role that may touch items of every kind is caught', async () => {
    const found = await disagreeing(unconditional('dynamodb:UpdateItem'));
    expect(found.filter((one) => one.startsWith('await-news'))).toEqual([
      'await-news: UpdateItem of no item',
      'await-news: UpdateItem of a key',
      'await-news: UpdateItem of the kill switch',
      'await-news: UpdateItem of a line',
      'await-news: UpdateItem of a mailbox',
      'await-news: UpdateItem of who touched a tag',
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
