/** The mails before a deadline. Their first line says what happens when: whoever reads no more is not surprised later. */
import type { File } from './case.ts';
import { mayDisableAtOnce } from './grace.ts';
import { whyHeld } from './hold.ts';
import { leaveOf, longestLookup } from './leave.ts';
import { bodyOf, footer, type Letter, spoken, subjectOf } from './letter.ts';
import type { Mailbox, Mailboxes } from './mailbox.ts';
import { dayAndTime, span } from './moment.ts';
import type { Notebook } from './notebook.ts';
import { overridesThatDoNotCount } from './override.ts';
import { ownCommands } from './own-commands.ts';
import { hasAnswered, postponementLeft } from './owner-answer.ts';
import { isToBeMoved, platformOf } from './platform.ts';
import type { Policy } from './policy.ts';
import {
  commandsFor,
  contact,
  lossAndGain,
  newPlatform,
  type Prospect,
  whatHappens,
  whyAtAll,
} from './prospect.ts';
import { movesIn } from './upgrade.ts';
import { whyYou } from './why-you.ts';

export interface Occasion {
  readonly file: File;
  readonly notebook: Notebook;
  readonly mailboxes: Mailboxes;
  readonly to: Mailbox;
  readonly deadline: number;
  readonly noticeId: string;
  /** The answer page's address for this mail alone; `null` where there is no page, or nothing to answer. */
  readonly link: string | null;
  readonly policy: Policy;
  readonly now: number;
}

export function firstNoticeLetter(occasion: Occasion): Letter {
  const { notebook, deadline, noticeId, policy } = occasion;
  const { arn, name } = notebook.ref;
  const held = whyHeld(notebook, isToBeMoved(notebook, policy));
  if (held !== null) return heldLetter(occasion, held);
  return {
    subject: subjectOf(
      name,
      policy.mode === 'notify' ? 'root access is on' : `root access ends ${dayAndTime(deadline)}`,
    ),
    body: bodyOf(
      whatHappens(prospectOf(occasion)),
      whyYou(occasion),
      toAnswer(occasion),
      exceptionThatDoesNotCount(occasion),
      tagsThatDoNotCount(occasion),
      whyAtAll,
      policy.mode === 'notify' ? null : lossAndGain(notebook.status),
      movesIn(occasion) && policy.mode !== 'notify' ? newPlatform : null,
      commandsFor(name, notebook.status, movesIn(occasion)),
      contact(policy),
      footer(arn, noticeId),
    ),
  };
}

/** The first notice about one that no machine touches: there is no deadline, and no command that would strand it. */
function heldLetter(occasion: Occasion, why: string): Letter {
  const { arn, name } = occasion.notebook.ref;
  return {
    subject: subjectOf(name, 'root access is on, needs you'),
    body: bodyOf(
      spoken(`Root access is enabled on notebook ${name}, and it is not turned off for you. ${why}`),
      whyYou(occasion),
      whyAtAll,
      whatToDo(occasion.notebook),
      contact(occasion.policy),
      footer(arn, occasion.noticeId),
    ),
  };
}

function whatToDo({ platform, ref, status }: Notebook): string {
  const { start, update } = ownCommands(ref.name);
  return status === 'Failed' && platformOf(platform) === 'comes-back'
    ? `What to do: find out why it failed, and start it again or delete it. To turn root access off, once it is Stopped:\n  ${start}\n  ${update}`
    : 'What to do: create a notebook on notebook-al2023-v1 with root access disabled, copy your work under /home/ec2-user/SageMaker to it, and delete this one. Do not stop it before your work is copied.';
}

export function reminderLetter(occasion: Occasion): Letter {
  const { file, notebook, deadline, noticeId, now, policy } = occasion;
  const { arn, name } = notebook.ref;
  return {
    subject: subjectOf(
      name,
      policy.mode === 'notify' ? 'root access is still on' : `root access ends in ${span(deadline - now)}`,
    ),
    body: bodyOf(
      whatHappens(prospectOf(occasion)),
      hasAnswered(file.case, 'request-exception')
        ? 'An exception was asked for and is not granted so far. Until it is, the clock goes on.'
        : null,
      whyYou(occasion),
      toAnswer(occasion),
      exceptionThatDoesNotCount(occasion),
      tagsThatDoNotCount(occasion),
      policy.mode === 'notify' || notebook.status === 'Stopped'
        ? null
        : 'Save your work under /home/ec2-user/SageMaker before then; the rest is lost when it stops: kernels, variables, terminals, running cells, /tmp.',
      commandsFor(name, notebook.status, movesIn(occasion)),
      contact(policy),
      footer(arn, noticeId),
    ),
  };
}

const prospectOf = ({ deadline, file, notebook, now, policy }: Occasion): Prospect => ({
  name: notebook.ref.name,
  status: notebook.status,
  platform: notebook.platform,
  isMoved: movesIn({ file, notebook, policy }),
  whenStopped: mayDisableAtOnce(file.case, policy),
  deadline,
  policy,
  now,
});

/** The link is on a line of its own, so that every mail program makes one link of it. */
function toAnswer({ file, link, mailboxes, notebook, policy, to }: Occasion): string | null {
  if (link === null) return null;
  const held = file.case;
  const enforces = policy.mode === 'enforce';
  const choices = [
    ...(enforces && !hasAnswered(held, 'remediate-now') ? ['have it done now'] : []),
    ...(enforces && notebook.status !== 'Stopped' && !hasAnswered(held, 'at-next-stop')
      ? ['have it done when you next stop it']
      : []),
    ...(postponementLeft(held, policy) > 0 ? ['postpone it'] : []),
    ...(hasAnswered(held, 'request-exception') ? [] : ['ask for an exception']),
    ...(to.address === mailboxes.platform.address ? [] : ['say that it is not yours']),
  ];
  return `On the page below, which changes nothing by being opened, you can ${listed(choices)}.\nTo answer: ${link}`;
}

const listed = (choices: readonly string[]): string => {
  const last = choices.at(-1) ?? 'acknowledge this';
  return choices.length < 2 ? last : `${choices.slice(0, -1).join(', ')}, or ${last}`;
};

function exceptionThatDoesNotCount(occasion: Occasion): string | null {
  const leave = leaveOf(occasion);
  if (leave.is === 'unknown') {
    return `It has an exception until ${leave.until}, and who set it is being looked up. Until that is known, for ${longestLookup / 3_600_000} hours at most, its root access is left on.`;
  }
  return leave.is === 'wrong' || leave.is === 'unapproved'
    ? spoken(`Its exception does not count: ${leave.why}.`)
    : null;
}

function tagsThatDoNotCount({ notebook, policy }: Occasion): string | null {
  const wrong = overridesThatDoNotCount(notebook.tags, policy);
  return wrong.length === 0
    ? null
    : spoken(`The time above is not what a tag asks for: ${wrong.join('; ')}.`);
}
