/** What becomes of asking CloudTrail who set a notebook's exception tag. */
import { Logger } from '@aws-lambda-powertools/logger';
import { describe, expect, it, vi } from 'vitest';
import type { Found } from '../functions/aws/trail.ts';
import { AccessRefused, LedgerUnavailable, Throttled } from '../functions/core/errors.ts';
import type { Span } from '../functions/core/step.ts';
import type { Touch } from '../functions/core/touch.ts';
import { type Archive, lookUp, lookupClaimed } from '../functions/look-up.ts';
import { file, grace, hour, opened, policy } from './core/given.ts';

const log = new Logger({ logLevel: 'SILENT' });
const key = 'root-access-exception';
const who = 'arn:aws:sts::111122223333:assumed-role/Platform/pat@example.com';
const record = (eventName: string, name = 'lab', eventID = eventName) => ({
  eventSource: 'sagemaker.amazonaws.com',
  ...{ eventName, eventID, eventTime: '2026-11-23T08:00:00Z', userIdentity: { arn: who } },
  requestParameters: {
    ...(eventName === 'AddTags'
      ? { resourceArn: `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${name}` }
      : { notebookInstanceName: name }),
    tags: [{ key, value: 'until=2026-12-31' }],
  },
});

interface Given {
  readonly found?: Readonly<Record<string, readonly unknown[] | Error>>;
  readonly back?: number | null;
  readonly span?: Span;
  readonly record?: () => Promise<void>;
}
async function asked({ found = {}, back = null, span = { from: opened - hour, to: null }, ...given }: Given) {
  const touches: Touch[] = [];
  const names: string[] = [];
  const find = async (name: string): Promise<Found> => {
    names.push(name);
    const records = found[name] ?? [];
    if (records instanceof Error) throw records;
    return { records, back: name === 'AddTags' ? back : null };
  };
  const claim = vi.fn(async (of: ReturnType<typeof file>, changes: object) => ({
    ...of,
    case: { ...of.case, ...changes },
  }));
  const archive = {
    ledger: { claim },
    touches: { record: given.record ?? (async (_arn: string, touch: Touch) => void touches.push(touch)) },
    trail: { find },
    policy: policy(),
  } as unknown as Archive;
  const held = file(grace, { lookups: lookupClaimed(file(grace), opened) });
  const known = await lookUp(archive, span, held, log, opened);
  return { names, touches, lookups: known?.case.lookups };
}

describe('the claim of a lookup', () => {
  it('leaves all of history to be read, the first time', () =>
    expect(lookupClaimed(file(grace), opened)).toEqual({
      since: opened,
      at: opened,
      back: opened,
      trouble: null,
    }));
  it('remembers since when it is asked, and how far it was read', () => {
    const lookups = { since: opened - hour, at: opened - 1, back: null, trouble: 'denied' };
    expect(lookupClaimed(file(grace, { lookups }), opened)).toEqual({
      ...lookups,
      at: opened,
      trouble: null,
    });
  });
});

describe('who set a tag', () => {
  it('is written down when CloudTrail knows, and CloudTrail is asked no more', async () => {
    const { names, touches } = await asked({ found: { AddTags: [record('AddTags')] } });
    expect(touches).toMatchObject([{ event: 'AddTags', source: 'lookup', by: { who } }]);
    expect(names).toEqual(['AddTags']);
  });
  it('may have created the notebook with it', async () => {
    const found = { CreateNotebookInstance: [record('CreateNotebookInstance')] };
    expect((await asked({ found })).touches).toMatchObject([{ event: 'CreateNotebookInstance' }]);
  });
  it('of another notebook is passed over', async () => {
    const { touches } = await asked({
      found: { AddTags: [record('AddTags', 'other'), record('AddTags', 'lab-2')] },
    });
    expect(touches).toEqual([]);
  });
  it('is not looked for in a creation that is not in what is read', async () => {
    expect((await asked({ span: { from: opened, to: null } })).names).toEqual(['AddTags']);
  });
});

describe('what is known afterwards', () => {
  it('is that all was read', async () => expect((await asked({})).lookups).toMatchObject({ back: null }));
  it('is where there is more to read; the creation comes last', async () => {
    const { lookups, names } = await asked({ back: opened - 2 * hour });
    expect(lookups).toMatchObject({ back: opened - 2 * hour, trouble: null });
    expect(names).toEqual(['AddTags']);
  });
  it.each([
    ['denied', new AccessRefused('denied')],
    ['throttled', new Throttled('throttled')],
  ])('is that CloudTrail could not be asked: %s', async (trouble, error) =>
    expect((await asked({ found: { AddTags: error } })).lookups).toMatchObject({ back: opened, trouble }),
  );
  it('is nothing where it cannot be written down', () =>
    expect(
      asked({
        found: { AddTags: [record('AddTags')] },
        record: () => Promise.reject(new LedgerUnavailable('away')),
      }),
    ).rejects.toThrow('away'));
});
