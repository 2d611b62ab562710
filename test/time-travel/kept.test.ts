/** Which names an earlier version uses that today's must still serve: its executions may be asleep. */
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  answer,
  parseActInput,
  parseOpenInput,
  parseSleepInput,
  type Route,
} from '../../functions/answer.ts';
import * as errors from '../../functions/core/errors.ts';
import { pascalCase } from '../../infra/handler-name.ts';
import { Synthesized } from '../infra/synthesized.ts';
import deployed from './deployed.json' with { type: 'json' };
import kept from './remediate-root-access.asl.json' with { type: 'json' };

interface State {
  readonly Type: string;
  readonly Parameters?: { readonly FunctionName: string; readonly Payload: Readonly<Record<string, string>> };
  readonly Retry?: readonly { readonly ErrorEquals: readonly string[] }[];
  readonly Catch?: readonly { readonly ErrorEquals: readonly string[]; readonly ResultPath: string | null }[];
  readonly Choices?: readonly Rule[];
  readonly Default?: string;
}

interface Rule {
  readonly StringEquals?: string;
  readonly Or?: readonly Rule[];
  readonly Next?: string;
}

const states: Readonly<Record<string, State>> = kept.States;
const tasks = Object.entries(states).flatMap(([name, { Parameters }]) =>
  Parameters === undefined ? [] : [{ name, calls: Parameters.FunctionName, payload: Parameters.Payload }],
);

describe('the kept definition calls', () => {
  const handlers = readdirSync(join(import.meta.dirname, '../../functions/handlers')).map((file) =>
    pascalCase(file.replace('.ts', '')),
  );
  it.each(tasks)('$calls for $name, which is there', ({ calls }) => {
    expect(handlers.map((name) => `\${${name}Function}`)).toContain(calls);
  });
});

describe('the kept definition hands over', () => {
  const notebook = { arn: 'arn:notebook', name: 'lab', createdAt: '2026-10-24T09:00:00.000Z' };
  const handed: Readonly<Record<string, unknown>> = {
    '$$.Execution.Id': 'arn:aws:states:eu-west-1:111122223333:execution:machine:case',
    '$$.State.EnteredTime': '2026-11-24T09:00:00.123Z',
    '$$.Task.Token': 'a token',
    // What that version's functions answered, and what a Catch adds.
    $: {
      ...{ caseId: 'case', notebook, step: 'wait', waitSeconds: 20, wakes: 0 },
      error: { Error: 'AccessRefused', Cause: '{"errorMessage":"no"}' },
    },
  };
  const parsers: Readonly<Record<string, (raw: unknown) => unknown>> = {
    '${OpenCaseFunction}': parseOpenInput,
    '${AwaitNewsFunction}': parseSleepInput,
  };

  it.each(tasks)('in $name what $calls takes', ({ calls, payload }) => {
    const raw = Object.fromEntries(
      Object.entries(payload).map(([key, path]) => [key.replace(/\.\$$/, ''), handed[path]]),
    );
    expect((parsers[calls] ?? parseActInput)(raw)).toMatchObject({ execution: handed['$$.Execution.Id'] });
  });
});

it('the kept definition reads of an answer just step and waitSeconds', () => {
  const paths = [...JSON.stringify(states).matchAll(/"(\$\.[\w.]+)"/g)].map(([, path]) => path);
  expect([...new Set(paths)].sort()).toEqual(['$.Payload', '$.error', '$.step', '$.waitSeconds']);
  expect(answer('none', null, null)).toMatchObject({ step: 'none', waitSeconds: 1 });
});

describe('the kept definition knows each route that today is answered', () => {
  const leadsTo: Readonly<Record<Route, string>> = {
    notify: 'NotifyOwner',
    stop: 'StopNotebook',
    disable: 'DisableRootAccess',
    start: 'StartNotebook',
    close: 'CloseCase',
    wait: 'AwaitOwner',
    closed: 'Done',
    joined: 'Done',
    superseded: 'Done',
    none: 'Done',
    failed: 'Failed',
  };
  const reroute = states['Reroute'];
  const next = (route: string) =>
    reroute?.Choices?.find(({ StringEquals, Or }) =>
      [StringEquals, ...(Or ?? []).map((rule) => rule.StringEquals)].includes(route),
    )?.Next ?? reroute?.Default;

  it.each(Object.entries(leadsTo))('%s leads to %s', (route, state) => expect(next(route)).toBe(state));

  it('and takes there whatever is not the next act', () => {
    const choices = Object.entries(states).filter(
      ([name, { Type }]) => Type === 'Choice' && name !== 'Reroute',
    );
    expect(choices.map(([, { Default }]) => Default)).toEqual(choices.map(() => 'Reroute'));
  });
});

describe('the kept definition waits for errors', () => {
  const names = Object.values(states).flatMap(({ Retry = [], Catch = [] }) =>
    [...Retry, ...Catch].flatMap(({ ErrorEquals }) => ErrorEquals),
  );
  const ours = [...new Set(names)].filter((name) => !/^(States|Lambda|Sandbox|Runtime)\./.test(name)).sort();
  const thrown = Object.values(errors).map((Kind) => new Kind('').name);

  it('of these names', () => {
    expect(ours).toEqual(['LedgerUnavailable', 'NewsArrived', 'ServiceUnavailable', 'Throttled']);
  });
  it.each(ours)('%s, which is thrown today', (name) => expect(thrown).toContain(name));
});

describe('what sleeping executions hold on to', () => {
  const resources = new Synthesized({ policy: { platformEmail: 'platform@example.com' } }).template.toJSON()[
    'Resources'
  ] as Readonly<Record<string, { Type: string; Properties: Readonly<Record<string, unknown>> }>>;

  it.each(Object.entries(deployed))('%s is still deployed as %s', (id, type) => {
    expect(resources[id]?.Type).toBe(type);
  });
  it.each(Object.keys(deployed))('%s has got no name, which would replace it', (id) => {
    const { Properties } = resources[id] ?? { Properties: {} };
    const naming = ['FunctionName', 'TableName', 'RoleName', 'StateMachineName'];
    expect(naming.filter((name) => name in Properties)).toEqual([]);
  });
});
