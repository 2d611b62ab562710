import { describe, expect, it } from 'vitest';
import { CannotGoOn } from '../../cli/refused.ts';
import type { Row } from '../../verify/observations.ts';
import { exitStatus, json, report } from '../../verify/report.ts';
import type { Verified } from '../../verify/verify.ts';

const row = (verdict: Row['verdict'], seen: string | null): Row => ({
  id: 'kept',
  belief: 'an update changes nothing else',
  expected: 'nothing',
  seen,
  verdict,
});
const verified = (rows: readonly Row[], more: Partial<Verified> = {}): Verified => ({
  notebook: 'Lab-1',
  rows,
  measurements: { latency: '30 s' },
  stopped: null,
  leftBehind: null,
  ...more,
});

describe('the exit status', () => {
  it.each([
    ['all is as believed', 0, verified([row('as believed', 'nothing')])],
    ['something differs', 1, verified([row('differs', 'the role')])],
    ['something was not seen', 1, verified([row('not seen', null)])],
    ['it could not be finished', 2, verified([], { stopped: new CannotGoOn('no trail') })],
    ['the notebook may still be there', 2, verified([], { leftBehind: new CannotGoOn('stuck') })],
  ])('when %s is %i', (_, status, what) => {
    expect(exitStatus(what)).toBe(status);
  });
});

describe('the report', () => {
  it('shows what differs beside what was believed', () => {
    expect(report(verified([row('differs', 'the role')]))).toContain(
      'DIFFERS   an update changes nothing else (kept)\n  believed  nothing\n  seen      the role\n',
    );
  });
  it('leaves out what is as believed', () => {
    expect(report(verified([row('as believed', 'nothing')]))).not.toContain('kept');
  });
  it('says loudly that the notebook may still be there', () => {
    expect(report(verified([], { leftBehind: new CannotGoOn('stuck') }))).toContain(
      'Lab-1 MAY STILL BE THERE AND COST MONEY: stuck',
    );
  });
  it('is one JSON document for programs', () => {
    expect(JSON.parse(json(verified([], { stopped: new CannotGoOn('no trail') })))).toMatchObject({
      notebook: 'Lab-1',
      stopped: 'no trail',
      leftBehind: null,
    });
  });
});
