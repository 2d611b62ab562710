/** A function's own policy: what may invoke it beside its own account's roles. */
import type { Named } from './named.ts';

export interface InvokePermission {
  readonly functionArn: string;
  /** A service, e.g. `events.amazonaws.com`. */
  readonly principal: string;
  /** For what of that service, with wildcards as in ArnLike; null: for anything. */
  readonly sourceArn: string | null;
}

export const readInvokePermissions = (resources: Named): readonly InvokePermission[] =>
  resources('AWS::Lambda::Permission')
    .filter(({ properties }) => properties['Action'] === 'lambda:InvokeFunction')
    .map(({ properties }) => ({
      functionArn: String(properties['FunctionName']),
      principal: String(properties['Principal']),
      sourceArn: (properties['SourceArn'] as string | undefined) ?? null,
    }));

const glob = (pattern: string): RegExp =>
  new RegExp(
    `^${pattern
      .replaceAll(/[.+^${}()|[\]\\]/g, '\\$&')
      .replaceAll('*', '.*')
      .replaceAll('?', '.')}$`,
  );

const parts = (arn: string): readonly string[] => {
  const [arnWord = '', partition = '', service = '', region = '', account = '', ...resource] = arn.split(':');
  return [arnWord, partition, service, region, account, resource.join(':')];
};

/** ArnLike: each of the six parts matches by itself (IAM user guide, "ARN condition operators"). */
const isLike = (arn: string, pattern: string): boolean => {
  const patterns = parts(pattern);
  return parts(arn).every((part, index) => glob(patterns[index] ?? '').test(part));
};

export const mayInvoke = (
  permissions: readonly InvokePermission[],
  functionArn: string,
  principal: string,
  sourceArn: string,
): boolean =>
  permissions.some(
    (permission) =>
      permission.functionArn === functionArn &&
      permission.principal === principal &&
      (permission.sourceArn === null || isLike(sourceArn, permission.sourceArn)),
  );
