/**
 * Reads a definition and refuses, by name and place, all that AWS refuses and all that is not implemented here:
 * state types, fields, resources, intrinsics, operators, JSONata. A state that nothing leads to is fine.
 */
import type { Definition, FailText, MapState, State, StateGraph, WaitState } from './definition.ts';
import { FieldReader, wholeInput } from './fields.ts';
import { type Refusal, Refusals } from './refusals.ts';
import { parseTimestamp } from './timestamp.ts';
import { readRule } from './validate-choice.ts';
import {
  attempted,
  common,
  onward,
  readAttempted,
  readFilters,
  readNext,
  readTask,
} from './validate-task.ts';

const readMap = (reader: FieldReader): MapState => {
  const own = [
    'Iterator',
    'ItemProcessor',
    'ItemsPath',
    'ItemSelector',
    'MaxConcurrency',
    'MaxConcurrencyPath',
  ];
  reader.allow(...common, ...attempted, ...own);
  reader.atMostOne('Iterator', 'ItemProcessor');
  reader.atMostOne('Parameters', 'ItemSelector');
  reader.atMostOne('MaxConcurrency', 'MaxConcurrencyPath');
  const name = reader.has('Iterator') ? 'Iterator' : 'ItemProcessor';
  reader.require(name);
  const inner = new FieldReader(reader.fields[name], reader.place(name), reader.refusals);
  inner.allow('ProcessorConfig', 'StartAt', 'States', 'Comment', 'QueryLanguage');
  if (inner.has('ProcessorConfig')) {
    const config = new FieldReader(
      inner.fields['ProcessorConfig'],
      inner.place('ProcessorConfig'),
      reader.refusals,
    );
    const mode = config.string('Mode') ?? 'INLINE';
    if (mode !== 'INLINE') reader.refusals.unsupported(`Map with Mode '${mode}'`, config.place('Mode'));
    else config.allow('Mode');
  }
  const path = reader.path('MaxConcurrencyPath');
  return {
    type: 'Map',
    ...readAttempted(reader),
    itemsPath: reader.path('ItemsPath'),
    itemSelector: reader.template('ItemSelector') ?? reader.template('Parameters'),
    maxConcurrency: path === undefined ? { limit: reader.integer('MaxConcurrency', 0) ?? 0 } : { path },
    processor: readGraph(inner),
  };
};

const readChoice = (reader: FieldReader): State => {
  reader.allow(...common, 'Choices', 'Default');
  reader.require('Choices');
  const choices = reader.array('Choices').map((value, at) => {
    const rule = new FieldReader(value, `${reader.place('Choices')}[${at}]`, reader.refusals);
    rule.require('Next');
    return { rule: readRule(rule, ['Next']), next: rule.string('Next') ?? '' };
  });
  if (choices.length === 0) reader.refusals.invalid('Value cannot be empty', reader.place('Choices'));
  return { type: 'Choice', ...readFilters(reader), choices, otherwise: reader.string('Default') };
};

const readUntil = (reader: FieldReader): WaitState['until'] => {
  const names = ['Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath'].filter((name) => reader.has(name));
  if (names.length !== 1) {
    reader.refusals.invalid(
      'Exactly one of [Seconds, SecondsPath, Timestamp, TimestampPath] is required',
      reader.at,
    );
  }
  switch (names[0]) {
    case 'SecondsPath':
      return { kind: 'secondsPath', path: reader.path('SecondsPath') ?? wholeInput };
    case 'TimestampPath':
      return { kind: 'timestampPath', path: reader.path('TimestampPath') ?? wholeInput };
    case 'Timestamp': {
      const time = parseTimestamp(reader.string('Timestamp') ?? '');
      if (time === undefined) {
        reader.refusals.invalid('String does not match RFC3339 timestamp', reader.place('Timestamp'));
      }
      return { kind: 'timestamp', time: time ?? 0 };
    }
    default:
      return { kind: 'seconds', seconds: reader.integer('Seconds', 0) ?? 0 };
  }
};

const readFailText = (reader: FieldReader, name: string): FailText | undefined => {
  const field = `${name}Path`;
  reader.atMostOne(name, field);
  const text = reader.string(name);
  if (text !== undefined) return { text };
  if (!reader.has(field)) return undefined;
  const expression = reader.expression(reader.fields[field], field, reader.at);
  return expression === undefined ? undefined : { field, expression };
};

