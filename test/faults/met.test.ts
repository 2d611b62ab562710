import { expect, it } from 'vitest';
import { metLines } from '../../faults/met.ts';

it('it is counted in how many stories each thing occurred, the most frequent first', () => {
  expect(
    metLines([
      ['people: AddTags', 'policy: mode notify'],
      ['people: StopNotebookInstance'],
      ['people: AddTags'],
    ]),
  ).toEqual(['people: AddTags 2, StopNotebookInstance 1', 'policy: mode notify 1']);
});
