import { describe, expect, it } from 'vitest';
import { changed } from '../../verify/kept.ts';

describe('what an update changed', () => {
  it('is nothing when only the status, the times and RootAccess moved', () => {
    const before = { RootAccess: 'Enabled', LastModifiedTime: new Date(1), VolumeSizeInGB: 6 } as const;
    expect(changed(before, { ...before, RootAccess: 'Disabled', LastModifiedTime: new Date(2) })).toBe(
      'nothing',
    );
  });
  it('names a member that is gone', () => {
    expect(changed({ KmsKeyId: 'key' }, {})).toBe('KmsKeyId from "key" to absent');
  });
  it('names a member that came', () => {
    expect(changed({}, { SecurityGroups: ['sg-1'] })).toBe('SecurityGroups from absent to ["sg-1"]');
  });
});
