/** Holds the template's rules, the table of events and the sandbox's matcher to Event Ruler, and that to AWS. */
import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { matches, parsePattern } from '../../local/eventbridge/matcher.ts';
import { type Difference, type Judged, type Row, rowOf, verdictOf } from '../row.ts';
import type { EventCase } from './events.ts';
import { type Answer, askRuler, type Question } from './ruler.ts';
import type { Judgeable, TemplateRule } from './rules.ts';

const ruler = "Event Ruler, EventBridge's own engine";

const outcome = (answer: Answer): string => ('error' in answer ? 'refused' : String(answer.matches));

const sandbox = ({ pattern }: TemplateRule, { event }: EventCase): boolean =>
  matches(parsePattern(JSON.parse(pattern)), event);

const differs = (where: string, expected: string, got: string): readonly Difference[] =>
  expected === got ? [] : [{ where, expected, got }];

const believed = 'the rules match the events that they must, and no others';

/** A rule that no event reaches is not judged, and one that is not there cannot be reached. */
const strangers = (rules: readonly TemplateRule[], cases: readonly EventCase[]) => {
  const reached = new Set(cases.flatMap(({ reaches }) => reaches));
  const names = new Set(rules.map(({ name }) => name));
  const stranger = (id: string, expected: string, got: string) => ({
    id,
    verdict: { id, differences: [{ where: 'table', expected, got }] },
  });
  return [
    ...[...names].filter((name) => !reached.has(name)).map((name) => stranger(name, 'an event', 'none')),
    ...[...reached].filter((name) => !names.has(name)).map((name) => stranger(name, 'a rule', 'none')),
  ];
};

/**
 * @param matcher what is held to Event Ruler beside the table
 * @throws Missing without Java
 */
export const judgeRules = async (
  { rules, cases }: Judgeable,
  matcher: (rule: TemplateRule, one: EventCase) => boolean = sandbox,
): Promise<readonly Row[]> => {
  const pairs = cases.flatMap((one) => rules.map((rule) => ({ one, rule })));
  const answers = await askRuler(
    pairs.map(({ one, rule }) => ({ pattern: rule.pattern, event: JSON.stringify(one.event) })),
  );
  const judged = pairs.map(({ one, rule }, index) => ({
    id: `${rule.name}: ${one.name}`,
    says: outcome(answers[index] ?? { error: 'no answer' }),
    table: String(one.reaches.includes(rule.name)),
    matched: String(matcher(rule, one)),
  }));
  return [
    rowOf(believed, ruler, [
      ...judged.map(({ id, says, table }) => ({
        id,
        verdict: verdictOf(id, differs('match', says, table)),
      })),
      ...strangers(rules, cases),
    ]),
    rowOf(
      "the sandbox's matcher matches the same",
      ruler,
      judged.map(({ id, says, matched }) => ({
        id,
        verdict: verdictOf(id, differs('match', says, matched)),
      })),
    ),
  ];
};

interface Recorded {
  readonly id: string;
  readonly event?: unknown;
  readonly eventText?: string;
  readonly pattern?: unknown;
  readonly patternText?: string;
  readonly matches: boolean | 'error';
}

/** Where Event Ruler and AWS part, and why. */
const known: Readonly<Record<string, string>> = {
  'pattern.events_patterns.invalid_event_payload':
    'TestEventPattern wants an event with all of its envelope before it asks the engine, which does not',
};

/**
 * @param folder the recordings, with `eventpatterns/` in it
 * @throws Missing without Java
 */
export const judgeRuler = async (folder: string): Promise<readonly Judged[]> => {
  const patterns = path.join(folder, 'eventpatterns');
  const files = (await readdir(patterns)).filter((name) => name.endsWith('.json')).sort();
  const cases = await Promise.all(
    files.map(async (name) => JSON.parse(await readFile(path.join(patterns, name), 'utf8')) as Recorded),
  );
  const questions: readonly Question[] = cases.map((one) => ({
    pattern: one.patternText ?? JSON.stringify(one.pattern),
    event: one.eventText ?? JSON.stringify(one.event),
  }));
  const answers = await askRuler(questions);
  return [
    rowOf(
      'Event Ruler matches and refuses as EventBridge does',
      'AWS, TestEventPattern',
      cases.map(({ id, matches: recorded }, index) => {
        const aws = recorded === 'error' ? 'refused' : String(recorded);
        const differences = differs('match', aws, outcome(answers[index] ?? { error: 'no answer' }));
        const reason = known[id];
        if (reason === undefined) return { id, verdict: verdictOf(id, differences) };
        if (differences.length > 0) return { id, verdict: { leftOut: reason } };
        const healed = [{ where: 'known to differ', expected: 'a difference', got: 'none' }];
        return { id, verdict: verdictOf(id, healed) };
      }),
    ),
  ];
};
