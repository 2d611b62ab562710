/** What the history of touched tags promises, on any DynamoDB. */
import assert from 'node:assert/strict';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { Touches } from '../../functions/aws/touches.ts';
import type { Touch } from '../../functions/core/touch.ts';
import { factsOf, type Scene, start } from './ledger.suite.ts';

const touch = (event: string, at = start, value: string | null = 'until=2026-12-31 SEC-12'): Touch => ({
  event,
  at,
  value,
  by: { who: 'arn:aws:sts::111122223333:assumed-role/Platform/pat@example.com', role: null },
  source: 'event',
});
const touchesOf = ({ engine }: Scene): Touches => new Touches(engine.table, engine.connect());

const facts: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'nobody has touched the tag of a notebook that is new': async (scene) => {
    assert.deepEqual(await touchesOf(scene).latest(scene.ref.arn), []);
  },

  'who touched a tag is found as it was written, the newest first': async (scene) => {
    const touches = touchesOf(scene);
    const removed = touch('b', start + 1_000, null);
    await touches.record(scene.ref.arn, touch('a'));
    await touches.record(scene.ref.arn, removed);
    assert.deepEqual(await touches.latest(scene.ref.arn), [removed, touch('a')]);
  },

  'one that is written twice is there once, as it was first': async (scene) => {
    const touches = touchesOf(scene);
    await touches.record(scene.ref.arn, touch('a'));
    await touches.record(scene.ref.arn, { ...touch('a'), source: 'lookup' });
    assert.deepEqual(await touches.latest(scene.ref.arn), [touch('a')]);
  },

  'two within one second are both there': async (scene) => {
    const touches = touchesOf(scene);
    await touches.record(scene.ref.arn, touch('a'));
    await touches.record(scene.ref.arn, touch('b'));
    const found = await touches.latest(scene.ref.arn);
    assert.deepEqual(found.map(({ event }) => event).sort(), ['a', 'b']);
  },

  'the ARN is compared without regard to case, and another notebook’s are not found': async (scene) => {
    const touches = touchesOf(scene);
    await touches.record(scene.ref.arn.toUpperCase(), touch('a'));
    await touches.record(`${scene.ref.arn}-2`, touch('b'));
    assert.deepEqual(await touches.latest(scene.ref.arn), [touch('a')]);
  },

  'of very many the newest are found': async (scene) => {
    const touches = touchesOf(scene);
    for (let at = 0; at < 15; at += 1)
      await touches.record(scene.ref.arn, touch(`e${at}`, start + at * 1_000));
    const found = await touches.latest(scene.ref.arn);
    assert.equal(found[0]?.event, 'e14');
    assert.equal(found.length, 10);
  },

  'who was warned is found as it was written last, and is no touch': async (scene) => {
    const touches = touchesOf(scene);
    assert.equal(await touches.warned(scene.ref), null);
    const warned = { value: 'until=2026-12-31', to: ['alice@example.com'], at: start };
    await touches.markWarned(scene.ref, warned);
    await touches.markWarned(scene.ref, { ...warned, to: [...warned.to, 'platform@example.com'] });
    assert.deepEqual((await touches.warned(scene.ref))?.to, ['alice@example.com', 'platform@example.com']);
    assert.equal(await touches.warned({ ...scene.ref, createdAt: start + 1 }), null);
    assert.deepEqual(await touches.latest(scene.ref.arn), []);
  },

  'what is no touched tag is refused by name': async (scene) => {
    const Item = { pk: { S: `TAG#${scene.ref.arn.toLowerCase()}` }, sk: { S: 'TOUCH#a' } };
    await scene.engine.connect().send(new PutItemCommand({ TableName: scene.engine.table, Item }));
    await assert.rejects(touchesOf(scene).latest(scene.ref.arn), { name: 'MalformedRecord' });
  },
};

export const touchesFacts = factsOf(facts, 'Tagged');
