/** Many violations on the first day: each has its time, and no more are away at once than the policy lets. */
import { beforeAll, describe, expect, it } from 'vitest';
import type { Evidence } from '../../faults/evidence.ts';
import { parseStory } from '../../local/story.ts';
import * as loop from './loop.ts';
import { playModel } from './play.ts';

const enabled = (notebookInstanceName: string) => ({
  source: 'aws.sagemaker',
  'detail-type': 'AWS API Call via CloudTrail',
  detail: {
    eventSource: 'sagemaker.amazonaws.com',
    eventName: 'UpdateNotebookInstance',
    requestParameters: { notebookInstanceName, rootAccess: 'Enabled' },
  },
});

const storyOf = (names: readonly string[]) =>
  parseStory(
    {
      policy: { reminders: [], answerPage: false },
      notebooks: names.map((name, index) => ({ name, tags: { Owner: `owner-${index % 60}@example.com` } })),
      happens: names.map((name) => ({ at: 'PT0S', event: enabled(name) })),
    },
    'many-deadlines.json',
  );

/** Ten may be away at one time, each for some six minutes. */
const mostHours = (many: number): number => (many / 10) * 0.1 + 1;

export const describeFirstDay = (many: number, more?: (evidence: () => Evidence) => void) =>
  describe(`${many} violations at one moment`, () => {
    const story = storyOf(Array.from({ length: many }, (_, index) => `lab-${index + 1}`));
    let evidence: Evidence;
    beforeAll(async () => {
      evidence = await playModel(story, loop);
    });
    const calls = (operation: string) =>
      evidence.entries.flatMap((entry) =>
        entry.kind === 'call' && entry.operation === operation && entry.error === null ? [entry] : [],
      );

    it('are all remediated', () =>
      expect(evidence.notebooks.filter(({ rootAccess }) => rootAccess === 'Enabled')).toEqual([]));
    more?.(() => evidence);
    it('are stopped once each, and ten are away at one time, no more and no less', () => {
      const stops = calls('StopNotebookInstance').map(({ at }) => ({ at, by: 1 }));
      const backs = evidence.entries.flatMap((entry) =>
        entry.kind === 'status' && entry.status === 'InService' && entry.before === 'Pending'
          ? [{ at: entry.at, by: -1 }]
          : [],
      );
      expect([stops.length, backs.length]).toEqual([many, many]);
      let away = 0;
      let most = 0;
      for (const { by } of [...stops, ...backs].sort((a, b) => a.at - b.at || a.by - b.by)) {
        away += by;
        most = Math.max(most, away);
      }
      expect(most).toBe(10);
    });
    it('leave slots empty for no long time', () => {
      const [first] = calls('StopNotebookInstance');
      const last = calls('StartNotebookInstance').at(-1);
      expect(((last?.at ?? 0) - (first?.at ?? 0)) / 3_600_000).toBeLessThan(mostHours(many));
    });
  });
