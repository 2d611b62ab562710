/** The page behind a notice's link, as the case stands now; `said` is what came of an answer just sent. */
import { deadlineOf, type File, type Open, type OwnerAnswer } from '../case.ts';
import { moment, span, utc } from '../moment.ts';
import { headlines } from '../outcome-letter.ts';
import { answersOf, dueAt, isAnswerable, isDisowned, isOfThisCase, offered } from '../owner-answer.ts';
import type { Policy } from '../policy.ts';
import { advice } from './advice.ts';
import { labels, shownOrder, whatHappens } from './answers.ts';
import { type Complaint, form } from './forms.ts';
import { type Html, html } from './html.ts';
import { type Page, page } from './layout.ts';
import type { Reader } from './reader.ts';

/** What is said on top of the page to whoever has just sent an answer. */
export interface Said {
  readonly status: number;
  readonly headline: string;
  readonly text: string;
  readonly complaint: Complaint | null;
}

export function casePage(reader: Reader, said: Said | null): Page {
  const title = titleOf(reader);
  return page(
    said?.status ?? 200,
    said === null ? title : `${said.headline}: ${title}`,
    html`<h1>${title}</h1>`,
    said === null ? null : announced(said),
    facts(reader),
    isOfThisCase(reader.file, reader.notice) ? bodyOf(reader, said) : earlier,
  );
}

/** With a role, so that a screen reader says it first. */
const announced = ({ headline, status, text }: Said): Html => {
  const isBad = status >= 400;
  return html`
<div class="said${isBad ? ' wrong' : ''}" role="${isBad ? 'alert' : 'status'}">
<p><strong>${headline}.</strong> ${text}</p>
</div>`;
};

function titleOf({ file, notice, policy, now }: Reader): string {
  const { name, case: held } = file;
  if (!isOfThisCase(file, notice)) return `An earlier case of notebook ${name}`;
  const { stand } = held;
  switch (stand.at) {
    case 'closed':
      return `Notebook ${name}: ${headlines[stand.outcome]}`;
    case 'opened':
      return `Notebook ${name}: root access is on`;
    case 'grace':
      if (policy.mode === 'notify') return `Notebook ${name}: root access is on`;
      return now < dueAt(held, stand.deadline, policy)
        ? `Notebook ${name}: root access ends in ${span(stand.deadline - now)}`
        : `Notebook ${name}: root access is being turned off`;
    default:
      return `Notebook ${name}: root access is being turned off`;
  }
}

/** As far as the ledger knows it. */
function whose(file: File, address: string, policy: Policy): string {
  if (isDisowned(file, address)) return `Not that of ${address}, who said so.`;
  return address === policy.platformEmail.toLowerCase()
    ? 'The platform team’s, or that of somebody who is not known or whom mail does not reach.'
    : `That of ${address}, whom a tag of it names, or who created or changed it last.`;
}

function facts({ file, address, notice, policy }: Reader): Html {
  const { stand } = file.case;
  const deadline = isOfThisCase(file, notice) && stand.at === 'grace' ? deadlineOf(stand) : null;
  return html`
<dl>
<dt>Notebook</dt>
<dd>${file.name} (<code>${file.arn}</code>)</dd>
<dt>Whose</dt>
<dd>${whose(file, address, policy)} The mail about it went to ${address}.</dd>${
    deadline === null
      ? null
      : html`\n<dt>When</dt>\n<dd><time datetime="${new Date(deadline).toISOString()}">${moment(deadline, policy)}</time></dd>`
  }
</dl>`;
}

const earlier = html`
<p>The case that this link is about is closed. If you have a newer mail about this notebook, use the link in that one.</p>`;

function bodyOf(reader: Reader, said: Said | null): readonly Html[] {
  const { file, policy, now } = reader;
  const { stand } = file.case;
  if (stand.at === 'closed') {
    return [html`\n<p>${stand.reason}</p>\n<p>Seen ${utc(stand.closedAt)}.</p>`, recorded(reader)];
  }
  if (!isAnswerable(file, policy, now)) return [html`\n<p>${beingDone(stand)}</p>`, recorded(reader)];
  return [
    html`
<h2>What happens when</h2>
<p>${whatHappens(file, policy, now)}</p>
<p>Its users have root access, which control SageMaker.3 does not allow.</p>`,
    recorded(reader),
    answers(reader, said),
    ...advice(file, policy),
  ];
}

/** Where it is, in what was asked of SageMaker and no more. */
function beingDone(stand: Open): string {
  switch (stand.at) {
    case 'opened':
    case 'grace':
      return 'It is due: what happens next needs no answer any more. A mail tells how it went.';
    case 'stopping':
      return `It was asked to stop, ${utc(stand.since)}. Root access is turned off next, and then it is started again. A mail tells how it went.`;
    case 'updating':
      return `Its root access is being turned off, since ${utc(stand.since)}. A mail tells how it went.`;
    case 'starting':
      return `It is being started again, since ${utc(stand.since)}. A mail tells how it went.`;
    default:
      return stand satisfies never;
  }
}

function recorded({ file }: Reader): Html {
  const given = answersOf(file.case);
  if (given.length === 0) return html``;
  return html`
<h2>Answered so far</h2>
<ul>${given.map((answer) => html`\n<li>${inWords(answer)}</li>`)}
</ul>`;
}

const inWords = ({ at, by, kind, reason }: OwnerAnswer): string =>
  `${labels[kind]}${by === undefined ? '' : ` by ${span(by)}`}, ${utc(at)}${reason === undefined ? '' : `: “${reason}”`}`;

function answers(reader: Reader, said: Said | null): Html {
  const { file, address, policy, now } = reader;
  if (isDisowned(file, address)) {
    return html`\n<p>You have said that this notebook is not yours: the platform team sees to it.</p>`;
  }
  const open = offered(file, policy, now, address);
  const shown = shownOrder.filter((kind) => open.includes(kind));
  return html`
<h2>Your answer</h2>
<p>You need not answer. Whoever has this link can, so do not pass it on.</p>${shown.map((kind) => form(kind, reader, said?.complaint ?? null))}`;
}
