import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { buildSync } from 'esbuild';

const repository = dirname(import.meta.dirname);
const handlers = join(repository, 'functions', 'handlers');
const bundles = join(repository, '.build', 'handlers');

/** Two synths may run at once: each sees a whole file, and what has not changed is not written. */
const replaceIfChanged = (path: string, contents: Uint8Array): void => {
  if (existsSync(path) && readFileSync(path).equals(contents)) return;
  mkdirSync(dirname(path), { recursive: true });
  const written = `${path}.${process.pid}`;
  writeFileSync(written, contents);
  renameSync(written, path);
};

/**
 * Bundles every handler of functions/handlers in one run, each into a folder of its own.
 * @returns each handler's folder, with `<handler>.mjs` and its source map
 */
export const bundleHandlers = <Name extends string>(
  names: readonly Name[],
): Readonly<Record<Name, string>> => {
  const { outputFiles } = buildSync({
    absWorkingDir: repository,
    entryPoints: names.map((name) => ({ in: join(handlers, `${name}.ts`), out: join(name, name) })),
    outdir: bundles,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    minify: true,
    format: 'esm',
    platform: 'node',
    // The oldest Node.js that the sandbox runs on; Lambda's own is newer.
    target: 'node20',
    // Dependencies' ES modules: their CommonJS is larger and fails to load in an .mjs bundle.
    mainFields: ['module', 'main'],
    sourcemap: true,
    sourcesContent: false,
    logLevel: 'silent',
    write: false,
  });
  for (const file of outputFiles) replaceIfChanged(file.path, file.contents);
  return Object.fromEntries(names.map((name) => [name, join(bundles, name)])) as Record<Name, string>;
};

/** What stands in for the bundles where none are asked for. */
export const sourcesOf = <Name extends string>(names: readonly Name[]): Readonly<Record<Name, string>> =>
  Object.fromEntries(names.map((name) => [name, handlers])) as Record<Name, string>;
