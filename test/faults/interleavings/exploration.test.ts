/** Small programs of which every order can be played: what is left out as equal must be. */
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { Exploration } from '../../../faults/interleavings/exploration.ts';
import {
  conflict,
  type Footprint,
  nothing,
  reading,
  together,
  writing,
} from '../../../faults/interleavings/footprint.ts';

type Op =
  | { readonly do: 'read' | 'add' | 'compareAndSet'; readonly place: string }
  | { readonly do: 'spawn'; readonly program: readonly Op[] }
  | { readonly do: 'cancel'; readonly actor: string };

interface Came {
  /** What everybody saw, and what was left. */
  readonly end: string;
  /** The same for orders that differ only in moves that commute. */
  readonly order: string;
}

class Machine {
  readonly #memory = new Map<string, string>();
  readonly #actors = new Map<string, { left: Op[]; saw: string }>();
  readonly #made: { readonly move: string; readonly actor: string; readonly footprint: Footprint }[] = [];

  constructor(programs: readonly (readonly Op[])[]) {
    programs.forEach((program, index) => {
      this.#actors.set(`a${index}`, { left: [...program], saw: '' });
    });
  }

  get ready(): readonly string[] {
    return [...this.#actors].flatMap(([name, { left }]) => (left.length > 0 ? [name] : []));
  }

  move(name: string): Footprint {
    const actor = this.#actors.get(name);
    const op = actor?.left.shift();
    if (actor === undefined || op === undefined) throw new Error(`expected ${name} to go on`);
    const footprint = together([this.#do(name, actor, op), reading(['actors', name])]);
    this.#made.push({ actor: name, move: `${name}.${actor.saw.length}.${op.do}`, footprint });
    return footprint;
  }

  #do(name: string, actor: { saw: string }, op: Op): Footprint {
    switch (op.do) {
      case 'read':
        actor.saw += `<${this.#memory.get(op.place) ?? ''}>`;
        return reading([op.place]);
      case 'add':
        this.#memory.set(op.place, `${this.#memory.get(op.place) ?? ''}${name}`);
        actor.saw += '+';
        return writing([op.place]);
      case 'compareAndSet':
        if (this.#memory.has(op.place)) {
          actor.saw += 'no';
          return reading([op.place]);
        }
        this.#memory.set(op.place, name);
        actor.saw += 'yes';
        return writing([op.place]);
      case 'spawn':
        this.#actors.set(`${name}s${actor.saw.length}`, { left: [...op.program], saw: '' });
        actor.saw += '*';
        return nothing;
      case 'cancel': {
        const other = this.#actors.get(op.actor);
        if (other !== undefined && other !== actor) other.left = [];
        actor.saw += 'x';
        return writing(['actors', op.actor]);
      }
      default:
        return op satisfies never;
    }
  }

  get came(): Came {
    const made = this.#made;
    const pairs = made.flatMap((one, at) =>
      made
        .slice(at + 1)
        .filter((other) => other.actor !== one.actor && conflict(one.footprint, other.footprint))
        .map((other) => `${one.move}<${other.move}`),
    );
    const end = [...this.#memory]
      .sort()
      .concat([...this.#actors].sort().map(([name, { saw }]) => [name, saw]));
    return { end: JSON.stringify(end), order: pairs.sort().join(' ') };
  }
}

const explored = (programs: readonly (readonly Op[])[], every: boolean) => {
  const exploration = new Exploration({ every });
  const came: Came[] = [];
  while (!exploration.isComplete) {
    const machine = new Machine(programs);
    const walk = exploration.begin();
    while (machine.ready.length > 0) walk.moved(machine.move(walk.choose(machine.ready)));
    if (!walk.isRepetition) came.push(machine.came);
    walk.end();
  }
  return { came, tally: exploration.tally };
};

const place = fc.constantFrom('x', 'y');
const simple = fc.record({ do: fc.constantFrom('read', 'add', 'compareAndSet'), place }) as fc.Arbitrary<Op>;
const spawn = fc.record({
  do: fc.constant('spawn' as const),
  program: fc.array(simple, { minLength: 1, maxLength: 2 }),
});
const cancel = fc.record({ do: fc.constant('cancel' as const), actor: fc.constantFrom('a0', 'a1') });
const commuting = fc.oneof({ weight: 5, arbitrary: simple }, { weight: 1, arbitrary: spawn });
const any = fc.oneof({ weight: 6, arbitrary: commuting }, { weight: 1, arbitrary: cancel });
const length = (program: readonly Op[]): number =>
  program.reduce((sum, one) => sum + (one.do === 'spawn' ? 1 + length(one.program) : 1), 0);
/** Short enough that all orders of their moves can be played. */
const programs = (op: fc.Arbitrary<Op>) =>
  fc
    .array(fc.array(op, { minLength: 1, maxLength: 4 }), { minLength: 2, maxLength: 3 })
    .filter((those) => those.reduce((sum, program) => sum + length(program), 0) <= 8);

it('comes to each end that any order comes to, and to no other', () => {
  fc.assert(
    fc.property(programs(any), (those) => {
      const ends = (every: boolean) => new Set(explored(those, every).came.map(({ end }) => end));
      expect(ends(false)).toEqual(ends(true));
    }),
    { numRuns: 60, seed: 1 },
  );
});

it('plays each order that is different from all others, and each once', () => {
  fc.assert(
    fc.property(programs(commuting), (those) => {
      const played = explored(those, false).came.map(({ order }) => order);
      const different = new Set(explored(those, true).came.map(({ order }) => order));
      expect([...played].sort()).toEqual([...different].sort());
    }),
    { numRuns: 60, seed: 2 },
  );
});
