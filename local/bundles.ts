/** Synthesizes the CDK app, which bundles the functions, in a process of its own: nothing of it is imported here. */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { access, mkdir, readdir, readFile, rename, rm, stat } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository, and what is built in it. */
export const repository = fileURLToPath(new URL('..', import.meta.url));
export const buildFolder = path.join(repository, '.build');

/** Everything that an assembly depends on; a folder stands for all its files. */
export const sources = [
  'infra',
  'functions',
  'statemachine',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
];

export class SynthesisFailed extends Error {
  override readonly name = 'SynthesisFailed';
}

const filesOf = async (source: string): Promise<string[]> => {
  const entries = await readdir(path.join(repository, source), {
    recursive: true,
    withFileTypes: true,
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOTDIR') return undefined;
    throw error;
  });
  if (entries === undefined) return [path.join(repository, source)];
  return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
};

const digest = async (context: string): Promise<string> => {
  const hash = createHash('sha256').update(context);
  const files = (await Promise.all(sources.map(filesOf))).flat().sort();
  for (const file of files) hash.update(path.relative(repository, file)).update(await readFile(file));
  return hash.digest('hex').slice(0, 16);
};

/** How many assemblies stay; each change of a source makes one, of about 15 MB. */
const kept = 8;

const removeOldest = async (): Promise<void> => {
  const names = (await readdir(buildFolder)).filter((name) => /^assembly-[0-9a-f]+$/.test(name));
  const folders = await Promise.all(
    names.map(async (name) => {
      const folder = path.join(buildFolder, name);
      return { folder, built: (await stat(folder)).mtimeMs };
    }),
  );
  const oldest = folders.sort((a, b) => b.built - a.built).slice(kept);
  await Promise.all(oldest.map(({ folder }) => rm(folder, { recursive: true, force: true })));
};

/**
 * @param policy the keys of the policy that shape the template
 * @throws SynthesisFailed with what the app said, e.g. of a policy that cannot be used
 */
export const synthesizeInto = (policy: Readonly<Record<string, unknown>>, outdir: string): Promise<void> =>
  new Promise((resolve, reject) => {
    execFile(
      process.execPath,
      ['--import', 'tsx', path.join('infra', 'app.ts')],
      {
        cwd: repository,
        // What the CDK CLI hands to an app; validation is for CI, where its seconds do not matter.
        env: { CDK_OUTDIR: outdir, CDK_CONTEXT_JSON: JSON.stringify({ policy }), CDK_VALIDATION: 'false' },
        maxBuffer: 16 * 1024 * 1024,
      },
      (error, _stdout, stderr) =>
        error === null
          ? resolve()
          : reject(new SynthesisFailed(stderr.trim() || error.message, { cause: error })),
    );
  });

/** {@link synthesizeInto} a folder of its own, once for the same sources and policy. @returns that folder */
export const synthesize = async (policy: Readonly<Record<string, unknown>>): Promise<string> => {
  const folder = path.join(buildFolder, `assembly-${await digest(JSON.stringify({ policy }))}`);
  const built = await access(path.join(folder, 'manifest.json')).then(
    () => true,
    () => false,
  );
  if (built) return folder;
  await mkdir(buildFolder, { recursive: true });
  const draft = `${folder}.${process.pid}`;
  await synthesizeInto(policy, draft);
  try {
    await rename(draft, folder);
    await removeOldest();
  } catch (error) {
    // Another process was first, and built the same.
    await rm(draft, { recursive: true, force: true });
    if (
      (error as NodeJS.ErrnoException).code !== 'ENOTEMPTY' &&
      (error as NodeJS.ErrnoException).code !== 'EEXIST'
    ) {
      throw error;
    }
  }
  return folder;
};
