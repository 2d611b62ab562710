import { AwsError } from '../service.ts';

/** What is wrong with a definition, with the place as AWS writes it (`/States/Stop/Next`). */
export interface Refusal {
  /**
   * `invalid`: AWS refuses it too. `unsupported`: legal for AWS, not implemented here; never ignored.
   * `target`: a name that leads to no state.
   */
  readonly kind: 'invalid' | 'unsupported' | 'target';
  readonly message: string;
  readonly at: string;
}

const prefixes: Readonly<Record<Refusal['kind'], string>> = {
  invalid: 'SCHEMA_VALIDATION_FAILED',
  target: 'MISSING_TRANSITION_TARGET',
  unsupported: 'NOT_IMPLEMENTED_IN_THIS_SANDBOX',
};

export const printRefusals = (refusals: readonly Refusal[]): string =>
  refusals.map(({ kind, message, at }) => `${prefixes[kind]}: ${message} at ${at}`).join(', ');

/** The refusal of a definition, with its reasons one by one; AWS's answer has only the text. */
export class InvalidDefinition extends AwsError {
  readonly refusals: readonly Refusal[];

  constructor(refusals: readonly Refusal[]) {
    super('InvalidDefinition', `Invalid State Machine Definition: '${printRefusals(refusals)}'`);
    this.refusals = refusals;
  }
}

/** Gathers refusals on the way through a definition; readers go on with a stand-in after each. */
export class Refusals {
  readonly all: Refusal[] = [];

  invalid(message: string, at: string): void {
    this.all.push({ kind: 'invalid', message, at });
  }

  unsupported(message: string, at: string): void {
    this.all.push({ kind: 'unsupported', message, at });
  }

  target(message: string, at: string): void {
    this.all.push({ kind: 'target', message, at });
  }
}
