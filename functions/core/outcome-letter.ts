/** The mail that says how it ended. Its first line says what was seen to be true, and nothing that was hoped for. */
import type { Closed, Notice, Outcome } from './case.ts';
import { bodyOf, footer, type Letter, spoken, subjectOf } from './letter.ts';
import { moment } from './moment.ts';
import type { Look } from './notebook.ts';
import { ownCommands } from './own-commands.ts';
import type { Policy } from './policy.ts';

/** At most 34 characters, so that with the longest name a subject stays under 100. */
export const headlines: Readonly<Record<Outcome, string>> = {
  remediated: 'root access is off, running again',
  'remediated-left-stopped': 'root access is off, it is stopped',
  'remediated-not-restarted': 'root is off but it did not start',
  'already-compliant': 'root access was off already',
  'fixed-meanwhile': 'thank you, root access is off',
  exempt: 'an exception covers it',
  gone: 'it was deleted',
  observed: 'root access is on, as it was',
  held: 'root access is on, needs a person',
  failed: 'we could not finish',
};

export function outcomeLetter(
  name: string,
  arn: string,
  closed: Closed,
  noticeId: string,
  policy: Policy,
): Letter {
  const { closedAt, outcome, reason } = closed;
  return {
    subject: subjectOf(name, headlines[outcome]),
    body: bodyOf(
      firstLine(name, closed),
      spoken(reason),
      whatNow(name, outcome),
      `Seen ${moment(closedAt, policy)}, outcome ${outcome}. Questions: write to ${policy.platformEmail}.`,
      footer(arn, noticeId),
    ),
  };
}

function firstLine(name: string, { died, outcome }: Closed): string {
  switch (outcome) {
    case 'remediated':
      return `Root access is off on notebook ${name}, and it is running again.`;
    case 'remediated-left-stopped':
      return `Root access is off on notebook ${name}, and it is stopped.`;
    case 'remediated-not-restarted':
      return `Root access is off on notebook ${name}, but it did not start again: somebody must see to it.`;
    case 'already-compliant':
      return `Root access was off already on notebook ${name}.`;
    case 'fixed-meanwhile':
      return `Thank you: root access is off on notebook ${name}, and nothing more is done about it.`;
    case 'exempt':
      return `An exception covers notebook ${name}: its root access stays on, and nothing is done about it meanwhile.`;
    case 'gone':
      return `Notebook ${name} was deleted.`;
    case 'observed':
      return `Notebook ${name} still has root access: it was not turned off.`;
    case 'held':
      return `Notebook ${name} still has root access, and it is not turned off for you: a person must decide.`;
    case 'failed':
      // Neither root access nor the notebook is known from the outcome: the reason says what was seen.
      return died
        ? `We were interrupted while we turned off root access on notebook ${name}; what is true of it now stands below.`
        : `We could not finish turning off root access on notebook ${name}; what is true of it now stands below.`;
    default:
      return outcome satisfies never;
  }
}

/** What its owner will want to know or do next, where that is not plain. */
function whatNow(name: string, outcome: Outcome): string | null {
  const { start } = ownCommands(name);
  switch (outcome) {
    case 'remediated':
      return 'It was stopped in between: kernels and terminals are new, what lies under /home/ec2-user/SageMaker was kept. sudo, yum and dnf do not work any more; pip install and conda install do.';
    case 'remediated-not-restarted':
      return `To try to start it once more:\n  ${start}`;
    case 'fixed-meanwhile':
      return 'If it is stopped, start it whenever you like.';
    default:
      return null;
  }
}

/** What a look showed, in words. */
export function whatIsTrue(look: Look): string {
  switch (look.seen) {
    case 'gone':
      return 'The notebook is gone.';
    case 'nothing':
      return `Whether root access is on is not known: ${look.because}`;
    case 'notebook':
      return `Root access is ${look.notebook.root === 'Enabled' ? 'enabled' : 'disabled'}, and it is ${look.notebook.statusText}.`;
    default:
      return look satisfies never;
  }
}

/** Those of whom a person is asked, or that end otherwise than people were told. */
const forThePlatformToo: readonly Outcome[] = ['failed', 'held', 'observed', 'remediated-not-restarted'];

export interface Readers {
  /** Those who had the first notice. */
  readonly asFirst: boolean;
  readonly platform: boolean;
}

/** Who is mailed about how it ended. */
export function outcomeReaders(outcome: Outcome, notices: readonly Notice[]): Readers {
  const wasTold = notices.some((notice) => notice.kind === 'first' && notice.sentAt !== null);
  if (outcome === 'gone') return { asFirst: false, platform: false };
  const alone = outcome === 'failed' || outcome === 'held';
  return { asFirst: wasTold, platform: wasTold ? forThePlatformToo.includes(outcome) : alone };
}