const readState = (reader: FieldReader): State => {
  reader.require('Type');
  const language = reader.string('QueryLanguage') ?? 'JSONPath';
  if (language !== 'JSONPath')
    reader.refusals.unsupported(`QueryLanguage '${language}'`, reader.place('QueryLanguage'));
  switch (reader.fields['Type']) {
    case 'Task':
      return readTask(reader);
    case 'Map':
      return readMap(reader);
    case 'Choice':
      return readChoice(reader);
    case 'Pass': {
      reader.allow(...common, ...onward, 'Parameters', 'Result', 'ResultPath');
      const result = reader.has('Result') ? { value: reader.fields['Result'] } : undefined;
      const parameters = reader.template('Parameters');
      return {
        type: 'Pass',
        ...readFilters(reader),
        parameters,
        result,
        resultPath: reader.resultPath(),
        next: readNext(reader),
      };
    }
    case 'Wait': {
      reader.allow(...common, ...onward, 'Seconds', 'SecondsPath', 'Timestamp', 'TimestampPath');
      return { type: 'Wait', ...readFilters(reader), until: readUntil(reader), next: readNext(reader) };
    }
    case 'Succeed':
      reader.allow(...common);
      return { type: 'Succeed', ...readFilters(reader) };
    case 'Fail':
      reader.allow('Type', 'Comment', 'QueryLanguage', 'Error', 'ErrorPath', 'Cause', 'CausePath');
      return { type: 'Fail', error: readFailText(reader, 'Error'), cause: readFailText(reader, 'Cause') };
    case 'Parallel':
      reader.refusals.unsupported(`state type 'Parallel'`, reader.place('Type'));
      return { type: 'Fail', error: undefined, cause: undefined };
    default:
      if (reader.has('Type'))
        reader.refusals.invalid(`Unknown state type '${reader.fields['Type']}'`, reader.place('Type'));
      return { type: 'Fail', error: undefined, cause: undefined };
  }
};

/** Every name that a state hands on to, with the field that says it. */
const targets = (state: State): readonly (readonly [string, string])[] => {
  const next = 'next' in state && state.next !== undefined ? [['Next', state.next] as const] : [];
  if (state.type === 'Choice') {
    const rules = state.choices.map((choice, at) => [`Choices[${at}]/Next`, choice.next] as const);
    return state.otherwise === undefined ? rules : [...rules, ['Default', state.otherwise] as const];
  }
  if (state.type !== 'Task' && state.type !== 'Map') return next;
  return [...next, ...state.catch.map((catcher, at) => [`Catch[${at}]/Next`, catcher.next] as const)];
};

const readGraph = (reader: FieldReader): StateGraph => {
  reader.require('StartAt', 'States');
  const all = new FieldReader(
    reader.has('States') ? reader.fields['States'] : {},
    reader.place('States'),
    reader.refusals,
  );
  const states = new Map<string, State>();
  for (const [name, value] of Object.entries(all.fields)) {
    if (name.length > 80) reader.refusals.invalid('State name cannot exceed 80 characters', all.place(name));
    states.set(name, readState(new FieldReader(value, all.place(name), reader.refusals)));
  }
  const startAt = reader.string('StartAt') ?? '';
  const missing = (field: string, target: string, at: string) => {
    if (!states.has(target)) reader.refusals.target(`Missing '${field}' target: ${target}`, at);
  };
  if (reader.has('StartAt') && reader.has('States')) missing('StartAt', startAt, reader.place('StartAt'));
  for (const [name, state] of states) {
    for (const [field, target] of targets(state)) {
      if (target !== '') missing(field.split('/').at(-1) ?? field, target, `${all.place(name)}/${field}`);
    }
  }
  return { startAt, states };
};

export type Validated =
  | { readonly ok: true; readonly definition: Definition }
  | { readonly ok: false; readonly refusals: readonly Refusal[] };

/** @param value the definition, parsed from its JSON text */
export const validate = (value: unknown): Validated => {
  const refusals = new Refusals();
  const reader = new FieldReader(value, '', refusals);
  reader.allow('Comment', 'StartAt', 'States', 'TimeoutSeconds', 'Version', 'QueryLanguage');
  const version = reader.string('Version') ?? '1.0';
  if (version !== '1.0') reader.wrong('1.0', 'Version');
  const language = reader.string('QueryLanguage') ?? 'JSONPath';
  if (language !== 'JSONPath') refusals.unsupported(`QueryLanguage '${language}'`, '/QueryLanguage');
  const definition = { ...readGraph(reader), timeoutSeconds: reader.integer('TimeoutSeconds', 1) };
  return refusals.all.length === 0 ? { ok: true, definition } : { ok: false, refusals: refusals.all };
};
