/** What the answer page says, and that nothing in it is taken for HTML that is not ours. */

import fc from 'fast-check';
import { type DefaultTreeAdapterMap, parse } from 'parse5';
import { describe, expect, it } from 'vitest';
import type { AnswerKind, Closed, File, OwnerAnswer, Stand } from '../../functions/core/case.ts';
import { recordedNow, refusedNow } from '../../functions/core/page/answered.ts';
import { casePage, type Said } from '../../functions/core/page/case-page.ts';
import type { Reader } from '../../functions/core/page/reader.ts';
import { deadline, file, first, grace, hour, opened, phase, policy } from './given.ts';

type Node = DefaultTreeAdapterMap['node'];
type Element = DefaultTreeAdapterMap['element'];

const isElement = (node: Node): node is Element => 'tagName' in node;
const under = (node: Node): Node[] =>
  'childNodes' in node ? node.childNodes.flatMap((child) => [child, ...under(child)]) : [];
const elements = (html: string): Element[] => under(parse(html)).filter(isElement);
const textOf = (node: Node): string =>
  under(node)
    .flatMap((each) => ('value' in each ? [each.value] : []))
    .join('');
const attribute = (element: Element, name: string): string | undefined =>
  element.attrs.find((each) => each.name === name)?.value;

const reader = (changes: Partial<Reader> = {}): Reader => ({
  file: file(grace),
  key: 'k'.repeat(43),
  notice: first.id,
  address: 'alice@example.com',
  policy: policy({ postponement: 'PT8H' }),
  now: opened + hour,
  ...changes,
});
const shown = (changes: Partial<Reader> = {}, said: Said | null = null): string =>
  casePage(reader(changes), said).html;
const wordsOf = (html: string): string => textOf(parse(html)).replace(/\s+/g, ' ');
const answer = (kind: AnswerKind, changes: Partial<OwnerAnswer> = {}): OwnerAnswer => ({
  ...{ kind, at: opened + hour, notice: first.id, address: 'alice@example.com' },
  ...changes,
});

