/**
 * Mail scanners: they fetch links, say that they only prefetch, and some fill in and submit what they find (Outlook's
 * Safe Links was seen to: FusionAuth/fusionauth-issues#2443, #2647). Whatever they do by themselves records no more
 * than an acknowledgement.
 */
import fc from 'fast-check';
import { answersOf } from '../../functions/core/owner-answer.ts';
import { type Control, type Form, fieldsOf, formsOf } from '../../local/play/forms.ts';
import { deadline } from '../core/given.ts';
import { Desk, now } from './desk.ts';

const headers = fc.constantFrom<Readonly<Record<string, string>>[]>(
  {},
  { purpose: 'prefetch' },
  { 'sec-purpose': 'prefetch;prerender' },
  { 'x-moz': 'prefetch' },
  { 'x-purpose': 'preview' },
);

/** What a machine types that does not know what is asked for. */
const guess = fc.oneof(
  fc.constantFrom('', 'test', 'yes', 'on', 'I agree', 'notebook', 'John Smith', 'a@example.com', '1'),
  fc.string({ maxLength: 20 }),
);

const visit = fc.record({
  headers,
  /** None: it only looks. */
  submits: fc.option(fc.record({ form: fc.nat(), button: fc.nat(), option: fc.nat(), guess }), { freq: 3 }),
  method: fc.constantFrom('GET', 'GET', 'HEAD'),
  at: fc.constantFrom(now, now, deadline - 1, deadline, deadline + 1),
});
type Visit = typeof visit extends fc.Arbitrary<infer T> ? T : never;

const pick = <T>(items: readonly T[], at: number): T | undefined => items[at % Math.max(1, items.length)];

/** As it would fill a control in, by the control's name. */
const typed = (form: Form, { option, guess: text }: NonNullable<Visit['submits']>) =>
  Object.fromEntries(
    form.controls.flatMap((control: Control) => {
      if (control.kind === 'text' && control.value === '') return [[control.name, text] as const];
      const chosen = control.kind === 'select' ? pick(control.options, option) : undefined;
      return chosen === undefined ? [] : [[control.name, chosen] as const];
    }),
  );

/** Throws where a scanner's visits recorded something that matters. */
async function hold(visits: readonly Visit[]): Promise<void> {
  const desk = new Desk(undefined, { postponement: 'PT8H' });
  for (const { method, submits, headers: sent, at } of visits) {
    const writes = desk.writes;
    const { body } = await desk.get({ method: submits === null ? method : 'GET', headers: sent, at });
    if (desk.writes !== writes) throw new Error('expected a look to change nothing, got a write');
    const form = submits === null ? undefined : pick(formsOf(body), submits.form);
    if (submits === null || form === undefined) continue;
    const button = pick(
      form.controls.filter(({ kind }) => kind === 'submit'),
      submits.button,
    );
    if (button === undefined) continue;
    const fields = fieldsOf(form, button, typed(form, submits));
    await desk.send({ method: 'POST', body: fields.toString(), headers: sent, at });
  }
  const kinds = desk.file === null ? [] : answersOf(desk.file.case).map(({ kind }) => kind);
  if (kinds.some((kind) => kind !== 'acknowledge'))
    throw new Error(`expected at most an acknowledgement, got ${kinds.join(', ')}`);
}

/** @param runs how many scanners come, each up to eight times */
export const scanners = (runs: number): Promise<void> =>
  Promise.resolve(
    fc.assert(fc.asyncProperty(fc.array(visit, { minLength: 1, maxLength: 8 }), hold), { numRuns: runs }),
  );
