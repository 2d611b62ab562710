/** What the page behind a notice's link may do, and what becomes of an answer. */
import type { File, OwnerAnswer } from '../../functions/core/case.ts';
import type { Entry } from '../../local/timeline.ts';
import { type History, iso } from '../history.ts';
import { milliseconds } from './duration.ts';
import { isFailure } from './failure.ts';
import type { Statement } from './statement.ts';

type Request = Extract<Entry, { kind: 'page' }>;

const isRequest = (entry: Entry): entry is Request => entry.kind === 'page';
/** A request is told of when it arrives and when it is answered. */
const isSubmitted = (entry: Entry): entry is Request =>
  isRequest(entry) && entry.status === null && entry.method === 'POST';

/** Nobody waits for a page that long: API Gateway answers in its place. */
const longestRequest = 60_000;
/** How long an act may go on with what it has looked at; a list of mails is gathered for a minute. */
const longestAct = 2 * 60_000;
/** A state's Lambda may be tried again for this long, at the time that its state was entered. */
const retried = 16 * 60_000;
/** A reminder this close to the first notice is left out. */
const tooSoon = 15 * 60_000;

const answersIn = ({ of: { records } }: History) =>
  records.flatMap((file) => (file.case.answers ?? []).map((answer) => ({ file, answer })));

const nameOf = ({ name, case: { id } }: File, { kind, at }: OwnerAnswer): string =>
  `the answer ${kind} at ${iso(at)} about ${name} (case ${id})`;

/** Only what a form submitted is written down or wakes anybody. */
const writtenByLookers = ({ of: { entries } }: History): readonly string[] =>
  entries.flatMap((entry, index) => {
    if (entry.kind !== 'call' || entry.function !== 'answer-page' || entry.operation === 'GetItem') return [];
    const isForAForm = entries.some(
      (other, place) => place < index && isSubmitted(other) && other.at >= entry.at - longestRequest,
    );
    return isForAForm ? [] : [`a page that was only fetched called ${entry.operation} at ${iso(entry.at)}`];
  });

/** Whether it was submitted then from the mail that went to that address; a link of nobody's mail is somebody's. */
const wasSubmitted = (
  { of: { entries } }: History,
  answer: OwnerAnswer,
  fits: (request: Request) => boolean,
): boolean =>
  entries.some(
    (entry) => isSubmitted(entry) && entry.at === answer.at && entry.answer === answer.kind && fits(entry),
  );

const fromNowhere = (history: History): readonly string[] =>
  answersIn(history).flatMap(({ file, answer }) => {
    const isTheirs = wasSubmitted(
      history,
      answer,
      ({ by, isMachine }) => isMachine || by.toLowerCase().split(', ').includes(answer.address),
    );
    return isTheirs ? [] : [`${nameOf(file, answer)} was recorded though nobody with its link gave it`];
  });

/** A machine does not know what to type, and a person may type something else. */
const withoutTheName = (history: History): readonly string[] =>
  answersIn(history).flatMap(({ file, answer }) => {
    if (answer.kind === 'acknowledge') return [];
    const isByAPerson = wasSubmitted(history, answer, ({ isMachine }) => !isMachine);
    const isTyped = history.of.story.happens.some(
      (happening) =>
        happening.kind === 'answer' &&
        happening.answer === answer.kind &&
        happening.notebook === file.name &&
        happening.confirm.trim() === file.name,
    );
    return isByAPerson && isTyped
      ? []
      : [`${nameOf(file, answer)} was recorded though nobody typed the notebook's name`];
  });

const recordedTwice = ({ of: { records } }: History): readonly string[] =>
  records.flatMap(({ name, case: { id, answers = [] } }) => {
    const keys = answers.flatMap(({ kind, address }) =>
      kind === 'postpone' ? [] : [kind === 'not-mine' ? `${kind} of ${address}` : kind],
    );
    return keys
      .filter((key, index) => keys.indexOf(key) < index)
      .map((key) => `the case ${id} of ${name} has the answer ${key} more than once`);
  });

