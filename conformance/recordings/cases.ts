/** The recorded cases as they lie in the folder. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export { type Disagreement, type Row, rowOf, type Verdict } from '../row.ts';

export type Json = Readonly<Record<string, unknown>>;

export interface Outcome {
  readonly type: string;
  readonly output?: unknown;
  readonly error?: string;
  readonly cause?: unknown;
}

export interface RecordedTask {
  readonly resourceType?: string;
  readonly resource: string;
  readonly request: unknown;
  readonly outcome: Outcome;
}

export interface ExecutionCase {
  readonly id: string;
  readonly recordedOn: string;
  readonly uses: { readonly queryLanguages: readonly string[]; readonly resources: readonly string[] };
  readonly definition: Json;
  readonly input: unknown;
  readonly inputText?: string;
  readonly functions?: readonly { readonly name: string; readonly does: string }[];
  readonly tasks?: readonly RecordedTask[];
  readonly alsoRecorded?: { readonly describe_execution?: Json };
  readonly expected: {
    readonly status: string;
    readonly output?: unknown;
    readonly outputText?: string;
    readonly error?: string;
    readonly cause?: unknown;
    readonly path: readonly string[];
    readonly eventOrder?: string;
    readonly history: readonly Json[];
  };
}

export interface ChoiceCase {
  readonly id: string;
  readonly operandIsLiteral: boolean;
  readonly definition: Json;
  readonly rows: readonly {
    readonly id: string;
    readonly variable: unknown;
    readonly value: unknown;
    readonly result: boolean;
  }[];
}

export interface ApiCase {
  readonly id: string;
  readonly recordedOn: string;
  readonly steps: readonly {
    readonly step: number;
    readonly service: string;
    readonly call: string;
    readonly with: Json;
    readonly refused?: boolean;
    readonly recorded?: unknown;
  }[];
  readonly observations?: readonly {
    readonly name: string;
    readonly ofSteps: readonly number[];
    readonly recorded: unknown;
  }[];
}

export const read = <T>(folder: string, kind: string): T[] =>
  readdirSync(join(folder, kind))
    .filter((name) => name.endsWith('.json'))
    .sort()
    .map((name): T => JSON.parse(readFileSync(join(folder, kind, name), 'utf8')));
