import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { CannotGoOn } from '../../cli/refused.ts';
import { Sandbox } from '../../local/sandbox.ts';
import { AwsError } from '../../local/service.ts';
import { exitStatus, words } from '../../verify/report.ts';
import type { Verified } from '../../verify/verify.ts';
import { changeSageMaker, check, deployed, type } from './account.ts';

const shortGrace = { graceWindow: 'PT5M' };
const patience = 120_000;
let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await Sandbox.open();
}, patience);
afterAll(() => sandbox.close());

/** What was seen that was not believed, by the belief's id. */
const differences = ({ rows }: Verified) =>
  Object.fromEntries(
    rows.filter(({ verdict }) => verdict !== 'as believed').map(({ id, seen }) => [id, seen]),
  );

const statuses = ({ world }: Awaited<ReturnType<typeof deployed>>) =>
  world.sageMaker.notebooks().map(({ status }) => status);

describe('in the sandbox a check', () => {
  let account: Awaited<ReturnType<typeof deployed>>;
  let typed: Awaited<ReturnType<typeof type>>;
  let verified: Verified;
  beforeAll(async () => {
    account = await deployed(sandbox, shortGrace);
    typed = await type(account, '--json');
    verified = JSON.parse(typed.out);
  }, patience);

  it('goes the whole way', () => {
    expect(verified.stopped).toBeNull();
  });
  it('finds everything as believed', () => {
    expect(differences(verified)).toEqual({});
  });
  it('ends with 0', () => {
    expect(typed.status).toBe(0);
  });
  it('leaves no notebook', () => {
    expect(statuses(account)).toEqual([null]);
  });
  it('measures how long CloudTrail and EventBridge took', () => {
    expect(verified.measurements['from the call to an execution']).toBe('30 s');
  });
  it('tells how far it is', () => {
    expect(typed.error).toMatch(/^ +\d+ s {2}deleting the notebook$/m);
  });
});

describe('where AWS is otherwise a check', () => {
  it(
    'reports a refusal in other words, and nothing else',
    async () => {
      const account = await deployed(sandbox, shortGrace);
      changeSageMaker(account, (call, operation) => {
        try {
          return call();
        } catch (error) {
          if (operation !== 'StopNotebookInstance' || !String(error).includes('(Updating)')) throw error;
          throw new AwsError('ValidationException', 'The notebook instance is busy.');
        }
      });
      expect(differences(await check(account))).toEqual({
        'Stop while Updating': 'ValidationException: The notebook instance is busy.',
      });
    },
    patience,
  );

  it(
    'reports a setting that the update dropped, and nothing else',
    async () => {
      const account = await deployed(sandbox, shortGrace);
      let updated = false;
      changeSageMaker(account, (call, operation) => {
        const answer = call();
        updated ||= operation === 'UpdateNotebookInstance';
        const { InstanceMetadataServiceConfiguration: _, ...dropped } = answer;
        return updated && operation === 'DescribeNotebookInstance' ? dropped : answer;
      });
      expect(differences(await check(account))).toEqual({
        kept: 'InstanceMetadataServiceConfiguration from {"MinimumInstanceMetadataServiceVersion":"2"} to absent',
      });
    },
    patience,
  );
});

describe('a check that cannot go on', () => {
  it(
    'refuses a long grace window, and deletes the notebook',
    async () => {
      const account = await deployed(sandbox, {});
      const verified = await check(account);
      expect(words(verified.stopped)).toBe(
        'expected the deadline within 15 min, got it in 1440 min; deploy with graceWindow PT5M for the check, or give --max-wait',
      );
      expect([exitStatus(verified), statuses(account)]).toEqual([2, [null]]);
    },
    patience,
  );

  it(
    'refuses a guard that only observes, and deletes the notebook',
    async () => {
      const account = await deployed(sandbox, { ...shortGrace, mode: 'observe' });
      const verified = await check(account);
      expect(words(verified.stopped)).toContain('got a case closed as observed');
      expect(statuses(account)).toEqual([null]);
    },
    patience,
  );

  it(
    'deletes the notebook when it is interrupted while the guard works on it',
    async () => {
      const account = await deployed(sandbox, shortGrace);
      const interruption = new AbortController();
      changeSageMaker(account, (call, operation) => {
        if (operation === 'UpdateNotebookInstance') interruption.abort(new CannotGoOn('interrupted'));
        return call();
      });
      const verified = await check(account, interruption.signal);
      expect([words(verified.stopped), verified.leftBehind, statuses(account)]).toEqual([
        'interrupted',
        null,
        [null],
      ]);
    },
    patience,
  );

  it(
    'leaves alone a notebook of its name that is not its own',
    async () => {
      const account = await deployed(sandbox, shortGrace);
      changeSageMaker(account, (call, operation) => {
        if (operation === 'ListTags') return { Tags: [] };
        if (operation !== 'CreateNotebookInstance') return call();
        call();
        throw new AwsError('ValidationException', 'Cannot create a duplicate Notebook Instance');
      });
      const verified = await check(account);
      expect(words(verified.leftBehind)).toContain('it is left alone');
      expect(statuses(account)).toEqual(['Pending']);
    },
    patience,
  );
});
