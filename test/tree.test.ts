/** The parts of the tree that must agree by name, though no compiler looks at both sides. */
import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import * as errors from '../functions/core/errors.ts';
import asl from '../statemachine/remediate-root-access.asl.json' with { type: 'json' };
import sweep from '../statemachine/sweep-fleet.asl.json' with { type: 'json' };

const root = join(import.meta.dirname, '..');

interface State {
  readonly Type: string;
  readonly Comment?: string;
  readonly Resource?: string;
  readonly Parameters?: { readonly FunctionName: string };
  readonly TimeoutSeconds?: number;
  readonly TimeoutSecondsPath?: string;
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly Next: string }[];
  readonly Choices?: readonly unknown[];
  readonly ItemProcessor?: { readonly States: Readonly<Record<string, State>> };
}
const statesOf = (machine: { readonly States: unknown }): readonly (readonly [string, State])[] =>
  Object.entries(machine.States as Record<string, State>).flatMap(([name, state]) => [
    [name, state] as const,
    ...(state.ItemProcessor === undefined ? [] : statesOf(state.ItemProcessor)),
  ]);
const states = [...statesOf(asl), ...statesOf(sweep)];
const tasks = states.filter(([, state]) => state.Type === 'Task');
const isAwait = (state: State) => state.Resource?.endsWith('.waitForTaskToken') ?? false;

const pascalCase = (name: string) =>
  name.replace(/(^|-)(\w)/g, (_all, _dash, letter) => letter.toUpperCase());
const handlers = readdirSync(join(root, 'functions/handlers')).map((file) => file.replace('.ts', ''));

/** Called by the HTTP API or by EventBridge, not by a state. */
const listeners = ['answer-page', 'reap-case', 'wake-case'];

const sources = (folder: string): string =>
  readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, folder, file), 'utf8'))
    .join('\n');

describe('the state machines and the handlers', () => {
  it.each(tasks.filter(([, state]) => !isAwait(state)))(
    'the act %s calls the function of its name',
    (name, state) => {
      expect(state.Parameters?.FunctionName).toBe(`\${${name}Function}`);
      expect(handlers.map(pascalCase)).toContain(name);
    },
  );

  it.each(tasks.filter(([, state]) => isAwait(state)))('%s sleeps in await-news', (_name, state) => {
    expect(state.Parameters?.FunctionName).toBe('${AwaitNewsFunction}');
  });

  it('every handler is called by a state or by a rule', () => {
    const called = JSON.stringify([asl, sweep]);
    const uncalled = handlers.filter((name) => !called.includes(`\${${pascalCase(name)}Function}`));
    expect(uncalled).toEqual(listeners);
  });

  it('every placeholder is one that infra fills', () => {
    const placeholders = [...JSON.stringify([asl, sweep]).matchAll(/\$\{(\w+)\}/g)].map(([, name]) => name);
    const filled = [
      'Partition',
      ...handlers.filter((name) => !listeners.includes(name)).map((name) => `${pascalCase(name)}Function`),
    ];
    expect([...new Set(placeholders)].sort()).toEqual(filled.sort());
  });
});

describe('every state', () => {
  it.each(states)('%s says why it is there', (_name, state) => {
    expect(state.Comment).toMatch(/\w/);
  });

  it.each(tasks)('%s has a timeout', (_name, state) => {
    expect(state.TimeoutSeconds ?? state.TimeoutSecondsPath).toBeDefined();
  });

  it.each(tasks)('%s lets no error pass uncaught, and States.ALL stands last', (_name, state) => {
    const caught = (state.Catch ?? []).map(({ ErrorEquals }) => ErrorEquals);
    expect(caught.at(-1)).toEqual(['States.ALL']);
    expect(caught.slice(0, -1).flat()).not.toContain('States.ALL');
  });

  it('a Choice sends what it does not expect to Reroute, and Reroute to Failed', () => {
    const defaults = statesOf(asl)
      .filter(([, state]) => state.Type === 'Choice')
      .map(([name, state]) => [name, (state as { Default?: string }).Default]);
    expect(Object.fromEntries(defaults)).toEqual({
      IsViolation: 'Reroute',
      GraceOver: 'Reroute',
      IsStopped: 'Reroute',
      IsUpdated: 'Reroute',
      IsInService: 'Reroute',
      Reroute: 'Failed',
    });
  });
});

describe('the errors that the state machines name', () => {
  const named = tasks
    .flatMap(([, state]) => [...(state.Retry ?? []), ...(state.Catch ?? [])])
    .flatMap(({ ErrorEquals }) => ErrorEquals);
  const ours = [...new Set(named)].filter((name) => !/^(States|Lambda|Sandbox|Runtime)\./.test(name));
  const thrown = sources('functions');

  it('there are some', () => expect(ours).not.toEqual([]));

  it.each(ours)('%s is a class of core/errors.ts', (name) => {
    expect(Object.keys(errors)).toContain(name);
  });

  it.each(ours)('%s is thrown', (name) => {
    expect(thrown).toContain(`new ${name}(`);
  });

  it.each(Object.entries(errors))('%s bears its own name as a literal', (name, Class) => {
    expect(new Class('why').name).toBe(name);
  });
});

describe('imports', () => {
  it('point one way', () => {
    const output = execFileSync(
      process.execPath,
      [
        'node_modules/dependency-cruiser/bin/dependency-cruise.mjs',
        'functions',
        'infra',
        'local',
        '--config',
        '.dependency-cruiser.mjs',
        '--output-type',
        'json',
      ],
      { cwd: root, encoding: 'utf8', maxBuffer: 2 ** 28 },
    );
    const { summary } = JSON.parse(output);
    expect(summary.violations).toEqual([]);
    // Without a compiler it can read, the tool silently finds nothing to cruise.
    expect(summary.totalCruised).toBeGreaterThan(50);
  });
});
