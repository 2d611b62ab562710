/** All that a browser loads, made here: nothing comes from another host. */
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { build } from 'esbuild';
import { drawing } from '../../statemachine/drawing.ts';
import type { Machine } from '../../statemachine/picture.ts';

export interface Asset {
  readonly type: string;
  readonly body: string;
}

const folder = path.join(import.meta.dirname, 'browser');

const script = async (): Promise<string> => {
  const { outputFiles } = await build({
    entryPoints: [path.join(folder, 'main.ts')],
    bundle: true,
    format: 'esm',
    target: 'es2022',
    write: false,
  });
  const [file] = outputFiles;
  if (file === undefined) throw new Error('expected one output file of the page, got none');
  return file.text;
};

const styles = ['colours', 'frame', 'fleet', 'machine', 'mailbox', 'timeline', 'dialogs'];

const style = async (): Promise<string> =>
  (await Promise.all(styles.map((name) => readFile(path.join(folder, 'style', `${name}.css`), 'utf8')))).join(
    '\n',
  );

/**
 * By the path under which a browser asks for it.
 *
 * @param definition the state machine's, as it is deployed
 */
export const assets = async (definition: string): Promise<ReadonlyMap<string, Asset>> => {
  const page = await readFile(path.join(folder, 'index.html'), 'utf8');
  const machine = JSON.parse(definition) as Machine;
  return new Map([
    [
      '/',
      { type: 'text/html; charset=utf-8', body: page.replace('<!-- machine -->', () => drawing(machine)) },
    ],
    ['/main.js', { type: 'text/javascript; charset=utf-8', body: await script() }],
    ['/style.css', { type: 'text/css; charset=utf-8', body: await style() }],
    ['/icon.svg', { type: 'image/svg+xml', body: await readFile(path.join(folder, 'icon.svg'), 'utf8') }],
  ]);
};
