/** The app with one thing wrong, to show that the stories notice. */
import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { build } from 'esbuild';
import { synthesize } from '../../local/bundles.ts';
import type { Assemble } from '../../local/sandbox.ts';

const root = join(import.meta.dirname, '../..');
const templateFile = 'NotebookRootGuard.template.json';

export type Resources = Record<string, { Type: string; Properties: Record<string, unknown> }>;

/** An assembly like the repository's own, then changed. */
const altered =
  (name: string, alter: (folder: string) => Promise<void>): Assemble =>
  async (shaping) => {
    const folder = join(root, '.build', `broken-${name}-${process.pid}`);
    await rm(folder, { recursive: true, force: true });
    await mkdir(join(root, '.build'), { recursive: true });
    await cp(await synthesize(shaping), folder, { recursive: true });
    await alter(folder);
    return folder;
  };

/** @param break_ changes the template's resources in place */
export const withTemplate = (name: string, break_: (resources: Resources) => void): Assemble =>
  altered(name, async (folder) => {
    const file = join(folder, templateFile);
    const before = await readFile(file, 'utf8');
    const template = JSON.parse(before);
    break_(template.Resources);
    const after = JSON.stringify(template);
    if (after === JSON.stringify(JSON.parse(before))) throw new Error(`${name}: expected a change, got none`);
    await writeFile(file, after);
  });

/** Bundles handlers anew from a source that says something else in one place. */
export const withSource = (
  name: string,
  handlers: readonly string[],
  source: string,
  from: string,
  to: string,
): Assemble =>
  altered(name, async (folder) => {
    for (const handler of handlers) await bundleAnew(folder, handler, source, from, to);
  });

async function bundleAnew(folder: string, handler: string, source: string, from: string, to: string) {
  const assets = await readdir(folder, { recursive: true });
  const bundle = assets.find((file) => file.endsWith(`${handler}.mjs`));
  if (bundle === undefined) throw new Error(`expected a bundle of ${handler}, got none`);
  await build({
    entryPoints: [join(root, 'functions/handlers', `${handler}.ts`)],
    outfile: join(folder, bundle),
    bundle: true,
    format: 'esm',
    platform: 'node',
    mainFields: ['module', 'main'],
    plugins: [
      {
        name: 'one thing wrong',
        setup: ({ onLoad }) =>
          onLoad({ filter: new RegExp(`${source.replaceAll('.', '\\.')}$`) }, async ({ path }) => {
            const text = await readFile(path, 'utf8');
            if (text.split(from).length !== 2) throw new Error(`expected ${from} once in ${source}`);
            return { contents: text.replace(from, to), loader: 'ts' };
          }),
      },
    ],
  });
}
