/**
 * Every word that is mailed. A mail stands by itself in plain text, its first line says what happens when, and it
 * says only what a look showed. What changes for the owner, and what a stop loses and keeps, is what AWS's own
 * pages say (SageMaker developer guide: nbi-software-updates, nbi-add-external, nbi-update, notebook-lifecycle-config).
 */
import { Temporal } from 'temporal-polyfill';
import type { Closed, Notice, Outcome } from './case.ts';
import { exceptionOf } from './exception.ts';
import { whyHeld } from './hold.ts';
import type { Mailbox, Mailboxes } from './mailbox.ts';
import type { Look, Notebook } from './notebook.ts';
import { platformOf } from './platform.ts';
import type { Policy } from './policy.ts';

export interface Letter {
  /** ASCII, under 100 characters: what SNS takes as an e-mail subject. */
  readonly subject: string;
  readonly body: string;
}

const paragraphs = (...parts: readonly (string | null)[]): string =>
  `${parts.filter((part) => part !== null).join('\n\n')}\n`;

/** E.g. `Tue 24 Nov 2026, 09:00 UTC`. */
export function utc(instant: number): string {
  const date = new Date(instant);
  const day = date.toUTCString().slice(0, 16).replace(',', '');
  return `${day}, ${date.toISOString().slice(11, 16)} UTC`;
}

/** In UTC, and in the policy's zone where it has one: `Tue 24 Nov 2026, 09:00 UTC (10:00 Europe/Paris)`. */
export function moment(instant: number, policy: Policy): string {
  const zone = policy.enforcementWindow?.timeZone;
  if (zone === undefined) return utc(instant);
  const there = Temporal.Instant.fromEpochMilliseconds(instant).toZonedDateTimeISO(zone);
  const day = there.toPlainDate().toString();
  const isSameDay = day === new Date(instant).toISOString().slice(0, 10);
  const time = there.toPlainTime().toString({ smallestUnit: 'minute' });
  return `${utc(instant)} (${isSameDay ? '' : `${day} `}${time} ${zone})`;
}

/** E.g. `24 Nov 09:00 UTC`: short enough for a subject. */
const dayAndTime = (instant: number): string => utc(instant).replace(/^\w+ (\d+ \w+) \d+,/, '$1');

/** E.g. `24 h` or `1 h 30 min`: how far away a time is, rounded to the minute. */
export function span(milliseconds: number): string {
  const minutes = Math.max(0, Math.round(milliseconds / 60_000));
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (hours === 0) return `${rest} min`;
  return rest === 0 ? `${hours} h` : `${hours} h ${rest} min`;
}

export interface Occasion {
  readonly notebook: Notebook;
  readonly mailboxes: Mailboxes;
  readonly to: Mailbox;
  readonly deadline: number;
  readonly noticeId: string;
  readonly policy: Policy;
  readonly now: number;
}

export function firstNoticeLetter(occasion: Occasion): Letter {
  const { notebook, deadline, policy } = occasion;
  const held = whyHeld(notebook);
  if (held !== null) return heldLetter(occasion, held);
  return {
    subject:
      policy.mode === 'notify'
        ? `${notebook.ref.name}: root access is on`
        : `${notebook.ref.name}: root access ends ${dayAndTime(deadline)}`,
    body: paragraphs(
      whatHappens(occasion),
      insteadOfTheOwner(occasion),
      exceptionThatDoesNotCount(occasion),
      'Why: its users have root access, which control SageMaker.3 does not allow. It is the default when a notebook is created without saying otherwise.',
      policy.mode === 'notify' ? null : lossAndGain(notebook),
      ownCommands(notebook),
      contact(occasion),
      footer(occasion.noticeId, notebook),
    ),
  };
}

/** The first notice about one that no machine touches: there is no deadline, and no command that would strand it. */
function heldLetter(occasion: Occasion, why: string): Letter {
  const { notebook } = occasion;
  const { name } = notebook.ref;
  return {
    subject: `${name}: root access is on, needs you`,
    body: paragraphs(
      `Root access is enabled on notebook ${name}, and it is not turned off for you. ${why}`,
      insteadOfTheOwner(occasion),
      'Why: its users have root access, which control SageMaker.3 does not allow. It is the default when a notebook is created without saying otherwise.',
      'What to do: create a notebook on notebook-al2023-v1 with root access disabled, copy your work under /home/ec2-user/SageMaker to it, and delete this one. Do not stop it before your work is copied.',
      contact(occasion),
      footer(occasion.noticeId, notebook),
    ),
  };
}

export function reminderLetter(occasion: Occasion): Letter {
  const { notebook, deadline, now, policy } = occasion;
  return {
    subject:
      policy.mode === 'notify'
        ? `${notebook.ref.name}: root access is still on`
        : `${notebook.ref.name}: root access ends in ${span(deadline - now)}`,
    body: paragraphs(
      whatHappens(occasion),
      insteadOfTheOwner(occasion),
      exceptionThatDoesNotCount(occasion),
      policy.mode === 'notify' || notebook.status === 'Stopped'
        ? null
        : 'Save your work under /home/ec2-user/SageMaker before then; the rest is lost when it stops: kernels, variables, terminals, running cells, /tmp.',
      ownCommands(notebook),
      contact(occasion),
      footer(occasion.noticeId, notebook),
    ),
  };
}