const afterTheClose = (history: History): readonly string[] =>
  answersIn(history).flatMap(({ file, answer }) =>
    answer.at > history.closedAt(file) + retried
      ? [`${nameOf(file, answer)} was recorded after the close at ${iso(history.closedAt(file))}`]
      : [],
  );

/** What the page takes is on record, there or before. */
const lost = ({ of: { entries, records } }: History): readonly string[] =>
  entries.flatMap((entry) => {
    if (!isRequest(entry) || entry.method !== 'POST' || entry.status !== 200 || entry.notebook === null)
      return [];
    const { answer, at, notebook } = entry;
    const isKept = records.some(
      (file) =>
        file.name === notebook && file.case.answers?.some((kept) => kept.kind === answer && kept.at <= at),
    );
    return isKept
      ? []
      : [`the page took the answer ${answer} about ${notebook} at ${iso(at)}, and it is on no record`];
  });

const postponedTooFar = ({ of: { records, story } }: History): readonly string[] => {
  const most = milliseconds(story.policy.postponement ?? 'PT0S');
  return records.flatMap(({ name, case: { id, answers = [] } }) => {
    const sum = answers.reduce((all, { by = 0 }) => all + by, 0);
    return sum > most
      ? [`the case ${id} of ${name} was postponed by ${sum} ms, and the policy permits ${most} ms`]
      : [];
  });
};

const mailedAfterwards = (history: History): readonly string[] => {
  const { mails, records } = history.of;
  return answersIn(history).flatMap(({ file, answer }) => {
    if (answer.kind !== 'not-mine') return [];
    const cases = records
      .filter(({ arn, createdAt }) => arn === file.arn && createdAt === file.createdAt)
      .map((other) => other.case.id);
    return mails
      .filter(({ at, to }) => at > answer.at + longestAct && to.includes(answer.address))
      .filter((mail) => cases.some((id) => mail.case === id || mail.body.includes(`Notice ${id}-`)))
      .map(
        ({ at, notice }) =>
          `${answer.address} was mailed ${notice} at ${iso(at)} after ${nameOf(file, answer)}`,
      );
  });
};

/** Where nothing goes wrong; and what had the final notice left out anyway is no matter of the answer. */
const withoutAFinal = (history: History): readonly string[] => {
  const { entries, records, story } = history.of;
  const isTroubled = entries.some(
    (entry) => entry.kind === 'happening' || (entry.kind === 'call' && isFailure(entry.error)),
  );
  const last = (story.policy.reminders ?? ['PT12H', 'PT1H']).at(-1);
  if (isTroubled || last === undefined) return [];
  return records.flatMap((file) => {
    const { answers = [], id, notices, stand } = file.case;
    const kinds = answers.map(({ kind }) => kind);
    const deadline = stand.at === 'opened' ? null : stand.deadline;
    const first = notices.find(({ kind }) => kind === 'first')?.sentAt ?? null;
    if (!kinds.includes('acknowledge') || kinds.includes('remediate-now')) return [];
    if (deadline === null || first === null || deadline - milliseconds(last) < first + tooSoon) return [];
    const isStopped = history
      .deeds('StopNotebookInstance')
      .some((stop) => stop.at >= deadline && history.openCase(stop.notebook, stop.at) === file);
    // One that is being updated is told when that has settled.
    const quiet = ['InService', 'Stopped'];
    const wasQuiet = history
      .statuses(file.name, history.until(deadline - milliseconds(last) - 1), history.until(deadline - 1))
      .every((status) => quiet.includes(status ?? ''));
    const isTold = notices.some(({ kind, sentAt }) => kind === 'final' && sentAt !== null);
    return !isStopped || !wasQuiet || isTold
      ? []
      : [`${file.name} was stopped without a final notice since it was acknowledged (case ${id})`];
  });
};

export const nothingByALink: Statement = {
  number: 7,
  says: 'A GET or HEAD changes nothing; nothing that a mailed link can do weakens the control, and no answer is lost or counted twice.',
  broken: (history) =>
    [
      writtenByLookers,
      fromNowhere,
      withoutTheName,
      recordedTwice,
      afterTheClose,
      lost,
      postponedTooFar,
      mailedAfterwards,
      withoutAFinal,
    ].flatMap((brokenBy) => brokenBy(history)),
};
