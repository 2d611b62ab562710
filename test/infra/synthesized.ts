import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import cdkJson from '../../cdk.json' with { type: 'json' };
import { NotebookRootGuardStack, type NotebookRootGuardStackProps } from '../../infra/stack.ts';
import { resolve } from './resolve.ts';

export interface Statement {
  readonly Effect: string;
  readonly Action: string | readonly string[];
  readonly Resource: string | readonly string[];
  readonly Condition?: unknown;
}

interface LambdaResource {
  readonly Properties: {
    readonly Handler: string;
    readonly Role: { readonly 'Fn::GetAtt': readonly [string, string] };
    readonly Environment: { readonly Variables: Readonly<Record<string, unknown>> };
  };
}

interface PolicyResource {
  readonly Properties: {
    readonly Roles: readonly { readonly Ref: string }[];
    readonly PolicyDocument: { readonly Statement: readonly unknown[] };
  };
}

export const list = (value: string | readonly string[]): readonly string[] =>
  typeof value === 'string' ? [value] : value;

/** The stack as it would be deployed into account 111122223333 and eu-west-1, synthesized without bundles and built-in validation. */
export class Synthesized {
  readonly template: Template;

  constructor(props: NotebookRootGuardStackProps) {
    const outdir = mkdtempSync(join(tmpdir(), 'notebook-root-guard-infra-'));
    const app = new App({
      context: { ...cdkJson.context, 'aws:cdk:bundling-stacks': [] },
      outdir,
      builtinCloudFormationValidation: false,
    });
    this.template = Template.fromStack(new NotebookRootGuardStack(app, 'NotebookRootGuard', props));
    rmSync(outdir, { recursive: true });
  }

  /** The handlers' names, e.g. `open-case`. */
  handlers(): readonly string[] {
    return this.#functions().map((one) => one.Properties.Handler.replace('.handler', ''));
  }

  /** The logical id of a handler's role. */
  roleOf(handler: string): string {
    return this.#functionNamed(handler).Properties.Role['Fn::GetAtt'][0];
  }

  /** The names of a handler's environment variables. */
  variablesOf(handler: string): readonly string[] {
    return Object.keys(this.#functionNamed(handler).Properties.Environment.Variables);
  }

  /** What a handler's environment variable is set to, in the template's own terms. */
  variableOf(handler: string, name: string): unknown {
    return this.#functionNamed(handler).Properties.Environment.Variables[name];
  }

  /** What the role of this logical id is allowed, its ARNs written out. */
  statementsOf(role: string): readonly Statement[] {
    return this.#policies()
      .filter(({ Properties }) => Properties.Roles.some(({ Ref }) => Ref === role))
      .flatMap(
        ({ Properties }) => resolve(Properties.PolicyDocument.Statement, this.#types()) as Statement[],
      );
  }

  /** Every statement of every role. */
  allStatements(): readonly Statement[] {
    return Object.keys(this.template.findResources('AWS::IAM::Role')).flatMap((role) =>
      this.statementsOf(role),
    );
  }

  #functions(): readonly LambdaResource[] {
    return Object.values(this.template.findResources('AWS::Lambda::Function')) as unknown as LambdaResource[];
  }

  #functionNamed(handler: string): LambdaResource {
    const found = this.#functions().find((one) => one.Properties.Handler === `${handler}.handler`);
    if (found === undefined)
      throw new Error(`expected a function ${handler}, got ${this.handlers().join(', ')}`);
    return found;
  }

  #policies(): readonly PolicyResource[] {
    return Object.values(this.template.findResources('AWS::IAM::Policy')) as unknown as PolicyResource[];
  }

  #types(): ReadonlyMap<string, string> {
    const resources = this.template.toJSON()['Resources'] as Record<string, { readonly Type: string }>;
    return new Map(Object.entries(resources).map(([id, { Type }]) => [id, Type]));
  }
}
