/** CloudFormation's intrinsic functions, as far as CDK's output needs them; any other is refused. */
import { identify } from './identity.ts';
import type { Place, RawTemplate } from './resource.ts';

export type Resolve = (value: unknown) => unknown;

const pseudoParameters = ({ accountId, region, partition, stackName }: Place): Record<string, string> => ({
  'AWS::AccountId': accountId,
  'AWS::Region': region,
  'AWS::Partition': partition,
  'AWS::StackName': stackName,
  'AWS::URLSuffix': 'amazonaws.com',
});

const list = (value: unknown, where: string): unknown[] => {
  if (Array.isArray(value)) return value;
  throw new Error(`${where}: expected a list, got ${JSON.stringify(value)}`);
};

const text = (value: unknown, where: string): string => {
  if (typeof value === 'string' || typeof value === 'number') return String(value);
  throw new Error(`${where}: expected text, got ${JSON.stringify(value)}`);
};

/** @returns what gives a template's value with all its intrinsics resolved */
export const resolver = (template: RawTemplate, place: Place): Resolve => {
  const pseudo = pseudoParameters(place);

  const identity = (logicalId: string) => {
    const resource = template.Resources[logicalId];
    if (resource === undefined) throw new Error(`expected a resource of the template, got ${logicalId}`);
    return identify(logicalId, resource, place);
  };

  const ref = (name: string): string => pseudo[name] ?? identity(name).ref;

  const attribute = (logicalId: string, name: string): string => {
    const value = identity(logicalId).attributes[name];
    if (value === undefined)
      throw new Error(`${logicalId}: expected an attribute that the sandbox knows, got ${name}`);
    return value;
  };

  const substitute = (pattern: string, variables: Readonly<Record<string, unknown>>): string =>
    pattern.replace(/\$\{(!?)([^}]+)\}/g, (_whole, literal: string, name: string) => {
      if (literal) return `\${${name}}`;
      if (name in variables) return text(variables[name], name);
      const [logicalId, ...path] = name.split('.');
      return path.length === 0 ? ref(name) : attribute(String(logicalId), path.join('.'));
    });

  const functions: Readonly<Record<string, (argument: unknown) => unknown>> = {
    Ref: (name) => ref(text(name, 'Ref')),
    'Fn::GetAtt': (argument) => {
      const [logicalId, name] =
        typeof argument === 'string' ? argument.split(/\.(.*)/) : list(argument, 'Fn::GetAtt');
      return attribute(text(logicalId, 'Fn::GetAtt'), text(resolve(name), 'Fn::GetAtt'));
    },
    'Fn::Join': (argument) => {
      const [separator, parts] = list(argument, 'Fn::Join');
      return list(resolve(parts), 'Fn::Join')
        .map((part) => text(part, 'Fn::Join'))
        .join(text(separator, 'Fn::Join'));
    },
    'Fn::Sub': (argument) => {
      if (typeof argument === 'string') return substitute(argument, {});
      const [pattern, variables] = list(argument, 'Fn::Sub');
      return substitute(text(pattern, 'Fn::Sub'), resolve(variables) as Record<string, unknown>);
    },
    'Fn::Select': (argument) => {
      const [index, from] = list(argument, 'Fn::Select');
      const values = list(resolve(from), 'Fn::Select');
      const at = Number(text(index, 'Fn::Select'));
      if (values[at] === undefined)
        throw new Error(`Fn::Select: expected at least ${at + 1} values, got ${values.length}`);
      return values[at];
    },
    'Fn::Split': (argument) => {
      const [separator, from] = list(argument, 'Fn::Split');
      return text(resolve(from), 'Fn::Split').split(text(separator, 'Fn::Split'));
    },
  };

  const resolve: Resolve = (value) => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value !== 'object' || value === null) return value;
    const entries = Object.entries(value);
    const [only] = entries;
    if (entries.length === 1 && only !== undefined && (only[0] === 'Ref' || only[0].startsWith('Fn::'))) {
      const apply = functions[only[0]];
      if (apply === undefined) {
        throw new Error(`expected one of ${Object.keys(functions).join(', ')}, got ${only[0]}`);
      }
      return apply(only[1]);
    }
    return Object.fromEntries(entries.map(([key, inner]) => [key, resolve(inner)]));
  };

  return resolve;
};
