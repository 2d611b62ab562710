/** The loop with one thing wrong, to show that random stories notice. */
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { build } from 'esbuild';
import type { Loop } from './loop.ts';

const root = join(import.meta.dirname, '../..');

export interface Mistake {
  /** Below functions/. */
  readonly source: string;
  readonly from: string;
  readonly to: string;
}

/** @param name the file's, below .build/ */
export async function brokenLoop(name: string, { source, from, to }: Mistake): Promise<Loop> {
  const outfile = join(root, '.build', `loop-${name}-${process.pid}.mjs`);
  await build({
    entryPoints: [join(import.meta.dirname, 'loop.ts')],
    outfile,
    bundle: true,
    packages: 'external',
    format: 'esm',
    platform: 'node',
    plugins: [
      {
        name: 'one thing wrong',
        setup: ({ onLoad }) =>
          onLoad({ filter: new RegExp(`/functions/${source.replaceAll('.', '\\.')}$`) }, async ({ path }) => {
            const text = await readFile(path, 'utf8');
            if (text.split(from).length !== 2) throw new Error(`expected ${from} once in ${source}`);
            return { contents: text.replace(from, () => to), loader: 'ts' };
          }),
      },
    ],
  });
  return import(pathToFileURL(outfile).href);
}
