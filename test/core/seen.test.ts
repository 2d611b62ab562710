import { describe, expect, it } from 'vitest';
import { isTransient } from '../../functions/core/notebook.ts';
import { whatIsTrue } from '../../functions/core/outcome-letter.ts';
import { platformOf } from '../../functions/core/platform.ts';
import { gone, look } from './given.ts';

describe('what a look showed, in words', () => {
  it.each([
    [gone, 'The notebook is gone.'],
    [{ seen: 'nothing', because: 'no.' } as const, 'Whether root access is on is not known: no.'],
    [look(), 'Root access is enabled, and it is InService.'],
    [look({ root: 'Disabled', status: 'Stopped' }), 'Root access is disabled, and it is Stopped.'],
  ])('%j', (seen, words) => expect(whatIsTrue(seen)).toBe(words));
});

describe('a status', () => {
  it.each(['InService', 'Stopped', 'Failed'] as const)('%s stays', (status) =>
    expect(isTransient(status)).toBe(false),
  );
  it.each(['Pending', 'Stopping', 'Updating', 'Deleting', 'unknown'] as const)('%s does not', (status) =>
    expect(isTransient(status)).toBe(true),
  );
});

describe('a platform', () => {
  it.each([
    ['notebook-al1-v1', 'stranded'],
    ['notebook-al2-v3', 'stranded'],
    ['notebook-al2-v10', 'stranded'],
    ['notebook-al2023-v1', 'comes-back'],
    ['notebook-al3-v1', 'unknown'],
    ['notebook-al2-v3-beta', 'unknown'],
    ['my-notebook-al2-v3', 'unknown'],
    [null, 'unknown'],
  ] as const)('%s: %s', (identifier, is) => expect(platformOf(identifier)).toBe(is));
});
