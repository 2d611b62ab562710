/** All that the page knows of the world, kept up by the server's messages. */
import type { Card, Clock, Letter, Line, Message, Run, WorldMessage } from '../messages.ts';

export interface Model {
  title: string;
  start: number;
  platformEmail: string;
  exceptionTagKey: string;
  clock: Clock;
  /** When the clock was told, by performance.now(). */
  clockAt: number;
  cards: readonly Card[];
  questions: readonly Letter[];
  letters: Letter[];
  lines: Line[];
  runs: Map<string, Run>;
  failure: string | null;
  /** The notebook that a person picked; null: none. */
  picked: string | null;
}

export const modelOf = (world: WorldMessage): Model => ({
  ...world,
  clockAt: performance.now(),
  letters: [...world.letters],
  lines: [...world.lines],
  runs: new Map(world.runs.map((run) => [run.execution, run])),
  picked: null,
});

const enter = (model: Model, { execution, notebook, state }: Message & { kind: 'entered' }): void => {
  const path = [...(model.runs.get(execution)?.path ?? []), state];
  model.runs.set(execution, { execution, notebook, status: 'RUNNING', path });
};

export const apply = (model: Model, message: Exclude<Message, WorldMessage>): void => {
  switch (message.kind) {
    case 'clock':
      model.clock = message;
      model.clockAt = performance.now();
      return;
    case 'fleet':
      model.cards = message.cards;
      model.questions = message.questions;
      return;
    case 'line':
      model.lines.push(message);
      return;
    case 'letter':
      model.letters.push(message);
      return;
    case 'entered':
      enter(model, message);
      return;
    case 'ended': {
      const run = model.runs.get(message.execution);
      if (run !== undefined) model.runs.set(message.execution, { ...run, status: message.status });
      return;
    }
    case 'failed':
      model.failure = message.message;
      return;
    default:
      message satisfies never;
  }
};

/** What time it is in the world right now. */
export const presentOf = ({ clock, clockAt }: Model): number =>
  clock.passing
    ? Math.min(
        clock.now + (performance.now() - clockAt) * clock.speed,
        clock.next ?? Number.POSITIVE_INFINITY,
      )
    : clock.now;

/** The newest execution about a notebook, the running one before all others. */
export const runOf = (model: Model, notebook: string): Run | undefined => {
  const own = [...model.runs.values()].filter((run) => run.notebook === notebook);
  return own.findLast(({ status }) => status === 'RUNNING') ?? own.at(-1);
};

/** Degrees of the colour circle, far from one another for those that come first; red would look like trouble. */
const hues = [255, 155, 310, 60, 200, 345, 285, 125, 230, 90];

/** A notebook's own colour, in the order of the fleet. */
export const hueOf = ({ cards }: Model, notebook: string | null): number => {
  const at = cards.findIndex(({ name }) => name === notebook);
  return hues[(at < 0 ? hues.length - 1 : at) % hues.length] ?? 0;
};

/** Two letters that stand for a notebook on the picture. */
export const initialsOf = (notebook: string | null): string => {
  const words = (notebook ?? '?').split('-').filter((word) => word !== '');
  const [first = '?', second] = words;
  return (second === undefined ? first.slice(0, 2) : `${first[0]}${second[0]}`).toUpperCase();
};
