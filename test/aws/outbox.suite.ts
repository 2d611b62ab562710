/** What the outbox promises, on any DynamoDB. */
import assert from 'node:assert/strict';
import { Outbox } from '../../functions/aws/outbox.ts';
import { type Entry, unpaced } from '../../functions/core/outbox.ts';
import { factsOf, failingOnce, opened, type Scene, start } from './ledger.suite.ts';

/** An address of its own for each fact. */
const addressIn = ({ ref }: Scene): string => `${ref.name}@example.com`;

const entryOf = (notice: string, changes: Partial<Entry> = {}): Entry => ({
  notice,
  kind: 'first',
  caseId: 'one',
  arn: 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab',
  name: 'lab',
  createdAt: start,
  queuedAt: start,
  deadline: null,
  grace: 3_600_000,
  why: 'You get this because a tag names you.',
  hasLink: true,
  says: { is: 'prospect', status: 'InService', platform: null, whenStopped: false },
  ...changes,
});
const taken = (into: string) => ({ into, at: start + 60_000, deadline: start + 3_660_000 });
const outboxOf = ({ engine }: Scene): Outbox => new Outbox(engine.table, engine.connect());

const pace = (turn: number) => ({
  turn,
  sent: [{ notice: `notice-${turn}`, at: start, gathers: turn > 1 }],
});

const facts: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'of many that try one takes a turn': async (scene) => {
    const outbox = outboxOf(scene);
    const address = addressIn(scene);
    const tries = await Promise.all([1, 2, 3].map(() => outbox.takeTurn(address, unpaced, pace(1))));
    assert.equal(tries.filter(Boolean).length, 1);
    assert.deepEqual(await outbox.pace(address), pace(1));
  },

  'a turn is taken after the one that was seen, and no other': async (scene) => {
    const outbox = outboxOf(scene);
    const address = addressIn(scene);
    await outbox.takeTurn(address, unpaced, pace(1));
    assert.equal(await outbox.takeTurn(address, unpaced, pace(1)), false);
    assert.equal(await outbox.takeTurn(address, pace(1), pace(2)), true);
    assert.equal(await outbox.takeTurn(address, pace(1), pace(2)), false);
    assert.deepEqual(await outbox.pace(address), pace(2));
  },

  'what waits is found as it was, and waits once': async (scene) => {
    const outbox = outboxOf(scene);
    const address = addressIn(scene);
    await outbox.queue(address, entryOf('a'));
    await outbox.queue(address, entryOf('a', { queuedAt: start + 1 }));
    await outbox.queue(address, entryOf('b', { says: { is: 'text', text: 'it ended' }, grace: null }));
    assert.deepEqual(await outbox.find(address, 'a'), entryOf('a'));
    assert.deepEqual(
      (await outbox.entries(address)).map(({ notice }) => notice),
      ['a', 'b'],
    );
    assert.equal(await outbox.find(address, 'c'), null);
  },

  'of many mails one takes what waits': async (scene) => {
    const outbox = outboxOf(scene);
    const address = addressIn(scene);
    await outbox.queue(address, entryOf('a'));
    const tries = await Promise.all(
      ['x', 'y', 'z'].map((into) => outbox.take(address, entryOf('a'), taken(into))),
    );
    assert.equal(tries.filter(Boolean).length, 1);
  },

  'what is in a mail is in it, however often it is taken': async (scene) => {
    const outbox = outboxOf(scene);
    const address = addressIn(scene);
    await outbox.queue(address, entryOf('a'));
    assert.equal(await outbox.take(address, entryOf('a'), taken('x')), true);
    assert.equal(await outbox.take(address, entryOf('a'), taken('x')), true);
    assert.deepEqual(await outbox.find(address, 'a'), entryOf('a', { taken: taken('x') }));
  },

  'what was lost in a mail is taken from that one, and no other': async (scene) => {
    const outbox = outboxOf(scene);
    const address = addressIn(scene);
    await outbox.queue(address, entryOf('a'));
    await outbox.take(address, entryOf('a'), taken('x'));
    assert.equal(await outbox.take(address, entryOf('a', { taken: taken('w') }), taken('y')), false);
    assert.equal(await outbox.take(address, entryOf('a', { taken: taken('x') }), taken('y')), true);
  },

  'what does not wait is not taken': async (scene) => {
    assert.equal(await outboxOf(scene).take(addressIn(scene), entryOf('a'), taken('x')), false);
  },

  'what SNS refused waits again, unless it is in another mail by now': async (scene) => {
    const outbox = outboxOf(scene);
    const address = addressIn(scene);
    await outbox.queue(address, entryOf('a'));
    await outbox.take(address, entryOf('a'), taken('x'));
    await outbox.release(address, entryOf('a'), 'y');
    assert.deepEqual(await outbox.find(address, 'a'), entryOf('a', { taken: taken('x') }));
    await outbox.release(address, entryOf('a'), 'x');
    assert.deepEqual(await outbox.find(address, 'a'), entryOf('a'));
  },

  'a mail that is out is marked with when': async (scene) => {
    const outbox = outboxOf(scene);
    const address = addressIn(scene);
    assert.equal(await outbox.sentAt(address, 'x'), null);
    await outbox.markSent(address, 'x', start);
    assert.equal(await outbox.sentAt(address, 'x'), start);
  },

  'one address knows nothing of another': async (scene) => {
    const outbox = outboxOf(scene);
    const address = addressIn(scene);
    await outbox.queue(address, entryOf('a'));
    await outbox.takeTurn(address, unpaced, pace(1));
    assert.deepEqual(await outbox.entries(`other-${address}`), []);
    assert.deepEqual(await outbox.pace(`other-${address}`), unpaced);
  },

  'mails that wait are none of the records': async (scene) => {
    await opened(scene);
    const outbox = outboxOf(scene);
    await outbox.queue(addressIn(scene), entryOf('a', { arn: scene.ref.arn }));
    await outbox.takeTurn(addressIn(scene), unpaced, pace(1));
    await outbox.markSent(addressIn(scene), 'x', start);
    const all = (await scene.ledger.everything()).filter(({ arn }) => arn === scene.ref.arn);
    assert.deepEqual(
      all.map((file) => file.case.id),
      ['one'],
    );
  },

  'what waits is found although the question was lost at first': async (scene) => {
    const address = addressIn(scene);
    await outboxOf(scene).queue(address, entryOf('a'));
    const unlucky = new Outbox(scene.engine.table, failingOnce(scene.engine.connect()));
    assert.deepEqual(await unlucky.entries(address), [entryOf('a')]);
  },
};

export const outboxFacts = factsOf(facts, 'Waiting');
