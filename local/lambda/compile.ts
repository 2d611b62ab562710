/** Compiles the worker runtime once per content, so that a worker needs no TypeScript loader to start. */
import { createHash } from 'node:crypto';
import { access, mkdir, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const source = fileURLToPath(new URL('./runtime.ts', import.meta.url));

const exists = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

/** By folder: the source of a running process does not change. */
const compiled = new Map<string, Promise<string>>();

/** @returns the path of the compiled runtime in `folder` */
export const compileRuntime = (folder: string): Promise<string> => {
  const file = compiled.get(folder) ?? compile(folder);
  compiled.set(folder, file);
  return file;
};

const compile = async (folder: string): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [source],
    bundle: true,
    platform: 'node',
    target: 'node20',
    format: 'esm',
    write: false,
    // fake-timers is CommonJS and asks for Node's own modules, which ESM output cannot do without this.
    banner: {
      js: "import { createRequire as $require } from 'node:module'; const require = $require(import.meta.url);",
    },
  });
  const code = outputFiles[0]?.text;
  if (code === undefined) throw new Error(`${source}: expected one output file, got none`);
  const file = path.join(
    folder,
    `lambda-runtime-${createHash('sha256').update(code).digest('hex').slice(0, 16)}.mjs`,
  );
  if (await exists(file)) return file;
  await mkdir(folder, { recursive: true });
  // Test processes compile at the same time; a rename is all or nothing.
  const draft = `${file}.${process.pid}`;
  await writeFile(draft, code);
  await rename(draft, file);
  return file;
};
