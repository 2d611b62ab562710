/** What owners, strangers and mail scanners do with the links in notices, in a random story. */
import fc from 'fast-check';
import { seldom, sparse, type Written } from './random-worlds.ts';

const typed = sparse({
  /** Which link: the newest notice's, where nothing is said. */
  key: seldom(3, fc.constantFrom('first', 'wrong')),
  /** What is typed where the page asks for the notebook's name. */
  confirm: seldom(8, fc.constantFrom('', 'somebody-elses-lab')),
});

const kinds: fc.Arbitrary<Written> = fc.oneof(
  { withCrossShrink: true },
  { weight: 3, arbitrary: fc.constant({ answer: 'acknowledge' }) },
  { weight: 2, arbitrary: fc.constant({ answer: 'remediate-now' }) },
  { weight: 2, arbitrary: fc.constant({ answer: 'at-next-stop' }) },
  {
    weight: 2,
    arbitrary: sparse({
      answer: fc.constant('request-exception'),
      reason: fc.constantFrom('kernel modules', 'kernel modules', undefined),
    }),
  },
  {
    weight: 3,
    arbitrary: sparse({
      answer: fc.constant('postpone'),
      by: fc.constantFrom('PT10M', 'PT30M', 'PT2H', undefined),
    }),
  },
  { weight: 3, arbitrary: fc.constant({ answer: 'not-mine' }) },
);

const answer = fc.tuple(kinds, typed).map(([kind, how]): Written => ({ ...kind, ...how }));

const fetches: fc.Arbitrary<Written> = sparse({
  get: fc.constant('link'),
  method: seldom(3, fc.constant('HEAD')),
  times: seldom(3, fc.constant(3)),
  submits: seldom(4, fc.constant(true)),
});

/**
 * One answer, or several at one moment: the same twice, in another tab, beside a scanner.
 * @param whenever when something happens that may come right before a call of ours
 */
export const answers = (
  notebook: string,
  whenever: fc.Arbitrary<Written>,
): fc.Arbitrary<readonly Written[]> =>
  fc
    .record({
      when: whenever,
      first: answer,
      isTwice: seldom(4, fc.constant(true)),
      second: seldom(3, answer),
    })
    .map(({ when, first, isTwice = false, second }) =>
      [first, ...(isTwice ? [first] : []), ...(second === undefined ? [] : [second])].map((one) => ({
        ...when,
        notebook,
        ...one,
      })),
    );

export const scans = (notebook: string, whenever: fc.Arbitrary<Written>): fc.Arbitrary<readonly Written[]> =>
  fc.tuple(whenever, fetches).map(([when, fetch]) => [{ ...when, notebook, ...fetch }]);
