/** Things that must never be wrong unnoticed. Each is broken here, and the story that holds it turns red. */
import { describe, expect, it } from 'vitest';
import { type Assemble, Sandbox } from '../../local/sandbox.ts';
import { withSource, withTemplate } from './broken.ts';
import { expected } from './expected.ts';
import { type Seen, seen, tell } from './played.ts';

/** Until an hour after the deadline: what is broken may go on for ever. */
const until = 'PT25H';

/** @param seeds in how many orders of things */
const playedOften = async (assemble: Assemble, story: string, seeds: number): Promise<readonly Seen[]> => {
  const sandbox = await Sandbox.open({ assemble });
  const came: Seen[] = [];
  try {
    for (let seed = 1; seed <= seeds; seed += 1)
      came.push(seen((await tell(sandbox, story, { until, seed })).report));
  } finally {
    await sandbox.close();
  }
  return came;
};

const played = async (assemble: Assemble, story: string): Promise<Seen> => {
  const [came] = await playedOften(assemble, story, 1);
  if (came === undefined) throw new Error(`expected ${story} to be played, got nothing`);
  return came;
};

describe('a story turns red', () => {
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
      'to === null\n',
      "to === null || step.notice.kind === 'first'\n",
    );
    const came = await played(broken, 'nobody-does-anything');
    expect(came.mails).toEqual(expected['nobody-does-anything']?.mails.slice(1));
  });

  it('when the API may not call the page', async () => {
    const broken = withTemplate('page-permission', (resources) => {
      for (const [id, { Type, Properties }] of Object.entries(resources)) {
        const isForTheApi = Properties?.['Principal'] === 'apigateway.amazonaws.com';
        if (Type === 'AWS::Lambda::Permission' && isForTheApi) delete resources[id];
      }
    });
    const came = await played(broken, 'asked-for-now');
    expect(came.pages).toEqual(['GET 500', 'POST 500 remediate-now']);
  });

  it("when an answer does not ask for the notebook's name", async () => {
    const broken = withSource(
      'name',
      ['answer-page'],
      'core/owner-answer.ts',
      "kind !== 'acknowledge'",
      "kind === 'not-mine'",
    );
    const came = await played(broken, 'scanned-and-submitted');
    expect(came.pages).toContain('POST 200 remediate-now recorded');
  });

  it('when an answer that comes between a look and its claim is not seen', async () => {
    const broken = withSource(
      'claim',
      ['stop-notebook'],
      'aws/ledger.ts',
      'leavesGrace ? answeredAs(file)',
      'false ? answeredAs(file)',
    );
    const came = await playedOften(broken, 'answered-at-the-deadline', 20);
    const postponed = came.filter(({ pages }) => pages?.includes('POST 200 postpone recorded'));
    // It is postponed beyond what is played here.
    expect(postponed.flatMap(({ deeds }) => deeds)).toContain('stop-notebook StopNotebookInstance');
  });
});
