import { describe, expect, it } from 'vitest';
import { Observations } from '../../verify/observations.ts';

const beliefs = [
  { id: 'name', belief: 'it is called', expected: '<Name>' },
  { id: 'arn', belief: 'its ARN is', expected: /^arn of <[Nn]ame>$/ },
];
const rowOf = (id: string, seen?: string) => {
  const observations = new Observations(beliefs, 'Lab-1');
  if (seen !== undefined) observations.saw(id, seen);
  return observations.rows().find((row) => row.id === id);
};

describe('an observation', () => {
  it('agrees when the words are equal', () => {
    expect(rowOf('name', 'Lab-1')?.verdict).toBe('as believed');
  });
  it('agrees when the pattern matches', () => {
    expect(rowOf('arn', 'arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/lab-1')).toMatchObject({
      seen: 'arn of <name>',
      verdict: 'as believed',
    });
  });
  it('differs when the case of the name differs', () => {
    expect(rowOf('name', 'lab-1')).toMatchObject({ seen: '<name>', verdict: 'differs' });
  });
  it('that was not made is not seen', () => {
    expect(rowOf('name')).toMatchObject({ seen: null, verdict: 'not seen' });
  });
  it('of something that nobody believes is an error', () => {
    expect(() => rowOf('colour', 'red')).toThrow('expected the id of a belief, got colour');
  });
  it('is the first one', () => {
    const observations = new Observations(beliefs, 'Lab-1');
    observations.saw('name', 'Lab-1');
    observations.saw('name', 'Lab-2');
    expect(observations.rows()[0]?.seen).toBe('<Name>');
  });
});
