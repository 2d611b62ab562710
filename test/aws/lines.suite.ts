/** What lines for slots promise, on any DynamoDB. */
import assert from 'node:assert/strict';
import { Lines } from '../../functions/aws/lines.ts';
import { type Line, nobody } from '../../functions/core/line.ts';
import { factsOf, opened, type Scene, start } from './ledger.suite.ts';

const linesOf = ({ engine }: Scene): Lines => new Lines(engine.table, engine.connect());

const line = (version: number): Line => ({
  version,
  slots: [{ notebook: 'a', since: start }],
  waiting: [{ notebook: 'b', due: start, askedAt: start + version }],
});

const facts: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'of many that write one succeeds': async (scene) => {
    const lines = linesOf(scene);
    const writes = await Promise.all([1, 2, 3].map(() => lines.write(scene.ref.name, line(1))));
    assert.equal(writes.filter(Boolean).length, 1);
    assert.deepEqual(await lines.read(scene.ref.name), line(1));
  },

  'a version is written after the one before, and no other': async (scene) => {
    const lines = linesOf(scene);
    const { name } = scene.ref;
    assert.equal(await lines.write(name, line(2)), false);
    await lines.write(name, line(1));
    assert.equal(await lines.write(name, line(1)), false);
    assert.equal(await lines.write(name, line(2)), true);
    assert.equal(await lines.write(name, line(2)), false);
    assert.deepEqual(await lines.read(name), line(2));
  },

  'nobody is in a line that was never written, and lines are none of the records': async (scene) => {
    await opened(scene);
    const lines = linesOf(scene);
    assert.deepEqual(await lines.read(scene.ref.name), nobody);
    await lines.write(scene.ref.name, line(1));
    const all = (await scene.ledger.everything()).filter(({ arn }) => arn === scene.ref.arn);
    assert.deepEqual(
      all.map((file) => file.case.id),
      ['one'],
    );
  },
};

export const lineFacts = factsOf(facts, 'Lines');
