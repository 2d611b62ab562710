/**
 * Turns the pages of a sweep: first of the fleet, then of what the ledger holds unfinished. An execution's history is
 * bounded, so after some pages another execution goes on from there.
 *
 * Why a repeat is harmless: it reads the same page again, and the execution that goes on is named after this one.
 */
import { Executions } from '../aws/executions.ts';
import { Ledger } from '../aws/ledger.ts';
import { Notebooks } from '../aws/notebooks.ts';
import { LEDGER_TABLE, readEnvironment } from '../environment.ts';
import { executionNamed, parsePageInput, type WayOn } from '../sweep.ts';

interface Pages {
  readonly notebooks: Notebooks;
  readonly ledger: Ledger;
  readonly executions: Executions;
}

export interface Page {
  /** What the items are: notebooks of the fleet, or places in the ledger. */
  readonly of: WayOn['through'] | 'nothing';
  readonly items: readonly object[];
  /** `null` when there is nothing after it. */
  readonly next: WayOn | null;
  readonly pages: number;
}

/** A page of 100 notebooks costs some 910 history events; with every look repeated as often as it may be, 2,600. */
const pagesOfAnExecution = 8;

export const nextPage =
  (world: Pages) =>
  async (raw: unknown): Promise<Page> => {
    const { execution, stateMachine, input } = parsePageInput(raw);
    const { next = { through: 'fleet', after: null }, pages } = input;
    if (pages < pagesOfAnExecution) return { ...(await pageOf(world, next)), pages: pages + 1 };
    await world.executions.start(stateMachine, executionNamed(execution), JSON.stringify({ next }));
    return { of: 'nothing', items: [], next: null, pages };
  };

async function pageOf({ ledger, notebooks }: Pages, at: WayOn): Promise<Omit<Page, 'pages'>> {
  switch (at.through) {
    case 'fleet': {
      const page = await notebooks.page(at.after);
      const items = page.notebooks.map((listed) => ({
        ...listed,
        createdAt: new Date(listed.createdAt).toISOString(),
      }));
      const next: WayOn =
        page.next === null ? { through: 'ledger', after: null } : { through: 'fleet', after: page.next };
      return { of: 'fleet', items, next };
    }
    case 'ledger': {
      const { next, places } = await ledger.unfinished(at.after);
      return { of: 'ledger', items: places, next: next === null ? null : { through: 'ledger', after: next } };
    }
    default:
      return at satisfies never;
  }
}

const { LEDGER_TABLE: table } = readEnvironment(process.env, LEDGER_TABLE);
export const handler = nextPage({
  notebooks: new Notebooks(),
  ledger: new Ledger(table),
  executions: new Executions(),
});
