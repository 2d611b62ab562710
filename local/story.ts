/** Stories: what a person writes, held to the published schema, as plain typed data. */
import { basename } from 'node:path';
import { notebookOf } from './eventbridge/event.ts';
import type { SubscriptionState } from './sns/people.ts';
import { answerOf, getOf, type WrittenAnswer, type WrittenGet } from './story/answers.ts';
import { callOf, notebookIn, tagsByNotebook, type WrittenCall } from './story/calls.ts';
import { milliseconds } from './story/duration.ts';
import { faultOf, type WrittenFault } from './story/faults.ts';
import { MalformedStory, quote } from './story/malformed-story.ts';
import { notebooksOf, type WrittenNotebook } from './story/notebooks.ts';
import { policyOf } from './story/policy.ts';
import { checkSchema } from './story/schema.ts';
import type { Happening, Story, StoryPolicy, When } from './story/types.ts';

export { requestOf } from './story/calls.ts';
export { MalformedStory } from './story/malformed-story.ts';
export { defaultTakes } from './story/notebooks.ts';
export type * from './story/types.ts';

/** A story as it is written, after the schema had no objection. */
interface Written {
  readonly title?: string;
  readonly start?: string;
  readonly seed?: number;
  readonly policy?: Partial<StoryPolicy>;
  readonly aws?: { readonly delays?: { readonly cloudtrail?: string; readonly stateChange?: string } };
  readonly people?: Readonly<Record<string, SubscriptionState>>;
  readonly notebooks?: readonly WrittenNotebook[];
  readonly happens?: readonly WrittenHappening[];
  readonly until?: string;
}

interface WrittenHappening extends Partial<WrittenCall>, Partial<WrittenAnswer>, Partial<WrittenGet> {
  readonly at?: string;
  readonly after?: string;
  readonly plus?: string;
  readonly nth?: number;
  readonly before?: { readonly operation: string; readonly function?: string; readonly nth?: number };
  readonly event?: Readonly<Record<string, unknown>>;
  readonly times?: number;
  readonly fault?: WrittenFault;
  readonly person?: string;
  readonly becomes?: SubscriptionState;
  readonly sweep?: true;
  readonly switch?: 'paused' | 'running';
}

const defaultStart = '2026-11-23T09:00:00Z';

/** The notebook that a happening is about, wherever it says so. */
const aboutOf = (written: WrittenHappening): string | undefined => {
  const inFault = written.fault?.['notebook'];
  return (
    written.notebook ?? (typeof inFault === 'string' ? inFault : undefined) ?? notebookIn(written.with ?? {})
  );
};

const whenOf = (written: WrittenHappening): When => {
  const { after, before } = written;
  const notebook = aboutOf(written) ?? null;
  if (before !== undefined) {
    const { operation, function: by = null, nth = 1 } = before;
    return { kind: 'before', operation, function: by, nth, notebook };
  }
  return after === undefined
    ? { kind: 'at', at: milliseconds(written.at ?? '') }
    : {
        kind: 'after',
        operation: after,
        nth: written.nth ?? 1,
        plus: milliseconds(written.plus ?? ''),
        notebook,
      };
};

/** A notebook that a happening names must be the story's, or one that the story creates. */
const checkNames = (happens: readonly WrittenHappening[], known: ReadonlySet<string>, file: string): void => {
  happens.forEach((written, index) => {
    const inFault = written.fault?.['notebook'];
    const names = [
      [`happens[${index}].notebook`, written.notebook],
      [`happens[${index}].fault.notebook`, inFault],
    ] as const;
    for (const [where, name] of names) {
      if (typeof name === 'string' && !known.has(name)) {
        const expected =
          known.size === 0 ? 'a notebook of the story (it has none)' : `one of ${[...known].join(', ')}`;
        throw new MalformedStory(file, where, `expected ${expected}, got ${quote(name)}`);
      }
    }
  });
};

/**
 * @param json the story's JSON value
 * @param file how to call it in errors
 * @throws MalformedStory one line: where, what was expected, what was got
 */
export const parseStory = (json: unknown, file: string): Story => {
  checkSchema(json, file);
  const written = json as Written;
  const policy = policyOf(written.policy ?? {}, file);
  const notebooks = notebooksOf(written.notebooks ?? [], file);
  const happens = written.happens ?? [];
  const calls = happens.filter(
    (happening): happening is WrittenHappening & WrittenCall => happening.call !== undefined,
  );
  const tags = tagsByNotebook(notebooks, calls);
  checkNames(happens, new Set(tags.keys()), file);
  const happeningOf = (happening: WrittenHappening): Happening => {
    const when = whenOf(happening);
    if (happening.event !== undefined) {
      return { when, kind: 'event', event: happening.event, times: happening.times ?? 1 };
    }
    if (happening.call !== undefined) {
      const call = { ...happening, call: happening.call };
      return { when, ...callOf(call, tags, policy.ownerTagKeys ?? ['Owner', 'owner']) };
    }
    if (happening.answer !== undefined) return { when, ...answerOf(happening as WrittenAnswer) };
    if (happening.get !== undefined) return { when, ...getOf(happening as WrittenGet) };
    if (happening.fault !== undefined) {
      return { when, kind: 'fault', fault: faultOf(happening.fault, happening.notebook) };
    }
    if (happening.person !== undefined) {
      return { when, kind: 'person', address: happening.person, becomes: happening.becomes ?? 'none' };
    }
    if (happening.sweep !== undefined) return { when, kind: 'sweep' };
    if (happening.switch !== undefined) {
      return { when, kind: 'switch', to: happening.switch, reason: happening.reason ?? 'none given' };
    }
    return { when, kind: 'redrive', notebook: happening.notebook ?? null };
  };
  const { cloudtrail = 'PT30S', stateChange = 'PT2S' } = written.aws?.delays ?? {};
  return {
    file,
    title: written.title ?? basename(file, '.json'),
    start: Date.parse(written.start ?? defaultStart),
    seed: written.seed ?? 1,
    policy,
    delays: { cloudtrail: milliseconds(cloudtrail), stateChange: milliseconds(stateChange) },
    people: written.people ?? {},
    notebooks,
    happens: happens.map(happeningOf),
    until: written.until === undefined ? undefined : milliseconds(written.until),
  };
};

const namePattern = /^[a-zA-Z0-9](-*[a-zA-Z0-9]){0,62}$/;

/**
 * The story of a bare EventBridge event: it is put on the bus at the start, and the notebook that it names runs
 * with root access enabled. An event that names no notebook is played against one that is called `notebook`.
 *
 * @throws MalformedStory where it is no JSON object
 */
export const storyOfEvent = (event: unknown, file: string): Story => {
  if (typeof event !== 'object' || event === null || Array.isArray(event)) {
    throw new MalformedStory(file, '', `expected an EventBridge event (a JSON object), got ${quote(event)}`);
  }
  const named = notebookOf(event as Record<string, unknown>) ?? '';
  const name = namePattern.test(named) ? named : 'notebook';
  const story = {
    title: `the event of ${basename(file)}`,
    notebooks: [{ name }],
    happens: [{ at: 'PT0S', event }],
  };
  return { ...parseStory(story, file), file };
};