describe('the page', () => {
  it('says in its title which notebook and how soon', () => {
    const [title] = elements(shown({ now: deadline - 5 * hour - 20 * 60_000 })).filter(
      ({ tagName }) => tagName === 'title',
    );
    expect(title === undefined ? '' : textOf(title)).toBe('Notebook lab: root access ends in 5 h 20 min');
  });
  describe('of one whose owner was told that it is moved to AL2023', () => {
    const moved = (retiredPlatforms: 'upgrade' | 'hold') =>
      wordsOf(shown({ file: file(grace, { upgrade: true }), policy: policy({ retiredPlatforms }) }));

    it('says so, with what that changes, and in the command', () => {
      expect(moved('upgrade')).toContain(
        'its root access is turned off, it is moved to notebook-al2023-v1, and it is started again.',
      );
      expect(moved('upgrade')).toContain('What notebook-al2023-v1 changes: dnf in place of yum');
      expect(moved('upgrade')).toContain('--platform-identifier notebook-al2023-v1');
    });
    it('says nothing of it where the policy moves none any more', () => {
      expect(moved('hold')).not.toContain('it is moved');
      expect(moved('hold')).not.toContain('dnf in place of yum');
    });
    it('is no other: nothing is said of a move', () => {
      const other = shown({ policy: policy({ retiredPlatforms: 'upgrade' }) });
      expect(wordsOf(other)).not.toContain('al2023');
      expect(other).toContain('</ul>\n<h2>How to save your work</h2>');
    });
  });
  it('says what happens when, in UTC, in the policy’s zone and from now', () => {
    const enforcementWindow = {
      days: ['Tue'],
      from: '08:00',
      to: '18:00',
      timeZone: 'Europe/Paris',
    } as const;
    expect(wordsOf(shown({ policy: policy({ enforcementWindow }) }))).toContain(
      'At Tue 24 Nov 2026, 09:00 UTC (10:00 Europe/Paris), in 23 h, the notebook is stopped, its root access is turned off, and it is started again.',
    );
  });
  it('says whose notebook it is', () => {
    expect(wordsOf(shown())).toContain(
      'Whose That of alice@example.com, whom a tag of it names, or who created or changed it last. The mail about it went to alice@example.com.',
    );
    expect(wordsOf(shown({ address: 'platform@example.com' }))).toContain(
      'Whose The platform team’s, or that of somebody who is not known or whom mail does not reach. The mail about it went to platform@example.com.',
    );
    expect(wordsOf(shown({ file: { ...file(grace), disowned: ['alice@example.com'] } }))).toContain(
      'Whose Not that of alice@example.com, who said so.',
    );
  });
  it('has the three commands to do it oneself', () => {
    const codes = elements(shown())
      .filter(({ tagName }) => tagName === 'code')
      .map(textOf);
    expect(codes.filter((code) => code.startsWith('aws '))).toEqual([
      'aws sagemaker stop-notebook-instance --notebook-instance-name lab',
      'aws sagemaker update-notebook-instance --notebook-instance-name lab --root-access Disabled',
      'aws sagemaker start-notebook-instance --notebook-instance-name lab',
    ]);
  });
  it('puts a name into its commands as one word of a shell', () => {
    const named: File = { ...file(grace), name: "a'; reboot #" };
    expect(wordsOf(shown({ file: named }))).toContain(`--notebook-instance-name 'a'\\''; reboot #'`);
  });
  it('says what is lost, what is kept, how to save it, and what a lifecycle configuration has to do with it', () => {
    const words = wordsOf(shown());
    for (const said of ['A stop loses', 'It keeps', 'How to save your work', 'lifecycle configuration']) {
      expect(words).toContain(said);
    }
  });
  it('says that nothing is changed, where the policy only notifies', () => {
    const words = wordsOf(shown({ policy: policy({ mode: 'notify' }) }));
    expect(words).toContain('Nothing is changed for you. Please turn root access off by Tue 24 Nov 2026');
    expect(words).not.toContain('the notebook is stopped');
  });
  it.each<[string, Stand, string]>([
    ['stopped', phase('stopping'), 'It was asked to stop'],
    ['updated', phase('updating'), 'Its root access is being turned off'],
    ['started', phase('starting'), 'It is being started again'],
  ])('says that it is being %s', (_what, stand, said) => {
    expect(wordsOf(shown({ file: file(stand) }))).toContain(said);
  });
  it('says what was answered so far', () => {
    const answers = [answer('acknowledge'), answer('request-exception', { reason: 'driver tests' })];
    expect(wordsOf(shown({ file: file(grace, { answers }) }))).toContain(
      'Request an exception, Mon 23 Nov 2026, 10:00 UTC: “driver tests”',
    );
  });
  it('says so to whoever said that it is not theirs', () => {
    const words = wordsOf(shown({ file: { ...file(grace), disowned: ['alice@example.com'] } }));
    expect(words).toContain('You have said that this notebook is not yours');
  });
});

