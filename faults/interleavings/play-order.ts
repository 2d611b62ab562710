/**
 * Plays one order of a story. At the contended instants an exploration chooses who goes on; at all others, and beyond
 * the bound, whoever is first in the list does, what is due before all.
 */
import type { Choose, Move } from '../../local/lambda/moves.ts';
import { type Played, play } from '../../local/play.ts';
import type { Sandbox } from '../../local/sandbox.ts';
import type { Story } from '../../local/story.ts';
import type { Entry } from '../../local/timeline.ts';
import { type Actor, Actors } from './actors.ts';
import type { Walk } from './exploration.ts';
import { Touching } from './touching.ts';

/** Where the order is chosen. */
export interface Bound {
  /** The contended instant, milliseconds from the story's start. */
  readonly at: number;
  /**
   * For how many invocations, one leading to another, each line that is in play at that instant is interleaved with
   * the others; what follows goes on when all of these have ended.
   */
  readonly depth: number;
}

/** A move as it was made. */
export interface Made {
  /** Milliseconds since the epoch. */
  readonly at: number;
  readonly actor: string;
  readonly move: Move;
  /** What was told of while it was made. */
  readonly heard: readonly Entry[];
  /** Whether it was chosen among several. */
  readonly wasChosen: boolean;
}

export interface PlayedOrder {
  readonly played: Played;
  readonly made: readonly Made[];
}

export async function playOrder(
  sandbox: Sandbox,
  story: Story,
  bound: Bound,
  walk: Walk,
): Promise<PlayedOrder> {
  const actors = new Actors();
  const touching = new Touching();
  const made: Made[] = [];
  let heard: Entry[] = [];
  let instant = story.start;
  let mover: Actor | undefined;
  let present: (Omit<Made, 'heard'> & { readonly isBound: boolean }) | undefined;

  const settle = (): void => {
    if (present !== undefined) {
      const { isBound, ...one } = present;
      made.push({ ...one, heard });
      if (isBound) walk.moved(touching.of(one.move, heard));
    }
    present = undefined;
    heard = [];
  };
  const choose: Choose = (ready, now) => {
    settle();
    if (now !== instant) mover = undefined;
    instant = now;
    const all = ready.map((one) => actors.of(one, mover));
    for (const { move } of ready) if (move.kind === 'begin') touching.begun(move.by.payload);
    // Beginning to compute touches nothing.
    const begins = ready.findIndex(({ move }) => move.kind === 'begin');
    if (begins >= 0) return begins;
    const isContended = now === story.start + bound.at;
    const near = all.filter(({ depth }) => isContended && depth <= bound.depth).map(({ name }) => name);
    const actor = near.length === 0 ? (all[0] as Actor).name : walk.choose(near);
    const at = all.findIndex(({ name }) => name === actor);
    const { move } = ready[at] as (typeof ready)[number];
    mover = all[at];
    present = { at: now, actor, move, wasChosen: near.length > 1, isBound: near.length > 0 };
    return at;
  };
  const played = await play(sandbox, story, {
    choose,
    onEntry(entry) {
      heard.push(entry);
    },
  });
  settle();
  return { played, made };
}
