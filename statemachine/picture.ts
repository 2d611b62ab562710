/**
 * The state machines as text pictures, drawn from their definitions: of the one that handles cases the spine from top
 * to bottom, one line an act, with the Choice that follows it and the sleep that leads back; of the sweep what becomes
 * of each kind of page. `npm run picture` puts them into the documents.
 */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

export interface State {
  readonly Type: string;
  readonly Comment?: string;
  readonly Next?: string;
  readonly Choices?: readonly Rule[];
  readonly Default?: string;
  readonly Catch?: readonly { readonly Next: string }[];
  readonly ItemProcessor?: Machine;
}
interface Rule {
  readonly Next: string;
  readonly StringEquals?: string;
}
export interface Machine {
  readonly StartAt: string;
  readonly States: Readonly<Record<string, State>>;
}

/** One act, the Choice that follows it, and the sleep that leads back to the act. */
export interface Line {
  readonly act: string;
  readonly choice: string;
  readonly sleep: string | null;
}

/** The Choice that has an odd arrow to every act is no part of the spine; its ends are the machine's. */
export const isReroute = (machine: Machine, name: string): boolean =>
  machine.States[name]?.Choices?.some(({ Next }) => machine.States[Next]?.Type === 'Succeed') ?? false;

export function spine(machine: Machine): readonly Line[] {
  const lines: Line[] = [];
  for (let act: string | undefined = machine.StartAt; act !== undefined; ) {
    const choice: string = machine.States[act]?.Next ?? '';
    if (isReroute(machine, choice)) return [...lines, { act, choice: ends(machine), sleep: null }];
    const rules: readonly Rule[] = machine.States[choice]?.Choices ?? [];
    const sleep = rules.find(({ StringEquals }) => StringEquals === 'wait')?.Next ?? null;
    // The first act sleeps, if at all, in the sleep of the next.
    lines.push({ act, choice, sleep: lines.length === 0 ? null : sleep });
    act = rules.find(({ StringEquals }) => StringEquals !== 'wait')?.Next;
  }
  return lines;
}

const ends = (machine: Machine): string =>
  Object.entries(machine.States)
    .filter(([, { Type }]) => Type === 'Succeed' || Type === 'Fail')
    .map(([name]) => name)
    .join(' | ');

export function picture(machine: Machine): string {
  const lines = spine(machine);
  const width = (of: (line: Line) => string): number =>
    Math.max(...lines.slice(1).map((line) => of(line).length));
  const act = width((line) => line.act);
  const choice = width((line) => (line.sleep === null ? '' : line.choice));
  const [first, ...rest] = lines;
  return [
    `${first?.act} -> ${first?.choice}`,
    ...rest.map((line) =>
      line.sleep === null
        ? `  -> ${line.act.padEnd(act)} -> ${line.choice}`
        : `  -> ${line.act.padEnd(act)} -> ${line.choice.padEnd(choice)} <-> ${line.sleep}`,
    ),
  ].join('\n');
}

/** What becomes of each page: the Map over its items, with an iteration's states, and where it goes on. */
export function picturePages(machine: Machine): string {
  const choice = machine.States[machine.StartAt]?.Next ?? '';
  const maps = (machine.States[choice]?.Choices ?? []).map(({ Next }) => Next);
  const iterations = maps.map((name) => `${name} (${iteration(machine.States[name]?.ItemProcessor)})`);
  const width = Math.max(...iterations.map((text) => text.length));
  return [
    `${machine.StartAt} -> ${choice}`,
    ...maps.map((name, index) => `  -> ${iterations[index]?.padEnd(width)} -> ${onwards(machine, name)}`),
    `  -> ${ends(machine)}`,
  ].join('\n');
}

function iteration(processor: Machine | undefined): string {
  const [first = '', ...others] = Object.keys(processor?.States ?? {});
  const { Next } = processor?.States[first] ?? {};
  return [
    ...(Next === undefined ? [first] : [`${first} -> ${Next}`]),
    ...others.filter((name) => name !== Next),
  ].join(' | ');
}

function onwards(machine: Machine, name: string): string {
  const { Next = '' } = machine.States[name] ?? {};
  const back = machine.States[Next]?.Default;
  return back === undefined ? Next : `${Next} -> ${back}`;
}

const root = join(import.meta.dirname, '..');
const read = (definition: string): Machine =>
  JSON.parse(readFileSync(join(root, `statemachine/${definition}.asl.json`), 'utf8'));

/** The one that handles cases. */
export const machine = (): Machine => read('remediate-root-access');
export const sweep = (): Machine => read('sweep-fleet');
export const pictured = ['README.md', 'docs/design.md'];

/** A picture in a document stands between two fences of which the first says `text picture`, and of what. */
export const placed = (document: string): string =>
  Object.entries({
    'remediate-root-access': picture(machine()),
    'sweep-fleet': picturePages(sweep()),
  }).reduce(
    (text, [name, drawn]) =>
      text.replace(
        new RegExp(`(\`\`\`text picture ${name}\\n)[\\s\\S]*?\`\`\``),
        (_all, fence: string) => `${fence}${drawn}\n\`\`\``,
      ),
    document,
  );

if (process.argv[1] === import.meta.filename) {
  for (const file of pictured.map((name) => join(root, name))) {
    writeFileSync(file, placed(readFileSync(file, 'utf8')));
  }
}
