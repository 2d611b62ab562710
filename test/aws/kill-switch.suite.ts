/** What the kill switch promises, on any DynamoDB. The table has one of it, so these are facts of one life. */
import assert from 'node:assert/strict';
import { DeleteItemCommand } from '@aws-sdk/client-dynamodb';
import { KillSwitch } from '../../functions/aws/kill-switch.ts';
import type { Thrown } from '../../functions/core/kill-switch.ts';
import { factsOf, opened, type Scene, start } from './ledger.suite.ts';

const paused: Thrown = { to: 'paused', at: start, by: 'arn:paula', why: 'quarter-end' };
const running: Thrown = { to: 'running', at: start + 60_000, by: 'arn:ada', why: '' };

const facts: Readonly<Record<string, (scene: Scene) => Promise<void>>> = {
  'a switch is thrown by whoever saw how it stood, and keeps who threw it': async (scene) => {
    await opened(scene);
    const { engine } = scene;
    const killSwitch = new KillSwitch(engine.table, engine.connect());
    assert.equal(await killSwitch.read(), null);
    assert.equal(await killSwitch.throw(null, paused), true);
    assert.equal(await killSwitch.throw(null, running), false);
    assert.deepEqual(await killSwitch.read(), paused);
    assert.equal(await killSwitch.throw(paused, running), true);
    assert.equal(await killSwitch.throw(paused, { ...running, at: start + 120_000 }), false);
    assert.equal(await killSwitch.throw(paused, running), true);
    assert.deepEqual(await killSwitch.read(), running);
    assert.deepEqual(await killSwitch.history(), [running, paused]);
    // As if whoever lifted it had died before that was kept.
    const kept = { pk: { S: 'SWITCH' }, sk: { S: `THROWN#${new Date(running.at).toISOString()}` } };
    await engine.connect().send(new DeleteItemCommand({ TableName: engine.table, Key: kept }));
    assert.deepEqual(await killSwitch.history(), [paused]);
    const pausedAgain = { ...paused, at: start + 180_000 };
    assert.equal(await killSwitch.throw(running, pausedAgain), true);
    assert.deepEqual(await killSwitch.history(), [pausedAgain, running, paused]);
    const all = (await scene.ledger.everything()).filter(({ arn }) => arn === scene.ref.arn);
    assert.deepEqual(
      all.map((file) => file.case.id),
      ['one'],
    );
  },
};

export const killSwitchFacts = factsOf(facts, 'Switch');
