/** How news reaches an open case: written down first, then told, so that a lost wake-up costs at most one sleep. */
import type { Executions } from './aws/executions.ts';
import type { Ledger } from './aws/ledger.ts';
import type { File } from './core/case.ts';
import { resumes } from './core/news.ts';

/** @returns whether the case was still open, and so the news became a wake */
export async function wake(
  world: { readonly ledger: Ledger; readonly executions: Executions },
  file: File,
  isUrgent: boolean,
): Promise<boolean> {
  const isHeard = resumes(isUrgent, file.case.wakes);
  const held = await world.ledger.addNews(file, isHeard);
  if (held === null) return false;
  if (isHeard && held.sleeper !== null) await world.executions.wake(held.sleeper);
  return true;
}
