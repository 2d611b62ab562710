/** What the product promises, held against what was measured. */

import type { Rates } from '../conformance/engines/rate.ts';
import type { NotRun } from '../conformance/row.ts';
import type { Away, Spread, Way } from './away.ts';
import type { Bundle } from './bundles.ts';
import type { Flood } from './mails.ts';
import type { Scale } from './scale.ts';
import type { Swept } from './sweep.ts';
import type { Times } from './times.ts';

/** Undefined: not asked for. */
export interface Measured {
  readonly times: Times | undefined;
  readonly bundles: readonly Bundle[] | undefined;
  readonly builtIn: Readonly<Record<Way, Away>> | undefined;
  readonly random: Readonly<Record<Way, Spread>> | undefined;
  readonly scale: readonly Scale[] | undefined;
  readonly mails: Flood | undefined;
  readonly sweep: Swept | undefined;
  readonly engines: Rates | NotRun | undefined;
}

export interface Verdict {
  readonly what: string;
  readonly limit: number;
  readonly measured: number;
  readonly kept: boolean;
}

const atMost = (what: string, limit: number, measured: number): Verdict => ({
  what,
  limit,
  measured,
  kept: measured <= limit,
});

/** Only of what was measured. */
export const verdicts = ({ builtIn, times, scale, mails, sweep }: Measured): readonly Verdict[] => [
  ...(builtIn === undefined
    ? []
    : [
        atMost('transitions of the built-in story', 60, builtIn.arrive.transitions),
        atMost('transitions, events lost', 60, builtIn.lost.transitions),
        atMost('away, events arrive', 1.02, builtIn.arrive.ratio),
        atMost('away, events lost', 1.08, builtIn.lost.ratio),
      ]),
  ...(times === undefined
    ? []
    : [
        atMost('seconds from installed to the end of the built-in story', 20, times.firstStart),
        atMost('seconds of the built-in story itself', 2, times.firstStory),
      ]),
  ...(scale ?? []).flatMap(({ cases, remediated, peakMegabytes }) => [
    atMost(`of ${cases} cases at once: not remediated`, 0, cases - remediated),
    atMost(`of ${cases} cases at once: peak memory in MB`, 1_000, peakMegabytes),
  ]),
  ...(mails === undefined
    ? []
    : [
        // With one more SNS suspends the subscription.
        atMost('mails to one owner within a second', 10, mails.most.inASecond),
        atMost(`of ${mails.notices} notices to one owner: unheard`, 0, mails.unheard),
        atMost(`of ${mails.violations} of one owner: not remediated`, 0, mails.violations - mails.remediated),
      ]),
  ...(sweep === undefined
    ? []
    : [
        atMost(
          `of ${sweep.notebooks} swept: not seen, or seen twice`,
          0,
          sweep.notebooks - sweep.seen + sweep.seenAgain,
        ),
        atMost('calls of SageMaker a notebook', 2.02, sweep.callsPerNotebook),
        atMost('time of a sweep against what the rate allows', 1.05, sweep.ratio),
        atMost('history events of a sweep', 10_000, sweep.mostHistoryEvents),
        atMost('peak memory of a sweep in MB', 1_000, sweep.peakMegabytes),
      ]),
];
