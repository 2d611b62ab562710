/** The forms of the answer page, one for each answer that may be given: a label for each field, and no script. */
import { type AnswerKind, deadlineOf } from '../case.ts';
import { iso } from '../duration.ts';
import { firstPermitted } from '../enforcement-window.ts';
import { moment, span } from '../moment.ts';
import { withWindow } from '../override.ts';
import { longestReason, needsTheName, postponementLeft, postponements } from '../owner-answer.ts';
import { labels, meanings } from './answers.ts';
import { type Content, type Html, html } from './html.ts';
import type { Reader } from './reader.ts';

/** What is wrong with a form that was sent, to be said beside its field. */
export interface Complaint {
  readonly about: AnswerKind;
  readonly field: 'confirm' | 'reason' | 'by';
  readonly says: string;
  /** What was typed as a reason: nobody writes it twice. */
  readonly reason: string;
}

const hour = 3_600_000;

/** Of these, those that are left; and all that is left. */
const choices = [1, 2, 4, 8, 12, 24, 48, 72, 168].map((hours) => hours * hour);

export function form(kind: AnswerKind, reader: Reader, complaint: Complaint | null): Html {
  const about = complaint?.about === kind ? complaint : null;
  return html`
<section class="answer" aria-labelledby="${kind}">
<h3 id="${kind}">${labels[kind]}</h3>
<p>${meanings[kind]}</p>
<form method="post" action="/answer">
<input type="hidden" name="key" value="${reader.key}">${fieldsOf(kind, reader, about)}
<button name="answer" value="${kind}">${labels[kind]}</button>
</form>
</section>`;
}

const fieldsOf = (kind: AnswerKind, reader: Reader, about: Complaint | null): readonly Content[] => [
  kind === 'request-exception' ? reasonField(kind, about) : null,
  kind === 'postpone' ? durationField(kind, reader, about) : null,
  needsTheName(kind) ? nameField(kind, reader.file.name, about) : null,
];

const errorOf = (id: string, about: Complaint | null): Html | null =>
  about === null ? null : html`\n<p class="error" id="${id}-error">${about.says}</p>`;

/** What ties a field to the complaint about it, for whoever hears the page. */
const marked = (id: string, about: Complaint | null): Html | null =>
  about === null ? null : html` aria-invalid="true" aria-describedby="${id}-error" autofocus`;

const complained = (field: Complaint['field'], about: Complaint | null): Complaint | null =>
  about?.field === field ? about : null;

function nameField(kind: AnswerKind, name: string, about: Complaint | null): Html {
  const id = `${kind}-confirm`;
  const wrong = complained('confirm', about);
  return html`
<label for="${id}">Type the notebook's name, ${name}, to confirm</label>${errorOf(id, wrong)}
<input type="text" id="${id}" name="confirm" required maxlength="63" autocomplete="off" autocapitalize="none" spellcheck="false"${marked(id, wrong)}>`;
}

function reasonField(kind: AnswerKind, about: Complaint | null): Html {
  const id = `${kind}-reason`;
  const wrong = complained('reason', about);
  return html`
<label for="${id}">Why must it keep root access, and for how long?</label>${errorOf(id, wrong)}
<textarea id="${id}" name="reason" rows="4" required maxlength="${longestReason}"${marked(id, wrong)}>${about?.reason ?? null}</textarea>`;
}

function durationField(kind: AnswerKind, { file, policy }: Reader, about: Complaint | null): Html {
  const id = `${kind}-by`;
  const wrong = complained('by', about);
  const left = postponementLeft(file.case, policy);
  const deadline = deadlineOf(file.case.stand) ?? 0;
  const fitted = withWindow(policy, file.case.windowName);
  const options = [...choices.filter((choice) => choice < left), left].map((choice) => {
    const until = moment(firstPermitted(deadline + choice, fitted), fitted);
    return html`\n<option value="${iso(choice)}">${span(choice)}: until ${until}</option>`;
  });
  return html`
<input type="hidden" name="postponed" value="${postponements(file.case).length}">
<label for="${id}">By how long?</label>${errorOf(id, wrong)}
<select id="${id}" name="by" required${marked(id, wrong)}>${options}
</select>`;
}
