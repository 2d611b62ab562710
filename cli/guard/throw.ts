/** `guard pause` and `guard resume`. Both may be repeated: who repeats `resume` wakes again who was not woken. */
import type { File } from '../../functions/core/case.ts';
import { pauseOf, type Thrown } from '../../functions/core/kill-switch.ts';
import { wake } from '../../functions/wake.ts';
import { each, type Outcome } from '../each.ts';
import { CannotGoOn } from '../refused.ts';
import { asked } from '../session.ts';
import { counted, json } from '../words.ts';
import type { Account } from './account.ts';
import type { Run } from './run.ts';
import { said } from './said.ts';

const wakesAtOnce = 10;

export const pause: Run = async (account, { json: isJson, reason }, terminal, { now, who }) => {
  const thrown = await throwTo(account, { to: 'paused', at: now(), by: who, why: reason });
  terminal.out(
    isJson ? json({ paused: pauseOf(thrown) }) : `${said(thrown)}\nnpm run guard -- resume lifts it.\n`,
  );
  return 0;
};

export const resume: Run = async (account, { json: isJson, reason }, terminal, { now, who }) => {
  const thrown = await throwTo(account, { to: 'running', at: now(), by: who, why: reason });
  const { done, failed } = await wakeAll(account);
  if (isJson) terminal.out(json({ paused: null, woken: done.filter(Boolean).length, failed }));
  else {
    terminal.out(`${said(thrown)}\n${counted(done.filter(Boolean).length, 'case')} woken.\n`);
    for (const { about, why } of failed) terminal.out(`failed  ${about}: ${why}\n`);
    if (failed.length > 0)
      terminal.out('Those look by themselves, later; repeat the command to wake them.\n');
  }
  return failed.length === 0 ? 0 : 1;
};

/** @returns how it stands then */
async function throwTo({ killSwitch }: Account, thrown: Thrown): Promise<Thrown> {
  const seen = await asked('the kill switch', () => killSwitch.read());
  if ((seen?.to ?? 'running') === thrown.to) return seen ?? thrown;
  if (await asked('to throw the kill switch', () => killSwitch.throw(seen, thrown))) return thrown;
  throw new CannotGoOn('expected to throw the kill switch, got somebody who threw it at the same moment');
}

async function wakeAll({ executions, ledger }: Account): Promise<Outcome<boolean>> {
  const files = await asked('the open cases', () => ledger.everything());
  const held = files.filter(
    ({ case: { pausedAt, stand } }) => stand.at !== 'closed' && pausedAt !== undefined,
  );
  return each(
    held,
    ({ name }: File) => name,
    (file) => wake({ executions, ledger }, file, true),
    { atOnce: wakesAtOnce, advance: () => undefined },
  );
}
