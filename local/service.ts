/** What every double of an AWS service is: a thing one can call as somebody, and that answers as AWS would. */

/** Who makes a call: a person, or one of the template's functions (then `function` is its logical handler name). */
export interface Caller {
  /** The caller's ARN, e.g. `arn:aws:sts::111122223333:assumed-role/DataScience/alice@example.com`. */
  readonly arn: string;
  /** The role's ARN where the caller assumed one. */
  readonly roleArn?: string;
  /** The handler's name, e.g. `stop-notebook`, when the caller is one of the template's functions. */
  readonly function?: string;
  /** The tool the call came through: a service principal (`cloudformation.amazonaws.com`) or a userAgent. */
  readonly through?: string;
}

export type Input = Readonly<Record<string, unknown>>;

export interface Service {
  /** @throws AwsError as AWS would refuse the call */
  call(operation: string, input: Input, caller: Caller): unknown | Promise<unknown>;
}

/** A refusal in AWS's own words; the HTTP door turns it into the service's wire format. */
export class AwsError extends Error {
  override readonly name = 'AwsError';
  /** The error's name on the wire, e.g. `ValidationException`. */
  readonly code: string;
  readonly status: number;
  /** Further members of the error's body, by their wire names. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(code: string, message: string, status = 400, members: Readonly<Record<string, unknown>> = {}) {
    super(message);
    this.code = code;
    this.status = status;
    this.members = members;
  }
}
