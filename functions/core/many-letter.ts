/** One mail for many: where more are due to one address at once than anybody reads. */
import { bodyOf, footer, type Letter, spoken, subjectOf } from './letter.ts';
import { dayAndTime, moment, span } from './moment.ts';
import type { Entry } from './outbox.ts';
import type { Policy } from './policy.ts';
import { commandsFor, contact, lossAndGain, whatHappens, whyAtAll } from './prospect.ts';

/** A mail that goes into it. */
export interface Item {
  readonly entry: Entry;
  readonly deadline: number | null;
  readonly link: string | null;
}

/** Those that happen first come first. */
export function manyLetter(items: readonly Item[], policy: Policy, now: number): Letter {
  const ordered = [...items].sort((a, b) => (endOf(a, now) ?? now) - (endOf(b, now) ?? now));
  const earliest = ordered.map((item) => endOf(item, now)).find((end) => end !== null) ?? null;
  const hasLinks = items.some(({ link }) => link !== null);
  return {
    subject: subjectOf(`${items.length} notebooks`, headline(earliest, policy)),
    body: bodyOf(
      firstLine(items.length, earliest, policy, now),
      hasLinks
        ? 'Each has a link to a page of its own, on which you can answer for it; opening it changes nothing.'
        : null,
      ...ordered.map((item, index) => section(item, index + 1, policy, now)),
      ...(earliest === null ? [] : advice(policy)),
      contact(policy),
    ),
  };
}

/** When root access ends on it, or is to; `null` where the mail is about something else. */
function endOf({ deadline, entry: { says } }: Item, now: number): number | null {
  if (says.is !== 'prospect') return null;
  return says.status === 'Stopped' && says.whenStopped ? now : deadline;
}

const advice = (policy: Policy): readonly (string | null)[] => [
  whyAtAll,
  policy.mode === 'notify' ? null : lossAndGain('InService'),
  commandsFor('NAME', 'InService'),
];

function headline(earliest: number | null, policy: Policy): string {
  if (earliest === null) return 'news of each';
  return policy.mode === 'notify' ? 'root access is on' : `root access ends from ${dayAndTime(earliest)}`;
}

function firstLine(count: number, earliest: number | null, policy: Policy, now: number): string {
  if (earliest === null)
    return `This mail brings news of ${count} notebooks, each in a paragraph of its own.`;
  const when = `${moment(earliest, policy)}, in ${span(earliest - now)}`;
  return policy.mode === 'notify'
    ? `This mail is about ${count} notebooks with root access, which is to be disabled; the first of them by ${when}.`
    : `This mail is about ${count} notebooks; root access ends on the first of them at ${when}.`;
}

function section({ deadline, entry, link }: Item, number: number, policy: Policy, now: number): string {
  const { arn, name, notice, says, why } = entry;
  const what =
    says.is === 'text' || deadline === null
      ? textOf(entry)
      : whatHappens({ ...says, name, deadline, policy, now });
  return [
    `${number}. ${name}`,
    what,
    ...(why === null ? [] : [why]),
    ...(link === null ? [] : [`To answer: ${link}`]),
    footer(arn, notice),
  ].join('\n');
}

const textOf = ({ says }: Entry): string =>
  says.is === 'text' ? says.text : spoken('Root access is enabled.');
