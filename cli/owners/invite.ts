/**
 * `owners invite`. Repeating it is harmless: a topic that is there is found, and who has confirmed is not asked, nor,
 * without --again, who was asked before.
 */
import type { Mail } from '../../functions/aws/mail.ts';
import { each, type Outcome } from '../each.ts';
import { agree } from '../terminal.ts';
import { json } from '../words.ts';
import { invitation, plan, result } from './invitation.ts';
import type { Run, Surroundings } from './run.ts';
import { survey } from './survey.ts';

/** Five in a second: of the 30 topics that SNS lets an account create in one, the guard needs some. */
const pause = 200;

export const invite: Run = async (account, options, terminal, surroundings) => {
  const { again, dryRun } = options;
  const found = await survey(account, surroundings.progress);
  const whom = invitation(found.owners, again, account.policy.platformEmail.toLowerCase());
  const say = dryRun && !options.json ? terminal.out : terminal.error;
  say(plan(whom, found));
  const toSend = dryRun ? [] : whom.toAsk;
  if (toSend.length > 0 && !options.yes) await agree(terminal, 'Send?', 'nobody was asked');
  const { done: asked, failed } = await ask(toSend, account.mail, surroundings);
  if (options.json) terminal.out(json({ dryRun, ...whom, asked, failed, unknown: found.failed }));
  else if (toSend.length > 0) terminal.out(result(asked, failed));
  return failed.length + found.failed.length === 0 ? 0 : 1;
};

const ask = (
  addresses: readonly string[],
  mail: Mail,
  { progress, sleep }: Surroundings,
): Promise<Outcome<string>> =>
  progress('asked', addresses.length, (advance) =>
    each(
      addresses,
      (address) => address,
      async (address) => {
        await mail.invite(address);
        return address;
      },
      { atOnce: 1, rest: () => sleep(pause), advance },
    ),
  );
