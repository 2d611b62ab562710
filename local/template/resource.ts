/** A CloudFormation template as JSON, as far as the sandbox reads it. */

export interface Resource {
  readonly Type: string;
  readonly Properties?: Readonly<Record<string, unknown>>;
  readonly Condition?: string;
}

export interface RawTemplate {
  readonly Resources: Readonly<Record<string, Resource>>;
}

export interface Place {
  readonly accountId: string;
  readonly region: string;
  readonly partition: string;
  readonly stackName: string;
}
