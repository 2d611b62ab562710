/** Synthesizes a CDK app in a process of its own, as anybody would deploy it, and reads what CDK found. */
import { execFile } from 'node:child_process';
import { mkdtemp, readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { repository } from '../environment.ts';
import type { Finding } from './finding.ts';

/** The cloud assembly's template, and what CDK's validation plugins said of it. */
export interface Synthesis {
  /** The cloud assembly's folder, which the caller removes. */
  readonly folder: string;
  readonly templateFile: string;
  /** Every resource's path in the construct tree, by its logical id. */
  readonly paths: ReadonlyMap<string, string>;
  /** What was found, by the plugin that found it; one that found nothing is not in it. */
  readonly findings: ReadonlyMap<string, readonly Finding[]>;
}

interface Report {
  readonly pluginReports: readonly {
    readonly pluginName: string;
    readonly violations: readonly {
      readonly ruleName: string;
      readonly description: string;
      readonly violatingConstructs: readonly { readonly constructPath: string }[];
    }[];
  }[];
}

type Metadata = Readonly<Record<string, readonly { readonly type: string; readonly data?: unknown }[]>>;

const json = async <T>(...file: readonly string[]): Promise<T> =>
  JSON.parse(await readFile(path.join(...file), 'utf8')) as T;

/** An L2 construct's resource is its child `Resource`: its parent's name says as much. */
const shortened = (constructPath: string): string =>
  constructPath.replace(/^\/?[^/]+\//, '').replace(/\/Resource$/, '');

const findingsOf = ({ pluginReports }: Report): ReadonlyMap<string, readonly Finding[]> =>
  new Map(
    pluginReports.map(({ pluginName, violations }) => [
      pluginName,
      violations.flatMap(({ ruleName, description, violatingConstructs }) =>
        violatingConstructs.map(({ constructPath }) => ({
          rule: ruleName,
          where: shortened(constructPath),
          message: description,
        })),
      ),
    ]),
  );

/**
 * @param app the app's file
 * @throws Error when the app ends without a validated assembly
 */
export const synthesize = async (app: string): Promise<Synthesis> => {
  const folder = await mkdtemp(path.join(tmpdir(), 'notebook-root-guard-template-'));
  const failure = await promisify(execFile)(process.execPath, ['--import', 'tsx', app], {
    cwd: repository,
    env: { CDK_OUTDIR: folder, PATH: process.env['PATH'] },
  }).then(
    () => '',
    (error: { stderr: string }) => error.stderr,
  );
  // A finding ends the app, too; anything else that ends it is no finding but a fault.
  if (failure !== '' && !failure.includes('Validation failed.')) {
    throw new Error(`expected ${app} to be synthesized, got ${failure}`);
  }
  const metadata = await json<Metadata>(folder, 'NotebookRootGuard.metadata.json');
  const paths = Object.entries(metadata).flatMap(([construct, entries]) =>
    entries
      .filter(({ type }) => type === 'aws:cdk:logicalId')
      .map(({ data }) => [String(data), shortened(construct)] as const),
  );
  return {
    folder,
    templateFile: path.join(folder, 'NotebookRootGuard.template.json'),
    paths: new Map(paths),
    findings: findingsOf(await json<Report>(folder, 'validation-report.json')),
  };
};
