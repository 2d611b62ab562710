/** How news reaches an open case: written down first, then told, so that a lost wake-up costs at most one sleep. */
import type { Executions } from './aws/executions.ts';
import type { Ledger } from './aws/ledger.ts';
import type { File } from './core/case.ts';

/** @returns whether the case was still open, and so the news became a wake */
export async function wake(
  world: { readonly ledger: Ledger; readonly executions: Executions },
  file: File,
): Promise<boolean> {
  const held = await world.ledger.addNews(file);
  if (held === null) return false;
  if (held.sleeper !== null) await world.executions.wake(held.sleeper);
  return true;
}
