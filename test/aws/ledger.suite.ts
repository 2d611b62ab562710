/**
 * What the ledger promises on any DynamoDB, as facts that each engine is held to: dynalite in the tests, AWS's
 * DynamoDB Local in conformance. Each fact has a notebook of its own, so they hold in any order on one table.
 */
import assert from 'node:assert/strict';
import {
  CreateTableCommand,
  DeleteItemCommand,
  type DynamoDBClient,
  PutItemCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { Ledger } from '../../functions/aws/ledger.ts';
import type { Place } from '../../functions/aws/table.ts';
import type { Case, Closed, File, Stand } from '../../functions/core/case.ts';
import type { NotebookRef } from '../../functions/core/notebook.ts';

/** An engine with a table that has the ledger's keys. */
export interface Engine {
  /** A client of its own, which makes one attempt. */
  connect(): DynamoDBClient;
  readonly table: string;
}

export interface Fact {
  readonly name: string;
  /** Rejects where it does not hold. */
  hold(engine: Engine): Promise<void>;
}

export const start = Date.UTC(2026, 10, 23, 9);
export const minute = 60_000;

/** The table as the template declares it. */
export const createLedgerTable = (client: DynamoDBClient, table: string): Promise<unknown> =>
  client.send(
    new CreateTableCommand({
      TableName: table,
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      AttributeDefinitions: [
        { AttributeName: 'pk', AttributeType: 'S' },
        { AttributeName: 'sk', AttributeType: 'S' },
      ],
      BillingMode: 'PAY_PER_REQUEST',
    }),
  );

export interface Scene {
  readonly ledger: Ledger;
  readonly engine: Engine;
  /** A notebook that no other fact has. */
  readonly ref: NotebookRef;
}

const refOf = (name: string): NotebookRef => ({
  arn: `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${name}`,
  name,
  createdAt: start - 60 * minute,
});

export const aCase = (id: string, changes: Partial<Case> = {}): Case => ({
  id,
  openedAt: start,
  trigger: 'CreateNotebookInstance by alice',
  by: { who: 'alice', tool: null },
  execution: `arn:execution:${id}`,
  wakes: 0,
  sleeper: null,
  stand: { at: 'opened' },
  notices: [],
  invited: null,
  failures: [],
  troubleSince: null,
  under: { version: '0.1.0', policy: 'digest' },
  ...changes,
});

/** The record of a notebook's first case. */
const neverSeen = (ref: NotebookRef, first: Case): File => ({
  schema: 1,
  ...ref,
  restartOwed: null,
  recoveries: [],
  remediations: 0,
  toolRounds: 0,
  case: first,
});

export const grace: Stand = { at: 'grace', deadline: start + 60 * minute };
export const stopping: Stand = {
  at: 'stopping',
  deadline: start + 60 * minute,
  since: start + 61 * minute,
  claims: 1,
  claimedAt: start + 61 * minute,
};
export const closed: Closed = {
  at: 'closed',
  outcome: 'remediated',
  reason: 'Root access is disabled. It is InService.',
  deadline: start + 60 * minute,
  closedAt: start + 70 * minute,
  mail: 'owed',
  died: false,
};
const notice = {
  id: 'one-first',
  kind: 'first' as const,
  to: ['alice@example.com'],
  claimedAt: start,
  sentAt: start,
};

const outcomeTo = (...to: string[]) => ({
  ...notice,
  id: 'one-outcome',
  kind: 'outcome' as const,
  to,
  sentAt: null,
});

export const given = async <Value>(value: Promise<Value | null>): Promise<Value> => {
  const got = await value;
  assert.notEqual(got, null, 'expected a record, got none');
  return got as Value;
};

export const opened = ({ ledger, ref }: Scene, id = 'one'): Promise<File> =>
  given(ledger.open(ref, aCase(id), null));

/** As somebody else's execution would hold it in its hands. */
const heldBy = (file: File, execution: string): File => ({ ...file, case: { ...file.case, execution } });

/** The case that lies beside the latest. */
const earlierOf = async ({ ledger, ref }: Scene): Promise<Case | undefined> => {
  const all = (await ledger.everything()).filter(({ arn }) => arn === ref.arn);
  return all.find((file) => file.case.id === 'one')?.case;
};

/** A client whose first call is lost on its way. */
export function failingOnce(client: DynamoDBClient): DynamoDBClient {
  let isLost = false;
  client.middlewareStack.add(
    (next) => (args) => {
      if (isLost) return next(args);
      isLost = true;
      throw Object.assign(new Error('socket hang up'), { name: 'TimeoutError' });
    },
    { step: 'finalizeRequest' },
  );
  return client;
}

/** The ids of this notebook's cases that a walk through all pages finds unfinished. */
async function unfinishedOf({ ledger, ref }: Scene): Promise<readonly string[]> {
  const found: Place[] = [];
  let after: Place | null = null;
  do {
    const page: Awaited<ReturnType<Ledger['unfinished']>> = await ledger.unfinished(after);
    found.push(...page.places);
    after = page.next;
  } while (after !== null);
  const mine = found.filter(({ pk }) => pk === ref.arn.toLowerCase());
  // One after another, in an order: what two engines were asked and answered is compared.
  const ids: string[] = [];
  for (const place of mine.sort((a, b) => (a.sk < b.sk ? -1 : 1))) {
    ids.push((await ledger.at(place))?.case.id ?? 'none');
  }
  return ids.sort();
}

const unchanged = async ({ ledger, ref }: Scene, file: File): Promise<void> =>
  assert.deepEqual(await ledger.read(ref), file);

const facts: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'a notebook that was never seen has no record': async ({ ledger, ref }) => {
    assert.equal(await ledger.read(ref), null);
    assert.deepEqual(await ledger.find(ref.arn), []);
  },

  'a case opens and reads back as it was opened': async (scene) => {
    const file = await opened(scene);
    assert.deepEqual(file, neverSeen(scene.ref, aCase('one')));
    await unchanged(scene, file);
  },

  'of many that open at once one gets the case': async ({ ledger, ref }) => {
    const ids = Array.from({ length: 10 }, (_, at) => `case-${at}`);
    const got = await Promise.all(ids.map((id) => ledger.open(ref, aCase(id), null)));
    const winners = got.filter((file) => file !== null);
    assert.equal(winners.length, 1);
    assert.deepEqual(await ledger.read(ref), winners[0]);
  },

  'no second case opens beside an open one': async (scene) => {
    const file = await opened(scene);
    assert.equal(await scene.ledger.open(scene.ref, aCase('two'), null), null);
    await unchanged(scene, file);
  },

  'a question that was not answered at first is answered whole when it is asked again': async (scene) => {
    const { engine, ref } = scene;
    const file = await opened(scene);
    const unlucky = () => new Ledger(engine.table, failingOnce(engine.connect()));
    assert.deepEqual(await unlucky().find(ref.arn), [file]);
    const all = await unlucky().everything();
    assert.deepEqual(
      all.filter(({ arn }) => arn === ref.arn),
      [file],
    );
  },

  'a closed case makes room and stays beside the next as it was': async ({ ledger, ref, ...scene }) => {
    const earlier = await given(
      ledger.close(await opened({ ledger, ref, ...scene }), closed, { restartOwed: null }),
    );
    const later = await given(ledger.open(ref, aCase('two', { openedAt: start + 90 * minute }), earlier));
    assert.equal(later.case.id, 'two');
    const all = (await ledger.everything()).filter(({ arn }) => arn === ref.arn);
    assert.deepEqual(
      all.toSorted((a, b) => a.case.openedAt - b.case.openedAt),
      [earlier, later],
    );
    assert.deepEqual(await ledger.find(ref.arn), [later]);
  },

  'of many that open after a closed case one gets the next, and the earlier one is there once': async (
    scene,
  ) => {
    const { ledger, ref } = scene;
    const earlier = await given(ledger.close(await opened(scene), closed, { restartOwed: null }));
    const ids = Array.from({ length: 5 }, (_, at) => `next-${at}`);
    const got = await Promise.all(ids.map((id) => ledger.open(ref, aCase(id), earlier)));
    assert.equal(got.filter((file) => file !== null).length, 1);
    assert.equal((await ledger.everything()).filter(({ arn }) => arn === ref.arn).length, 2);
  },

  'a restart that is owed outlives its case': async (scene) => {
    const { ledger, ref } = scene;
    const restartOwed = { since: start, caseId: 'one' };
    const file = await given(ledger.claim(await opened(scene), { stand: stopping, restartOwed }));
    const earlier = await given(ledger.close(file, { ...closed, outcome: 'failed' }, { restartOwed }));
    const later = await given(ledger.open(ref, aCase('two'), earlier));
    assert.deepEqual(later.restartOwed, restartOwed);
  },

  'how often a notebook was remediated outlives its case; the rounds of a tool are set by the next': async (
    scene,
  ) => {
    const { ledger, ref } = scene;
    const changes = { restartOwed: null, remediations: 3 };
    const earlier = await given(ledger.close(await opened(scene), closed, changes));
    const later = await given(ledger.open(ref, aCase('two'), earlier, 2));
    assert.deepEqual([earlier.remediations, later.remediations], [3, 3]);
    assert.deepEqual([earlier.toolRounds, later.toolRounds], [0, 2]);
  },

  "a holder's claim changes what it names and nothing else": async (scene) => {
    const file = await opened(scene);
    const told = await scene.ledger.claim(file, {
      stand: grace,
      notices: [notice],
      invited: 'a@example.com',
    });
    assert.deepEqual(told, {
      ...file,
      case: { ...file.case, stand: grace, notices: [notice], invited: 'a@example.com' },
    });
    const failures = [{ during: 'grace' as const, error: 'Throttled', message: 'Rate exceeded', at: start }];
    const failed = await scene.ledger.claim(await given(Promise.resolve(told)), {
      failures,
      troubleSince: start,
    });
    assert.deepEqual(failed?.case, { ...told?.case, failures, troubleSince: start });
  },

  'a repeated claim leaves what the first one wrote': async (scene) => {
    const file = await opened(scene);
    const once = await scene.ledger.claim(file, { stand: grace });
    assert.deepEqual(await scene.ledger.claim(file, { stand: grace }), once);
  },

  'a claim by another execution changes nothing': async (scene) => {
    const file = await opened(scene);
    assert.equal(await scene.ledger.claim(heldBy(file, 'arn:other'), { stand: stopping }), null);
    await unchanged(scene, file);
  },

  'a claim on a closed case changes nothing': async (scene) => {
    const file = await opened(scene);
    const shut = await given(scene.ledger.close(file, closed, { restartOwed: null }));
    assert.equal(await scene.ledger.claim(file, { stand: stopping }), null);
    await unchanged(scene, shut);
  },

  'a claim on a case that gave way to the next changes nothing': async (scene) => {
    const { ledger, ref } = scene;
    const file = await opened(scene);
    const shut = await given(ledger.close(file, closed, { restartOwed: null }));
    const later = await given(ledger.open(ref, aCase('two', { execution: file.case.execution }), shut));
    assert.equal(await ledger.claim(file, { stand: stopping }), null);
    await unchanged(scene, later);
  },

  'a claim on a notebook without a record makes none': async ({ ledger, ref }) => {
    const file: File = {
      schema: 1,
      ...ref,
      restartOwed: null,
      recoveries: [],
      remediations: 0,
      toolRounds: 0,
      case: aCase('one'),
    };
    assert.equal(await ledger.claim(file, { stand: stopping }), null);
    assert.equal(await ledger.read(ref), null);
  },

  'a case closes when there was no news since the look': async (scene) => {
    const owed = { since: start, caseId: 'one' };
    const file = await given(scene.ledger.claim(await opened(scene), { stand: stopping, restartOwed: owed }));
    const shut = await given(scene.ledger.close(file, closed, { restartOwed: null }));
    assert.deepEqual(shut, { ...file, restartOwed: null, case: { ...file.case, stand: closed } });
    await unchanged(scene, shut);
  },

  'a case with news since the look stays open': async (scene) => {
    const file = await opened(scene);
    await scene.ledger.addNews(file);
    assert.equal(await scene.ledger.close(file, closed, { restartOwed: null }), null);
    assert.equal((await scene.ledger.read(scene.ref))?.case.stand.at, 'opened');
  },

  'a case is not closed by another execution': async (scene) => {
    const file = await opened(scene);
    assert.equal(await scene.ledger.close(heldBy(file, 'arn:other'), closed, { restartOwed: null }), null);
    await unchanged(scene, file);
  },

  'a case is closed once': async (scene) => {
    const file = await opened(scene);
    const shut = await given(scene.ledger.close(file, closed, { restartOwed: null }));
    const again = { ...closed, outcome: 'failed' as const, closedAt: closed.closedAt + minute };
    assert.equal(await scene.ledger.close(file, again, { restartOwed: null }), null);
    await unchanged(scene, shut);
  },

  'a close whose answer was lost is answered when it is repeated': async (scene) => {
    const { engine, ref, ledger } = scene;
    const file = await opened(scene);
    const lossy = engine.connect();
    let lost = false;
    lossy.middlewareStack.add(
      (next) => async (args) => {
        const answer = await next(args);
        if (lost) return answer;
        lost = true;
        throw new Error('socket hang up');
      },
      { step: 'deserialize', priority: 'low' },
    );
    const shut = await given(new Ledger(engine.table, lossy).close(file, closed, { restartOwed: null }));
    assert.deepEqual(shut, await ledger.read(ref));
    assert.deepEqual(shut.case.stand, closed);
  },

  'all news is counted, whoever brings it at once': async (scene) => {
    const file = await opened(scene);
    await Promise.all(Array.from({ length: 10 }, () => scene.ledger.addNews(file)));
    assert.equal((await scene.ledger.read(scene.ref))?.case.wakes, 10);
  },

  'whoever brings news learns who sleeps': async (scene) => {
    const file = await opened(scene);
    await scene.ledger.sleep(scene.ref, { caseId: 'one', execution: file.case.execution }, 'token');
    assert.deepEqual(await scene.ledger.addNews(file), {
      ...file.case,
      wakes: 1,
      resumes: 1,
      sleeper: 'token',
    });
  },

  'news of a closed case, or of one that gave way to the next, is refused': async (scene) => {
    const { ledger, ref } = scene;
    const file = await opened(scene);
    const shut = await given(ledger.close(file, closed, { restartOwed: null }));
    assert.equal(await ledger.addNews(file), null);
    const later = await given(ledger.open(ref, aCase('two'), shut));
    assert.equal(await ledger.addNews(file), null);
    await unchanged(scene, later);
  },

  'a sleeper leaves its newest token and sees the news there was': async (scene) => {
    const file = await opened(scene);
    const holder = { caseId: 'one', execution: file.case.execution };
    await scene.ledger.sleep(scene.ref, holder, 'first');
    await scene.ledger.addNews(file);
    const asleep = await scene.ledger.sleep(scene.ref, holder, 'second');
    assert.deepEqual(asleep, { ...file.case, wakes: 1, resumes: 1, sleeper: 'second' });
  },

  'nobody sleeps on a case that is closed or held by another': async (scene) => {
    const file = await opened(scene);
    const holder = { caseId: 'one', execution: file.case.execution };
    assert.equal(await scene.ledger.sleep(scene.ref, { ...holder, execution: 'arn:other' }, 'token'), null);
    const shut = await given(scene.ledger.close(file, { ...closed, mail: 'sent' }, { restartOwed: null }));
    assert.equal(await scene.ledger.sleep(scene.ref, holder, 'token'), null);
    await unchanged(scene, shut);
  },

  'an outcome mail is marked as sent, and marking it again changes nothing': async (scene) => {
    const { ledger, ref } = scene;
    const shut = await given(ledger.close(await opened(scene), closed, { restartOwed: null }));
    const sent = { ...closed, mail: 'sent' as const };
    await ledger.markOutcomeTold(shut, sent, [notice]);
    const marked = { ...shut, case: { ...shut.case, stand: sent, notices: [notice] } };
    await unchanged(scene, marked);
    await ledger.markOutcomeTold(shut, sent, [notice]);
    await unchanged(scene, marked);
    const later = await given(ledger.open(ref, aCase('two'), marked));
    await ledger.markOutcomeTold(shut, sent, [notice]);
    await unchanged(scene, later);
  },

  'an outcome that is told after the next case opened is marked on the case beside it': async (scene) => {
    const { ledger } = scene;
    const shut = await given(ledger.close(await opened(scene), closed, { restartOwed: null }));
    const later = await given(ledger.open(scene.ref, aCase('two', { openedAt: start + minute }), shut));
    const sent = { ...closed, mail: 'sent' as const };
    await ledger.markOutcomeTold(shut, sent, [notice]);
    await unchanged(scene, later);
    assert.deepEqual(await earlierOf(scene), { ...shut.case, stand: sent, notices: [notice] });
  },

  'no case opens over one whose outcome was told since it was read': async (scene) => {
    const { ledger } = scene;
    const shut = await given(ledger.close(await opened(scene), closed, { restartOwed: null }));
    await ledger.markOutcomeTold(shut, { ...closed, mail: 'sent' }, [notice]);
    assert.equal(await ledger.open(scene.ref, aCase('two'), shut), null);
  },

  'that an outcome was told is not taken back by whoever read the case before': async (scene) => {
    const { ledger } = scene;
    const shut = await given(ledger.close(await opened(scene), closed, { restartOwed: null }));
    const sent = { ...closed, mail: 'sent' as const };
    await ledger.markOutcomeTold(shut, sent, [notice]);
    const told = await given(ledger.read(scene.ref));
    await given(ledger.open(scene.ref, aCase('two', { openedAt: start + minute }), told));
    assert.equal(await ledger.open(scene.ref, aCase('three'), shut), null);
    assert.deepEqual(await earlierOf(scene), told.case);
  },

  'no case opens over one of whose outcome somebody was told since it was read, though others are not':
    async (scene) => {
      const { ledger } = scene;
      const shut = await given(ledger.close(await opened(scene), closed, { restartOwed: null }));
      await ledger.markOutcomeTold(shut, closed, [outcomeTo()]);
      const begun = await given(ledger.read(scene.ref));
      await ledger.markOutcomeTold(shut, closed, [outcomeTo('alice@example.com')]);
      for (const stale of [shut, begun])
        assert.equal(await ledger.open(scene.ref, aCase('two'), stale), null);
      await given(ledger.open(scene.ref, aCase('two'), await ledger.read(scene.ref)));
      assert.deepEqual((await earlierOf(scene))?.notices, [outcomeTo('alice@example.com')]);
    },

  'who was told of an outcome is not forgotten by whoever read the case before': async (scene) => {
    const { ledger } = scene;
    const shut = await given(ledger.close(await opened(scene), closed, { restartOwed: null }));
    await ledger.markOutcomeTold(shut, closed, [outcomeTo()]);
    const begun = await given(ledger.read(scene.ref));
    await given(ledger.open(scene.ref, aCase('two', { openedAt: start + minute }), begun));
    await ledger.markOutcomeTold(begun, closed, [outcomeTo('alice@example.com')]);
    for (const stale of [shut, begun])
      assert.equal(await ledger.open(scene.ref, aCase('three'), stale), null);
    assert.deepEqual((await earlierOf(scene))?.notices, [outcomeTo('alice@example.com')]);
  },

  'a case that lies beside the latest is found by its ARN': async (scene) => {
    const { ledger, ref } = scene;
    assert.deepEqual(await ledger.findEarlier(ref.arn), []);
    const shut = await given(ledger.close(await opened(scene), closed, { restartOwed: null }));
    await given(ledger.open(ref, aCase('two', { openedAt: start + minute }), shut));
    assert.deepEqual(await ledger.findEarlier(ref.arn.toUpperCase()), [shut]);
  },

  'notebooks of one name are told apart, whatever the case of their ARN': async ({ ledger, ref }) => {
    const later = { ...ref, createdAt: ref.createdAt + 10 * minute };
    const first = await given(ledger.open(ref, aCase('one'), null));
    const second = await given(ledger.open(later, aCase('two'), null));
    const shouted = ref.arn.toUpperCase();
    assert.deepEqual(await ledger.read({ ...ref, arn: shouted }), first);
    assert.deepEqual(await ledger.read(later), second);
    assert.deepEqual(await ledger.find(shouted), [first, second]);
  },

  'a list goes on over pages of a megabyte': async ({ ledger, ref }) => {
    const trigger = 'x'.repeat(300_000);
    for (let at = 0; at < 5; at += 1) {
      await ledger.open({ ...ref, createdAt: ref.createdAt + at }, aCase(`case-${at}`, { trigger }), null);
    }
    const found = await ledger.find(ref.arn);
    assert.deepEqual(
      found.map((file) => file.case.id),
      ['case-0', 'case-1', 'case-2', 'case-3', 'case-4'],
    );
  },

  'a record of before there were all of its fields is read, and the next case opens over it': async (
    scene,
  ) => {
    const { ledger, ref, engine } = scene;
    const shut = await given(ledger.close(await opened(scene), closed, { restartOwed: null }));
    await engine.connect().send(
      new UpdateItemCommand({
        TableName: engine.table,
        Key: {
          pk: { S: ref.arn.toLowerCase() },
          sk: { S: `NOTEBOOK#${new Date(ref.createdAt).toISOString()}` },
        },
        UpdateExpression: 'REMOVE #case.#by, #case.stand.died, recoveries, remediations, toolRounds',
        ExpressionAttributeNames: { '#case': 'case', '#by': 'by' },
      }),
    );
    const read = await given(ledger.read(ref));
    assert.deepEqual(read, {
      ...{ ...shut, recoveries: [], remediations: 0, toolRounds: 0 },
      case: {
        ...{ ...shut.case, by: { who: 'an identity that was not recorded', tool: null } },
        stand: { ...closed, died: false },
      },
    });
    const next = await given(ledger.open(ref, aCase('two', { openedAt: start + minute }), read));
    assert.equal(next.case.id, 'two');
  },

  'a record that is none of ours is malformed, not missing': async ({ ledger, ref, engine }) => {
    const pk = { S: ref.arn.toLowerCase() };
    const sk = { S: `NOTEBOOK#${new Date(ref.createdAt).toISOString()}` };
    const client = engine.connect();
    const TableName = engine.table;
    await client.send(new PutItemCommand({ TableName, Item: { pk, sk, schema: { N: '2' } } }));
    await assert.rejects(ledger.read(ref), {
      name: 'MalformedRecord',
      message: /^expected a record of schema 1, got one where schema: /,
    });
    await assert.rejects(ledger.find(ref.arn), { name: 'MalformedRecord' });
    assert.equal(await ledger.open(ref, aCase('one'), null), null);
    // Facts that read the whole table would stumble over it.
    await client.send(new DeleteItemCommand({ TableName, Key: { pk, sk } }));
  },

  'an open case is unfinished': async (scene) => {
    await opened(scene);
    assert.deepEqual(await unfinishedOf(scene), ['one']);
  },

  'a closed case is unfinished while its mail is owed, also beside a later one': async (scene) => {
    const { ledger, ref } = scene;
    const file = await given(ledger.close(await opened(scene), closed, {}));
    assert.deepEqual(await unfinishedOf(scene), ['one']);
    await given(ledger.open(ref, aCase('two'), file));
    assert.deepEqual(await unfinishedOf(scene), ['one', 'two']);
    await ledger.markOutcomeTold(file, { ...closed, mail: 'sent' }, []);
    assert.deepEqual(await unfinishedOf(scene), ['two']);
  },

  'a case whose people were told is finished': async (scene) => {
    await given(scene.ledger.close(await opened(scene), { ...closed, mail: 'none' }, {}));
    assert.deepEqual(await unfinishedOf(scene), []);
  },

  'a key to the answer page is no case': async (scene) => {
    const { engine, ref } = scene;
    await engine.connect().send(
      new PutItemCommand({
        TableName: engine.table,
        Item: { pk: { S: ref.arn.toLowerCase() }, sk: { S: 'KEY' }, caseId: { S: 'one' } },
      }),
    );
    assert.deepEqual(await unfinishedOf(scene), []);
  },

  'there is nothing at a place where nothing lies': async ({ ledger, ref }) =>
    assert.equal(await ledger.at({ pk: ref.arn.toLowerCase(), sk: 'CASE#one' }), null),

  'a ledger that cannot be reached is unavailable, and says which call': async ({ engine, ref }) => {
    const elsewhere = new Ledger('no-such-table', engine.connect());
    await assert.rejects(elsewhere.read(ref), {
      name: 'LedgerUnavailable',
      message: /^dynamodb:GetItem was refused: ResourceNotFoundException: /,
    });
    await assert.rejects(elsewhere.open(ref, aCase('one'), null), { name: 'LedgerUnavailable' });
  },
};

/** @param notebook what the facts' notebooks are called: no two facts share one */
export const factsOf = (
  held: Readonly<Record<string, (scene: Scene) => Promise<void>>>,
  notebook: string,
): readonly Fact[] =>
  Object.entries(held).map(([name, hold], at) => ({
    name,
    hold: (engine) =>
      hold({ engine, ledger: new Ledger(engine.table, engine.connect()), ref: refOf(`${notebook}-${at}`) }),
  }));

export const ledgerFacts = factsOf(facts, 'Lab');
