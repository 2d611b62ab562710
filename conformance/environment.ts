/**
 * The Python and Java programs that judge, installed on demand into folders of the repository's own: `.venv` and
 * `.build`. What is installed is kept until the file that pins it changes.
 */
import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { alone } from './lock.ts';
import type { Judged } from './row.ts';

export const repository = fileURLToPath(new URL('..', import.meta.url));
const here = path.join(repository, 'conformance');
const build = path.join(repository, '.build');

/** A judge cannot run for want of this; the message says what, and how a Debian machine gets it. */
export class Missing extends Error {
  override readonly name = 'Missing';
}

/** What `judge` says, or that the belief was not judged, and for want of what. */
export const unlessMissing = async (
  belief: string,
  name: string,
  judge: () => Promise<readonly Judged[]>,
): Promise<readonly Judged[]> => {
  try {
    return await judge();
  } catch (error) {
    if (!(error instanceof Missing)) throw error;
    return [{ belief, judge: name, missing: error.message }];
  }
};

const run = promisify(execFile);

/** The last line that a failed installation printed says why; addresses in it are of no use to anybody else. */
const lastLine = (error: unknown): string => {
  const { stderr, stdout, message } = error as { stderr?: string; stdout?: string; message: string };
  const lines = `${stdout ?? ''}\n${stderr ?? ''}`.split('\n').filter((line) => /error/i.test(line));
  return (lines.at(-1) ?? message.split('\n')[0] ?? '').replace(/https?:\/\/\S+/g, '…').trim();
};

const demand = async (program: string, args: readonly string[], missing: string): Promise<void> => {
  try {
    await run(program, [...args]);
  } catch {
    throw new Missing(missing);
  }
};

/** Installs anew when the pins differ from those that `folder` was installed from; another process may be at it. */
const installed = (folder: string, pins: string, install: () => Promise<void>): Promise<void> =>
  alone(path.join(build, `${path.basename(folder)}.lock`), async () => {
    const hash = createHash('sha256')
      .update(await readFile(pins))
      .digest('hex');
    const stamp = path.join(folder, '.installed-from');
    const before = await readFile(stamp, 'utf8').catch(() => '');
    if (before === hash) return;
    await rm(stamp, { force: true });
    await install();
    await writeFile(stamp, hash);
  });

/** Installations of this process by folder: judges that start together wait for one. */
const running = new Map<string, Promise<void>>();

const once = (folder: string, install: () => Promise<void>): Promise<void> => {
  const known = running.get(folder) ?? install();
  running.set(folder, known);
  return known;
};

/** A virtual environment's programs. */
export interface Python {
  /** The path of a program in it, e.g. `python`, `aws`, `moto_server`. */
  bin(program: string): string;
}

const virtualEnvironment = async (folder: string, requirements: string): Promise<Python> => {
  await once(folder, async () => {
    await demand(
      'python3',
      ['-c', 'import ensurepip, venv'],
      'Python 3 with venv: apt-get install python3 python3-venv',
    );
    await installed(folder, requirements, async () => {
      const pip = path.join(folder, 'bin', 'python');
      await rm(folder, { recursive: true, force: true });
      try {
        await run('python3', ['-m', 'venv', folder]);
        await run(pip, [
          '-m',
          'pip',
          'install',
          '--quiet',
          '--disable-pip-version-check',
          '-r',
          requirements,
        ]);
      } catch (error) {
        throw new Missing(`the Python packages of ${path.basename(requirements)}: ${lastLine(error)}`, {
          cause: error,
        });
      }
    });
  });
  return { bin: (program) => path.join(folder, 'bin', program) };
};

/**
 * The packages of conformance/requirements.txt, in `.venv`.
 * @throws Missing without Python, or where the packages cannot be installed
 */
export const python = (): Promise<Python> =>
  virtualEnvironment(path.join(repository, '.venv'), path.join(here, 'requirements.txt'));

/**
 * Checkov, in `.build/checkov`: it needs another botocore than the rest.
 * @throws Missing without Python, or where the packages cannot be installed
 */
export const checkov = (): Promise<Python> =>
  virtualEnvironment(path.join(build, 'checkov'), path.join(here, 'template', 'checkov-requirements.txt'));

/**
 * The jars of conformance/pom.xml, in `.build/jars`.
 * @returns a class path for `java -cp`
 * @throws Missing without a JDK or Maven, or where the jars cannot be fetched
 */
export const jars = async (): Promise<string> => {
  const folder = path.join(build, 'jars');
  const pom = path.join(here, 'pom.xml');
  await once(folder, async () => {
    await demand('javac', ['-version'], 'Java, a JDK of 17 or later: apt-get install default-jdk');
    await demand('mvn', ['-version'], 'Maven: apt-get install maven');
    await installed(folder, pom, async () => {
      await rm(folder, { recursive: true, force: true });
      await mkdir(folder, { recursive: true });
      try {
        const to = ['dependency:copy-dependencies', `-DoutputDirectory=${folder}`];
        await run('mvn', ['-q', '-B', '-f', pom, ...to]);
      } catch (error) {
        throw new Missing(`the jars of pom.xml: ${lastLine(error)}`, { cause: error });
      }
    });
  });
  return path.join(folder, '*');
};
