/**
 * Whether a notebook on this platform comes back after a stop. AL1 has not been restartable since 31 March 2024,
 * AL2 since 1 July 2026 (SageMaker developer guide, nbi-al2); of a platform that Describe does not name, or that
 * is newer than this code, nobody can tell.
 */
export type Platform = 'comes-back' | 'stranded' | 'unknown';

export function platformOf(identifier: string | null): Platform {
  if (identifier === 'notebook-al2023-v1') return 'comes-back';
  if (identifier !== null && /^notebook-al[12]-v\d+$/.test(identifier)) return 'stranded';
  return 'unknown';
}