describe('a form', () => {
  const forms = elements(shown()).filter(({ tagName }) => tagName === 'form');
  const fieldsOf = (form: Element) =>
    under(form)
      .filter(isElement)
      .filter(({ tagName }) => ['input', 'textarea', 'select'].includes(tagName));

  it('is sent by POST to the one route that takes it', () => {
    expect(forms.map((form) => [attribute(form, 'method'), attribute(form, 'action')])).toEqual(
      forms.map(() => ['post', '/answer']),
    );
  });
  it('has the key in a hidden field, and it stands nowhere else', () => {
    const hidden = forms.flatMap(fieldsOf).filter((field) => attribute(field, 'name') === 'key');
    expect(hidden.map((field) => attribute(field, 'type'))).toEqual(forms.map(() => 'hidden'));
    expect(shown().split('k'.repeat(43))).toHaveLength(forms.length + 1);
  });
  it('has a label for each field that is shown', () => {
    const labels = elements(shown())
      .filter(({ tagName }) => tagName === 'label')
      .map((label) => attribute(label, 'for'));
    const ids = forms
      .flatMap(fieldsOf)
      .filter((field) => attribute(field, 'type') !== 'hidden')
      .map((field) => attribute(field, 'id'));
    expect(labels).toEqual(ids);
    expect(new Set(ids).size).toBe(ids.length);
  });
  it('to postpone offers what is left, up to all of it', () => {
    const answers = [answer('postpone', { by: 3 * hour })];
    const options = elements(shown({ file: file(grace, { answers }) }))
      .filter(({ tagName }) => tagName === 'option')
      .map((option) => [attribute(option, 'value'), textOf(option)]);
    expect(options).toEqual([
      ['PT1H', '1 h: until Tue 24 Nov 2026, 10:00 UTC'],
      ['PT2H', '2 h: until Tue 24 Nov 2026, 11:00 UTC'],
      ['PT4H', '4 h: until Tue 24 Nov 2026, 13:00 UTC'],
      ['PT5H', '5 h: until Tue 24 Nov 2026, 14:00 UTC'],
    ]);
  });
});

/** What would do something, were it taken for HTML. */
const nasty = `</title></style></textarea></p>"'><script>alert(1)</script><img src=x onerror="alert(2)"> &lt; <!-- \${x}`;

/** Texts that others wrote, in every place that the page shows. */
interface Others {
  readonly text: string;
}

const closed = (reason: string): Closed => ({
  ...{ at: 'closed', outcome: 'failed', reason, deadline, closedAt: deadline },
  ...{ mail: 'sent', died: false },
});

/** Every page that a case can have, with a text of somebody else wherever one may stand. */
const pages = ({ text }: Others): string[] => {
  const answers = [answer('request-exception', { reason: text })];
  const of = (stand: Stand, given: readonly OwnerAnswer[] = []): File => ({
    ...file(stand, { answers: [...given] }),
    name: text,
    arn: text,
  });
  const who = {
    key: text,
    address: text,
    policy: { ...policy({ postponement: 'PT8H' }), platformEmail: `to ${text}` },
  };
  return [
    shown({ ...who, file: of(grace) }),
    shown({ ...who, file: of(grace, answers) }),
    shown({ ...who, file: of(phase('stopping'), answers) }),
    shown({ ...who, file: of(closed(text), answers) }),
    shown({ ...who, file: of(grace), notice: text }),
    shown({ ...who, file: of(grace) }, recordedNow('postpone', reader({ ...who, file: of(grace) }))),
    shown(
      { ...who, file: of(grace) },
      refusedNow('name-differs', 'request-exception', reader({ ...who, file: of(grace) }), text),
    ),
  ];
};

/** The elements of a page and their attributes, without what stands in them. */
const skeleton = (html: string): string =>
  elements(html)
    .map(({ tagName, attrs }) => `${tagName}(${attrs.map(({ name }) => name).join(' ')})`)
    .join(' ');

describe('what somebody else wrote', () => {
  it('makes no element and no attribute, whatever it is', () => {
    const plain = pages({ text: 'plain' }).map(skeleton);
    fc.assert(
      fc.property(
        fc.oneof(
          fc.string({ unit: 'binary' }),
          fc
            .array(
              fc.constantFrom('<', '>', '"', "'", '&', '/', '=', '`', ' ', 'script', '\u0000', '<!--', ']]>'),
            )
            .map((parts) => parts.join('')),
        ),
        (text) => {
          expect(pages({ text }).map(skeleton)).toEqual(plain);
        },
      ),
      { numRuns: 10, examples: [[nasty]] },
    );
  });
  it('is shown as it was written', () => {
    for (const page of pages({ text: nasty })) expect(textOf(parse(page))).toContain(nasty);
  });
});