function whatHappens({ notebook, deadline, now, policy }: Occasion): string {
  const { name } = notebook.ref;
  const when = `${moment(deadline, policy)}, in ${span(deadline - now)}`;
  if (policy.mode === 'notify') {
    return `Root access is enabled on notebook ${name}. Nothing is changed for you; please disable it by ${when}.`;
  }
  if (notebook.status !== 'Stopped') {
    return `At ${when}, notebook ${name} is stopped, its root access is turned off, and it is started again. That takes about ten minutes.`;
  }
  if (platformOf(notebook.platform) !== 'comes-back') {
    const turnedOff = policy.stoppedNotebooks === 'disable' ? 'now, while it is stopped' : `at ${when}`;
    return `Root access on notebook ${name} is turned off ${turnedOff}. It stays stopped: its platform (${notebook.platform ?? 'not named'}) cannot be started again.`;
  }
  return policy.stoppedNotebooks === 'disable'
    ? `Root access on notebook ${name} is turned off now, while it is stopped. It stays stopped. If it runs at ${when}, it is stopped for this and started again.`
    : `At ${when}, root access on notebook ${name} is turned off. It is stopped and stays so; if it runs by then, it is stopped for this and started again.`;
}

const insteadOfTheOwner = ({ to, mailboxes }: Occasion): string | null => {
  if (to.address !== mailboxes.platform.address) return null;
  return mailboxes.owner === null
    ? 'You get this in place of its owner: no tag of the notebook names an owner whom we may mail.'
    : `You get this in place of its owner: ${mailboxes.owner.address} has not confirmed a subscription, so mail does not reach them.`;
};

function exceptionThatDoesNotCount({ notebook, policy, now }: Occasion): string | null {
  const exception = exceptionOf(notebook.tags, policy, now);
  return exception.is === 'wrong' ? `Its exception does not count: ${exception.why}.` : null;
}

const lossAndGain = (notebook: Notebook): string =>
  [
    ...(notebook.status === 'Stopped'
      ? []
      : [
          'What a stop loses: kernels, variables, terminals, running cells, /tmp, and packages installed into the built-in conda environments. Software versions move to the latest, and an on-start script runs again.',
          'What it keeps: everything under /home/ec2-user/SageMaker, and the name, role, network and tags of the notebook.',
        ]),
    'What changes after that: no sudo, yum or dnf, no system packages or services, and Docker is rootless. pip install and conda install still work, and lifecycle configuration scripts still run as root.',
  ].join('\n');

function ownCommands(notebook: Notebook): string {
  const { name } = notebook.ref;
  const stop = `  aws sagemaker stop-notebook-instance --notebook-instance-name ${name}`;
  const stopped = `  aws sagemaker wait notebook-instance-stopped --notebook-instance-name ${name}`;
  const update = `  aws sagemaker update-notebook-instance --notebook-instance-name ${name} --root-access Disabled`;
  const start = `  aws sagemaker start-notebook-instance --notebook-instance-name ${name}`;
  return [
    'To do it yourself at a moment of your choice:',
    ...(notebook.status === 'Stopped' ? [update] : [stop, stopped, update, stopped, start]),
  ].join('\n');
}

const contact = ({ policy }: Occasion): string =>
  `Questions, or a reason why it must keep root access: write to ${policy.platformEmail}.`;

const footer = (noticeId: string, notebook: Notebook): string =>
  `Notebook ${notebook.ref.arn}\nNotice ${noticeId}`;

/** At most 34 characters, so that with the longest name a subject stays under 100. */
const headlines: Readonly<Record<Closed['outcome'], string>> = {
  remediated: 'root access is off, running again',
  'remediated-left-stopped': 'root access is off, it is stopped',
  'remediated-not-restarted': 'root is off but it did not start',
  'already-compliant': 'root access was off already',
  'fixed-meanwhile': 'thank you, root access is off',
  exempt: 'an exception covers it',
  gone: 'it was deleted',
  observed: 'root access is on, as it was',
  held: 'root access is on, needs a person',
  failed: 'root access is not turned off',
};

/** How it ended, in what was seen. */
export function outcomeLetter(
  name: string,
  arn: string,
  closed: Closed,
  noticeId: string,
  policy: Policy,
): Letter {
  return {
    subject: `${name}: ${headlines[closed.outcome]}`,
    body: paragraphs(
      `Notebook ${name}: ${headlines[closed.outcome]}.`,
      closed.reason,
      `Seen ${utc(closed.closedAt)}, outcome ${closed.outcome}. Questions: write to ${policy.platformEmail}.`,
      `Notebook ${arn}\nNotice ${noticeId}`,
    ),
  };
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
