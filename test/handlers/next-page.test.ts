/** How a sweep turns its pages, and when it hands them on. */
import '../model/environment.ts';
import { describe, expect, it } from 'vitest';
import { nextPage, type Page } from '../../functions/handlers/next-page.ts';

const execution = 'arn:aws:states:eu-west-1:111122223333:execution:sweep:one';
const stateMachine = 'arn:aws:states:eu-west-1:111122223333:stateMachine:sweep';
const listed = (name: string) => ({ arn: `arn:${name}`, name, createdAt: 0 });
const place = (pk: string) => ({ pk, sk: 'NOTEBOOK#' });

async function turned(input: object): Promise<{ page: Page; started: readonly string[][] }> {
  const started: string[][] = [];
  const world = {
    notebooks: {
      page: async (token: string | null) =>
        token === null
          ? { notebooks: [listed('a'), listed('b')], next: 'more' }
          : { notebooks: [listed('c')], next: null },
    },
    ledger: {
      unfinished: async (after: object | null) =>
        after === null ? { places: [place('a')], next: place('a') } : { places: [], next: null },
    },
    executions: { start: async (...call: string[]) => void started.push(call) },
  } as unknown as Parameters<typeof nextPage>[0];
  return { page: await nextPage(world)({ execution, stateMachine, input }), started };
}

const names = (page: Page) => page.items.map((item) => ('name' in item ? item.name : 'a place'));

describe('a sweep', () => {
  it('begins with the first page of the fleet', async () => {
    const { page } = await turned({});
    expect([page.of, names(page), page.pages]).toEqual(['fleet', ['a', 'b'], 1]);
  });
  it('goes through the fleet, then through the ledger, and ends', async () => {
    const seen: unknown[] = [];
    let at: object = {};
    for (let left = 5; left > 0; left -= 1) {
      const { page } = await turned(at);
      seen.push([page.of, page.items.length]);
      at = page;
      if (page.next === null) break;
    }
    expect(seen).toEqual([
      ['fleet', 2],
      ['fleet', 1],
      ['ledger', 1],
      ['ledger', 0],
    ]);
  });
});

describe('after eight pages', () => {
  const next = { through: 'fleet', after: 'more' };
  it('another execution of the same state machine goes on from there', async () => {
    const { page, started } = await turned({ next, pages: 8 });
    expect([page.of, page.items, page.next]).toEqual(['nothing', [], null]);
    expect(started).toEqual([
      [stateMachine, expect.stringMatching(/^sweep-\w{40}$/), JSON.stringify({ next })],
    ]);
  });
  it('it is the same one, should this be repeated', async () => {
    const [one, again] = [await turned({ next, pages: 8 }), await turned({ next, pages: 8 })];
    expect(one.started).toEqual(again.started);
  });
  it('and not before', async () => expect((await turned({ next, pages: 7 })).started).toEqual([]));
  it('what it was handed is where it begins', async () =>
    expect(names((await turned({ next })).page)).toEqual(['c']));
});

it('what is no state is refused, with what was expected', async () => {
  await expect(turned({ next: { through: 'the roof' } })).rejects.toMatchObject({
    name: 'MalformedInput',
    message: expect.stringContaining('input.next.through'),
  });
});
