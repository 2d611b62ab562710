/** What each function's cold start loads: the bundle's size, and how long a fresh process takes to import it. */
import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { pathToFileURL } from 'node:url';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { synthesize } from '../local/bundles.ts';
import { environmentOf } from '../local/sandbox/environment.ts';
import type { FunctionDescription } from '../local/template/functions.ts';
import { readTemplate } from '../local/template.ts';
import { storyPolicy } from './notebooks.ts';
import type { Progress } from './progress.ts';

export interface Bundle {
  readonly name: string;
  readonly kibibytes: number;
  readonly gzipKibibytes: number;
  /** Median of three fresh processes, without the start of Node.js itself. */
  readonly importMilliseconds: number;
}

const importing = `
const start = performance.now();
await import(process.argv[1]);
console.log('\\n' + (performance.now() - start));
process.exit();
`;

const importOnce = async (described: FunctionDescription): Promise<number> => {
  const { stdout } = await promisify(execFile)(
    process.execPath,
    ['--input-type=module', '--eval', importing, pathToFileURL(described.file).href],
    { env: { ...environmentOf(described, {}, 'http://127.0.0.1:9'), AWS_ACCESS_KEY_ID: 'bench' } },
  );
  return Number(stdout.trim().split('\n').at(-1));
};

const median = (figures: readonly number[]): number =>
  figures.toSorted((a, b) => a - b)[Math.floor(figures.length / 2)] ?? Number.NaN;

const measure = async (described: FunctionDescription): Promise<Bundle> => {
  const code = await readFile(described.file);
  const times = [await importOnce(described), await importOnce(described), await importOnce(described)];
  return {
    name: described.name,
    kibibytes: code.length / 1024,
    gzipKibibytes: (await promisify(gzip)(code)).length / 1024,
    importMilliseconds: median(times),
  };
};

export const measureBundles = async (progress: Progress): Promise<readonly Bundle[]> => {
  const { functions } = await readTemplate(await synthesize(storyPolicy));
  return progress('imports of bundles', functions.length, async (advance) => {
    const bundles: Bundle[] = [];
    for (const described of functions) {
      bundles.push(await measure(described));
      advance(bundles.length);
    }
    return bundles;
  });
};
