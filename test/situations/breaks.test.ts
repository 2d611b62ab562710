/** Five things that must never be wrong unnoticed. Each is broken here, and the story that holds it turns red. */
import { describe, expect, it } from 'vitest';
import { type Assemble, Sandbox } from '../../local/sandbox.ts';
import { withSource, withTemplate } from './broken.ts';
import { expected } from './expected.ts';
import { type Seen, seen, tell } from './played.ts';

/** Until an hour after the deadline: what is broken may go on for ever. */
const until = 'PT25H';

const played = async (assemble: Assemble, story: string): Promise<Seen> => {
  const sandbox = await Sandbox.open({ assemble });
  try {
    return seen((await tell(sandbox, story, { until })).report);
  } finally {
    await sandbox.close();
  }
};

describe('a story turns red', { timeout: 60_000 }, () => {
  it('when a permission is missing from a role', async () => {
    const broken = withTemplate('permission', (resources) => {
      for (const { Type, Properties } of Object.values(resources)) {
        if (Type !== 'AWS::IAM::Policy') continue;
        const document = Properties['PolicyDocument'] as { Statement: { Action: string | string[] }[] };
        for (const statement of document.Statement) {
          const actions = [statement.Action].flat();
          statement.Action = actions.filter((action) => action !== 'sagemaker:StopNotebookInstance');
        }
      }
    });
    const came = await played(broken, 'nobody-does-anything');
    expect(came.deeds).toEqual(['stop-notebook StopNotebookInstance AccessDeniedException']);
    expect(came.outcomes).not.toEqual(expected['nobody-does-anything']?.outcomes);
  });

  it('when an error is caught under a wrong name', async () => {
    const broken = withTemplate('error-equals', (resources) => {
      for (const { Type, Properties } of Object.values(resources)) {
        if (Type !== 'AWS::StepFunctions::StateMachine') continue;
        Properties['DefinitionString'] = String(Properties['DefinitionString']).replaceAll(
          'LedgerUnavailable',
          'LedgerNotAvailable',
        );
      }
    });
    const came = await played(broken, 'ledger-out-of-reach');
    expect(came.outcomes).not.toEqual(expected['ledger-out-of-reach']?.outcomes);
  });

  it('when a rule matches failed calls', async () => {
    const broken = withTemplate('rule', (resources) => {
      for (const { Type, Properties } of Object.values(resources)) {
        if (Type !== 'AWS::Events::Rule') continue;
        delete (Properties['EventPattern'] as { detail: Record<string, unknown> }).detail['errorCode'];
      }
    });
    const came = await played(broken, 'not-through-the-door');
    expect(came.executions).not.toEqual(expected['not-through-the-door']?.executions);
  });

  it('when UpdateNotebookInstance is sent while InService', async () => {
    const deciding = ['notify-owner', 'stop-notebook', 'disable-root-access'];
    const broken = withSource(
      'update',
      deciding,
      'core/enforcement.ts',
      "{ do: 'stop' }",
      "{ do: 'disable' }",
    );
    const came = await played(broken, 'nobody-does-anything');
    expect(came.deeds[0]).toMatch(/^disable-root-access UpdateNotebookInstance ValidationException/);
  });

  it('when the first notice is not sent', async () => {
    const broken = withSource(
      'notice',
      ['notify-owner'],
      'handlers/notify-owner.ts',
      'if (to !== null) {',
      "if (to !== null && step.notice.kind !== 'first') {",
    );
    const came = await played(broken, 'nobody-does-anything');
    expect(came.mails).toEqual(expected['nobody-does-anything']?.mails.slice(1));
  });
});
