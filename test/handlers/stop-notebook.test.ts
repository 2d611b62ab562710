/** StopNotebook looks who can be reached before it ends anybody's work. */
import '../model/environment.ts';
import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it, vi } from 'vitest';
import { act } from '../../functions/act.ts';
import { type Line, nobody } from '../../functions/core/line.ts';
import type { Mailboxes } from '../../functions/core/mailbox.ts';
import type { Owner } from '../../functions/core/owner.ts';
import { stopNotebook } from '../../functions/handlers/stop-notebook.ts';
import type { MailingWorld } from '../../functions/world.ts';
import { deadline, file, grace, hour, look, mailboxes, phase, policy } from '../core/given.ts';

const taken: Line = {
  ...nobody,
  version: 1,
  slots: Array.from({ length: 10 }, (_, index) => ({ notebook: `other-${index}`, since: deadline })),
};

async function asked(boxes: Mailboxes, held = file(grace), line = nobody) {
  const stop = vi.fn(async () => undefined);
  const whom = vi.fn(async (_owner: Owner | null) => boxes);
  const world = {
    ledger: {
      read: async () => held,
      claim: async (of: typeof held, changes: object) => ({ ...of, case: { ...of.case, ...changes } }),
    },
    killSwitch: { read: async () => null },
    lines: { read: async () => line, write: async () => true },
    notebooks: { look: async () => look(), stop },
    mail: { mailboxes: whom },
    policy: policy({ reminders: [] }),
    log: new Logger({ logLevel: 'SILENT' }),
  } as unknown as MailingWorld;
  const { step } = await act(
    world,
    stopNotebook(world),
  )({
    execution: 'arn:execution',
    now: new Date(deadline + hour / 60).toISOString(),
    input: {
      caseId: 'case',
      notebook: { arn: held.arn, name: held.name, createdAt: new Date(held.createdAt).toISOString() },
      wakes: 0,
    },
  });
  return { step, stops: stop.mock.calls.length, owners: whom.mock.calls.map(([owner]) => owner) };
}

describe('the stop', () => {
  it('is sent when its owner is reached', async () => {
    expect(await asked(mailboxes())).toMatchObject({ step: 'wait', stops: 1 });
  });
  it('waits until somebody is told that its owner is not reached any more', async () => {
    expect(await asked(mailboxes('none'))).toMatchObject({ step: 'notify', stops: 0 });
  });
  it('waits for a slot where all are taken', async () => {
    expect(await asked(mailboxes(), file(grace), taken)).toMatchObject({ step: 'wait', stops: 0 });
  });
  it('is not sent when nobody is reached', async () => {
    expect(await asked(mailboxes('none', 'pending'))).toMatchObject({ step: 'close', stops: 0 });
  });
  it('asks for the owner whom the tags name', async () => {
    const { owners } = await asked(mailboxes());
    expect(owners).toEqual([{ address: 'alice@example.com', knownBy: 'tag' }]);
  });
  it('asks nobody once it has been sent', async () => {
    const { owners } = await asked(mailboxes('none'), file(phase('stopping', deadline)));
    expect(owners).toEqual([]);
  });
});
