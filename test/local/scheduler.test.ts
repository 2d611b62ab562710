import { describe, expect, it } from 'vitest';
import { VirtualClock } from '../../local/clock.ts';
import { nextAt, parseExpression } from '../../local/scheduler/expression.ts';
import { Scheduler } from '../../local/scheduler.ts';

const start = Date.parse('2026-11-23T09:00:00Z');
const hour = 3_600_000;
const schedule = (text: string) => ({
  name: text,
  expression: parseExpression(text, 'Etc/UTC'),
  target: { arn: 'arn:sweep', roleArn: 'arn:role', input: '{}' },
});

/** When each schedule started something, as long as the clock goes on. */
async function startsUntil(until: number, ...texts: string[]): Promise<string[]> {
  const clock = new VirtualClock(start);
  const starts: string[] = [];
  new Scheduler({
    clock,
    schedules: texts.map(schedule),
    start: ({ name }) => starts.push(`${new Date(clock.now()).toISOString()} ${name}`),
  });
  if (until > 0) clock.at(start + until, 'timer', () => undefined);
  while (await clock.step());
  return starts;
}

describe('a schedule', () => {
  it('of a rate counts from the start, where nothing runs', async () => {
    expect(await startsUntil(13 * hour, 'rate(6 hours)')).toEqual([
      '2026-11-23T15:00:00.000Z rate(6 hours)',
      '2026-11-23T21:00:00.000Z rate(6 hours)',
    ]);
  });
  it('of a time of day is due each day, in UTC', async () => {
    expect(await startsUntil(48 * hour, 'cron(5 0 * * ? *)')).toEqual([
      '2026-11-24T00:05:00.000Z cron(5 0 * * ? *)',
      '2026-11-25T00:05:00.000Z cron(5 0 * * ? *)',
    ]);
  });
  it('keeps no world going by itself', async () => {
    expect(await startsUntil(0, 'rate(6 hours)')).toEqual([]);
  });
});

describe('an expression', () => {
  it.each(['rate(90 minutes)', 'rate(1 day)'])('%s is understood', (text) => {
    expect(nextAt(parseExpression(text, 'UTC'), start)).toBeGreaterThan(start);
  });
  it.each(['at(2026-11-23T09:00:00)', 'cron(5 0 ? * MON *)', 'rate(0 hours)', 'rate(6)'])(
    '%s is refused, not left out',
    (text) => expect(() => parseExpression(text, 'UTC')).toThrow(`got ${text}`),
  );
  it('of a time of day elsewhere is refused', () => {
    expect(() => parseExpression('cron(5 0 * * ? *)', 'Europe/Dublin')).toThrow('Europe/Dublin');
  });
});

describe('what runs in the background', () => {
  it('comes in its turn while something else is due', async () => {
    const clock = new VirtualClock(0);
    const ran: string[] = [];
    clock.inBackground(1, 'timer', () => void ran.push('background'));
    clock.at(2, 'timer', () => void ran.push('awaited'));
    while (await clock.step());
    expect(ran).toEqual(['background', 'awaited']);
  });
  it('is not waited for once what was due is cancelled', () => {
    const clock = new VirtualClock(0);
    clock.inBackground(3, 'timer', () => undefined);
    const timer = clock.at(2, 'timer', () => undefined);
    timer.cancel();
    timer.cancel();
    expect(clock.next()).toBeUndefined();
  });
});
