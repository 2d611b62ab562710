/** What a played story met, in words that can be counted: `fault: throttled`, `policy: mode notify`. */
import type { Evidence } from './evidence.ts';

const refusals: readonly (readonly [RegExp, string])[] = [
  [/^(Throttl|ProvisionedThroughput)/, 'throttled'],
  [/^Internal/, 'broken'],
  [/^(AccessDenied|AuthorizationError)/, 'denied'],
  [/^timeout$/, 'timeout'],
  [/^response-lost$/, 'response-lost'],
  [/^killed-after$/, 'killed-after'],
];

/** Faults of calls by what they did; one that killed a function before its call left no trace but that it was to. */
const ofCalls = ({ entries }: Evidence): readonly string[] =>
  entries.flatMap((entry) => {
    if (entry.kind === 'happening') return entry.words.includes('killed-before') ? ['killed-before'] : [];
    if (entry.kind !== 'call' || entry.error === null) return [];
    const { error } = entry;
    return refusals.flatMap(([pattern, name]) => (pattern.test(error) ? [name] : []));
  });

const ofTheWorld = ({ entries }: Evidence): readonly string[] =>
  entries.flatMap((entry) => {
    if (entry.kind === 'dead-letter') return ['dead letter'];
    if (entry.kind === 'event-delivered')
      return /[Ff]inding|^Config/.test(entry.detailType) ? ['finding'] : [];
    if (entry.kind !== 'happening') return [];
    const fault = /^fault (\w+): (?:as (\w+)|status (\w+))?/.exec(entry.words);
    if (fault !== null) return fault[1] === 'call' ? [] : [fault.slice(1).filter(Boolean).join(' ')];
    return / is redriven$/.test(entry.words) ? ['redrive'] : [];
  });

const ofPeople = ({ entries, story }: Evidence): readonly string[] => [
  ...Object.entries(story.people).map(([, state]) => `begins ${state}`),
  ...entries.flatMap((entry) => {
    if (entry.kind === 'happening') return /becomes \w+$|^the guard is \w+/.exec(entry.words) ?? [];
    if (entry.kind !== 'person-call') return [];
    const tool = entry.through === null ? [] : [/Terraform|cloudformation/.exec(entry.through)?.[0] ?? ''];
    return [...(entry.error === null ? [entry.operation] : [`${entry.operation} refused`]), ...tool];
  }),
];

/** Keys that every story has say nothing. */
const ofPolicy = ({ story: { policy } }: Evidence): readonly string[] =>
  Object.entries(policy).flatMap(([key, value]) =>
    ['platformEmail', 'ownerMailDomains', 'graceWindow', 'reminders', 'sweepEvery'].includes(key)
      ? []
      : [typeof value === 'object' ? key : `${key} ${value}`],
  );

const ofNotebooks = ({ story: { notebooks } }: Evidence): readonly string[] => [
  ...(notebooks.length > 1 ? ['two of them'] : []),
  ...notebooks.flatMap(({ platform, rootAccess, status, tags }) => [
    status,
    platform ?? 'no platform',
    `root ${rootAccess ?? 'absent'}`,
    ...('root-access-exception' in tags ? ['exception'] : []),
  ]),
];

const kinds: Readonly<Record<string, (evidence: Evidence) => readonly string[]>> = {
  'faults of calls': ofCalls,
  'faults of the world': ofTheWorld,
  people: ofPeople,
  policy: ofPolicy,
  notebooks: ofNotebooks,
};

/** Each once. */
export const metOf = (evidence: Evidence): readonly string[] => [
  ...new Set(Object.entries(kinds).flatMap(([kind, of]) => of(evidence).map((what) => `${kind}: ${what}`))),
];

/** In how many stories each occurred, a line for each kind. */
export function metLines(stories: readonly (readonly string[])[]): readonly string[] {
  const counts = new Map<string, Map<string, number>>();
  for (const met of stories.flat()) {
    const [kind = '', what = ''] = met.split(': ');
    const ofKind = counts.get(kind) ?? new Map<string, number>();
    ofKind.set(what, (ofKind.get(what) ?? 0) + 1);
    counts.set(kind, ofKind);
  }
  return [...counts].map(([kind, ofKind]) => {
    const most = [...ofKind].sort((a, b) => b[1] - a[1] || a[0].localeCompare(b[0]));
    return `${kind}: ${most.map(([what, count]) => `${what} ${count}`).join(', ')}`;
  });
}
