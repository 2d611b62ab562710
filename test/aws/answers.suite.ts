/** What the ledger promises about owners' answers and the keys to the page, on any DynamoDB. */
import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { GetItemCommand } from '@aws-sdk/client-dynamodb';
import { AnswerKeys } from '../../functions/aws/answer-keys.ts';
import type { File, OwnerAnswer } from '../../functions/core/case.ts';
import {
  aCase,
  closed,
  factsOf,
  given,
  grace,
  minute,
  opened,
  type Scene,
  start,
  stopping,
} from './ledger.suite.ts';

const acknowledged: OwnerAnswer = {
  kind: 'acknowledge',
  at: start + minute,
  notice: 'one-first',
  address: 'alice@example.com',
};
const postponed: OwnerAnswer = { ...acknowledged, kind: 'postpone', by: 30 * minute };
const later = { at: 'grace', deadline: start + 90 * minute } as const;

const inGrace = async (scene: Scene): Promise<File> =>
  given(scene.ledger.claim(await opened(scene), { stand: grace }));

const keyOf = ({ ref }: Scene) => ({
  ...{ arn: ref.arn, createdAt: ref.createdAt, caseId: 'one', notice: 'one-first' },
  ...{ address: 'alice@example.com', expiresAt: start + 60 * minute },
});

const keysOf = ({ engine }: Scene): AnswerKeys => new AnswerKeys(engine.table, engine.connect());

const itemOf = async ({ engine }: Scene, key: string) => {
  const pk = { S: `KEY#${createHash('sha256').update(key).digest('hex')}` };
  const { Item } = await engine
    .connect()
    .send(new GetItemCommand({ TableName: engine.table, Key: { pk, sk: { S: 'KEY' } } }));
  return Item;
};

const facts: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'an answer is written though nobody was told yet': async (scene) => {
    const answered = await given(scene.ledger.answer(await opened(scene), { answers: [acknowledged] }));
    assert.deepEqual(answered.case.answers, [acknowledged]);
  },

  'an answer is written down, as news that wakes': async (scene) => {
    const file = await inGrace(scene);
    const answered = await given(scene.ledger.answer(file, { answers: [acknowledged] }));
    assert.deepEqual(answered, {
      ...file,
      case: { ...file.case, answers: [acknowledged], wakes: 1, resumes: 1 },
    });
    assert.deepEqual(await scene.ledger.read(scene.ref), answered);
  },

  'an answer moves the deadline in the same write': async (scene) => {
    const file = await inGrace(scene);
    const answered = await given(scene.ledger.answer(file, { answers: [postponed], stand: later }));
    assert.deepEqual([answered.case.stand, answered.case.answers], [later, [postponed]]);
  },

  'whoever says that it is not theirs is known beyond the case': async (scene) => {
    const { ledger, ref } = scene;
    const file = await given(
      ledger.answer(await inGrace(scene), {
        answers: [{ ...acknowledged, kind: 'not-mine' }],
        disowned: ['alice@example.com'],
      }),
    );
    const earlier = await given(ledger.close(file, closed, { restartOwed: null }));
    const next = await given(ledger.open(ref, aCase('two'), earlier));
    assert.deepEqual(next.disowned, ['alice@example.com']);
  },

  'of two answers at once one is written, and the other knows': async (scene) => {
    const file = await inGrace(scene);
    const both = await Promise.all(
      ['acknowledge', 'remediate-now'].map((kind) =>
        scene.ledger.answer(file, { answers: [{ ...acknowledged, kind } as OwnerAnswer] }),
      ),
    );
    assert.equal(both.filter((written) => written !== null).length, 1);
  },

  'an answer to a case that has moved on is not written': async (scene) => {
    const file = await inGrace(scene);
    const moved = await given(scene.ledger.claim(file, { stand: stopping }));
    assert.equal(await scene.ledger.answer(file, { answers: [postponed], stand: later }), null);
    assert.deepEqual(await scene.ledger.read(scene.ref), moved);
  },

  'an answer to a case whose deadline has moved is not written': async (scene) => {
    const file = await inGrace(scene);
    await given(scene.ledger.claim(file, { stand: later }));
    assert.equal(await scene.ledger.answer(file, { answers: [acknowledged] }), null);
  },

  'an answer to a closed case is not written': async (scene) => {
    const file = await inGrace(scene);
    await given(scene.ledger.close(file, closed, { restartOwed: null }));
    assert.equal(await scene.ledger.answer(file, { answers: [acknowledged] }), null);
  },

  'what ends the grace window is not claimed over an answer that came since the read': async (scene) => {
    const file = await inGrace(scene);
    const answered = await given(scene.ledger.answer(file, { answers: [postponed], stand: later }));
    assert.equal(await scene.ledger.claim(file, { stand: stopping }), null);
    assert.deepEqual(await scene.ledger.read(scene.ref), answered);
    assert.notEqual(await scene.ledger.claim(answered, { stand: stopping }), null);
  },

  'a notice is claimed whatever was answered since the read': async (scene) => {
    const file = await inGrace(scene);
    await given(scene.ledger.answer(file, { answers: [postponed], stand: later }));
    const claimed = await given(scene.ledger.claim(file, { notices: [] }));
    assert.deepEqual([claimed.case.stand, claimed.case.answers], [later, [postponed]]);
  },

  'a case is not closed over an answer': async (scene) => {
    const file = await inGrace(scene);
    await given(scene.ledger.answer(file, { answers: [acknowledged] }));
    assert.equal(await scene.ledger.close(file, closed, { restartOwed: null }), null);
  },

  'a key says what it is good for': async (scene) => {
    const key = await keysOf(scene).create(keyOf(scene));
    assert.match(key, /^[\w-]{43}$/);
    assert.deepEqual(await keysOf(scene).find(key, start), keyOf(scene));
  },

  'each key is another': async (scene) => {
    const keys = await Promise.all([1, 2, 3].map(() => keysOf(scene).create(keyOf(scene))));
    assert.equal(new Set(keys).size, 3);
  },

  'a key is good for nothing from when it expires, though it is there still': async (scene) => {
    const key = await keysOf(scene).create(keyOf(scene));
    assert.notEqual(await keysOf(scene).find(key, start + 60 * minute - 1), null);
    assert.equal(await keysOf(scene).find(key, start + 60 * minute), null);
  },

  'what nobody made is no key': async (scene) => {
    for (const forged of ['', 'A'.repeat(43), 'A'.repeat(42), `${'A'.repeat(42)}/`, 'KEY', '../../answer']) {
      assert.equal(await keysOf(scene).find(forged, start), null);
    }
  },

  'a key itself is not written down, only its hash': async (scene) => {
    const key = await keysOf(scene).create(keyOf(scene));
    const item = await itemOf(scene, key);
    assert.ok(item !== undefined && !JSON.stringify(item).includes(key));
  },

  'DynamoDB may delete a key when it has expired': async (scene) => {
    const key = await keysOf(scene).create({ ...keyOf(scene), expiresAt: start + 1 });
    assert.deepEqual((await itemOf(scene, key))?.['ttl'], { N: String(start / 1000 + 1) });
  },

  'keys are none of the records': async (scene) => {
    await opened(scene);
    await keysOf(scene).create(keyOf(scene));
    const all = (await scene.ledger.everything()).filter(({ arn }) => arn === scene.ref.arn);
    assert.deepEqual(
      all.map((file) => file.case.id),
      ['one'],
    );
    assert.equal((await scene.ledger.find(scene.ref.arn)).length, 1);
  },
};

export const answerFacts = factsOf(facts, 'Answered');
