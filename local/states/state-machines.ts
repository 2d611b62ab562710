/** State machines behind the API: create, update, describe, list, delete. Standard workflows only. */
import { AwsError } from '../service.ts';
import { type Arguments, page } from './arguments.ts';
import type { Definition } from './definition.ts';
import { jsonProblem, sameJson } from './json.ts';
import { InvalidDefinition } from './refusals.ts';
import { validate } from './validate.ts';

export interface StateMachine {
  readonly arn: string;
  readonly name: string;
  readonly roleArn: string;
  readonly definition: Definition;
  readonly definitionText: string;
  readonly loggingConfiguration: unknown;
  readonly tracingConfiguration: unknown;
  readonly encryptionConfiguration: unknown;
  /** Seconds since the epoch. */
  readonly creationDate: number;
  readonly updateDate: number;
  /** Which update it came of; undefined for one as it was created. */
  readonly revisionId: string | undefined;
}

/** @throws AwsError InvalidArn for what is no ARN at all (recorded) */
export const requireArn = (arn: string): string => {
  if (!arn.startsWith('arn:')) throw new AwsError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`);
  return arn;
};

const isControl = (character: string): boolean => {
  const code = character.codePointAt(0) ?? 0;
  return code < 0x20 || (code >= 0x7f && code <= 0x9f);
};

/** A name of a state machine or execution. @throws AwsError; docs list the characters, no recording has the text */
export const requireName = (name: string): string => {
  const forbidden = /[\s<>{}[\]?*"#%\\^|~`$&,;:/]/.test(name) || [...name].some(isControl);
  if (forbidden) throw new AwsError('InvalidName', `Invalid Name: '${name}'`);
  return name;
};

const parsedDefinition = (text: string) => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    throw new AwsError(
      'InvalidDefinition',
      `Invalid State Machine Definition: 'INVALID_JSON_DESCRIPTION: ${jsonProblem(text)}'`,
    );
  }
  const validated = validate(value);
  if (validated.ok) return validated.definition;
  throw new InvalidDefinition(validated.refusals);
};

export class StateMachines {
  readonly #machines = new Map<string, StateMachine>();
  readonly #prefix: string;
  readonly #revisionId: () => string;

  constructor(region: string, accountId: string, revisionId: () => string) {
    this.#revisionId = revisionId;
    this.#prefix = `arn:aws:states:${region}:${accountId}:stateMachine:`;
  }

  /** @param now seconds since the epoch */
  create(args: Arguments, now: number) {
    const configurations = [
      'loggingConfiguration',
      'tracingConfiguration',
      'encryptionConfiguration',
    ] as const;
    args.allow('name', 'definition', 'roleArn', 'type', 'tags', ...configurations);
    const name = requireName(args.required('name', 1, 80));
    const definitionText = args.required('definition', 1, 1_048_576);
    const roleArn = args.required('roleArn', 1, 256);
    const type = args.oneOf('type', ['STANDARD', 'EXPRESS']) ?? 'STANDARD';
    if (type !== 'STANDARD') {
      throw new AwsError(
        'StateMachineTypeNotSupported',
        `expected type STANDARD, got ${type}, which is not implemented in this sandbox`,
      );
    }
    const arn = `${this.#prefix}${name}`;
    const definition = parsedDefinition(definitionText);
    const existing = this.#machines.get(arn);
    if (existing !== undefined) {
      const same =
        existing.roleArn === roleArn &&
        sameJson(JSON.parse(existing.definitionText), JSON.parse(definitionText));
      if (!same) throw new AwsError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`);
      return { stateMachineArn: arn, creationDate: existing.creationDate };
    }
    const machine: StateMachine = {
      arn,
      name,
      roleArn,
      definition,
      definitionText,
      loggingConfiguration: args.object('loggingConfiguration') ?? {
        level: 'OFF',
        includeExecutionData: false,
      },
      tracingConfiguration: args.object('tracingConfiguration') ?? { enabled: false },
      encryptionConfiguration: args.object('encryptionConfiguration') ?? { type: 'AWS_OWNED_KEY' },
      creationDate: now,
      updateDate: now,
      revisionId: undefined,
    };
    this.#machines.set(arn, machine);
    return { stateMachineArn: arn, creationDate: now };
  }

  /**
   * What a machine becomes for executions that start from now on: "Running executions will continue to use the
   * previous definition and roleArn" (API reference, UpdateStateMachine). AWS says that those started within a few
   * seconds may do so too; here none does. The same machine once more keeps its revision (recorded).
   * @param now seconds since the epoch
   */
  update(args: Arguments, now: number) {
    args.allow('stateMachineArn', 'definition', 'roleArn');
    const before = this.find(args.required('stateMachineArn'));
    const definitionText = args.string('definition', 1, 1_048_576);
    const roleArn = args.string('roleArn', 1, 256);
    if (definitionText === undefined && roleArn === undefined) {
      // The name is the API's; no public source shows the text.
      throw new AwsError('MissingRequiredParameter', 'expected a definition or a roleArn, got neither');
    }
    const changed = {
      ...before,
      ...(roleArn === undefined ? {} : { roleArn }),
      ...(definitionText === undefined
        ? {}
        : { definition: parsedDefinition(definitionText), definitionText }),
    };
    const isSame = changed.roleArn === before.roleArn && changed.definitionText === before.definitionText;
    const revisionId = (isSame ? before.revisionId : undefined) ?? this.#revisionId();
    this.#machines.set(before.arn, { ...changed, updateDate: now, revisionId });
    return { updateDate: now, revisionId };
  }

  /** @throws AwsError StateMachineDoesNotExist */
  find(arn: string): StateMachine {
    const machine = this.#machines.get(requireArn(arn));
    if (machine === undefined)
      throw new AwsError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`);
    return machine;
  }

  describe(args: Arguments) {
    args.allow('stateMachineArn', 'includedData');
    const machine = this.find(args.required('stateMachineArn'));
    return {
      status: 'ACTIVE',
      type: 'STANDARD',
      creationDate: machine.creationDate,
      ...described(machine),
    };
  }

  list(args: Arguments) {
    args.allow('maxResults', 'nextToken');
    const { items, ...rest } = page([...this.#machines.values()], args, 1024, 100);
    const stateMachines = items.map(({ arn, name, creationDate }) => ({
      stateMachineArn: arn,
      name,
      type: 'STANDARD',
      creationDate,
    }));
    return { stateMachines, ...rest };
  }

  /** Deleting what is not there succeeds (recorded). Running executions go on; AWS shows DELETING until they end. */
  delete(args: Arguments) {
    args.allow('stateMachineArn');
    this.#machines.delete(requireArn(args.required('stateMachineArn')));
    return {};
  }
}

/** What DescribeStateMachine and DescribeStateMachineForExecution both tell. */
export const described = (machine: StateMachine) => ({
  stateMachineArn: machine.arn,
  name: machine.name,
  definition: machine.definitionText,
  roleArn: machine.roleArn,
  loggingConfiguration: machine.loggingConfiguration,
  tracingConfiguration: machine.tracingConfiguration,
  encryptionConfiguration: machine.encryptionConfiguration,
  ...(machine.revisionId === undefined ? {} : { revisionId: machine.revisionId }),
});
