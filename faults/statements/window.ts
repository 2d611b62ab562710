/** When a policy lets notebooks be stopped, by the clocks of its time zone. */
import type { StoryPolicy, StoryWindow } from '../../local/story.ts';

const day = 86_400_000;

/** The date, the weekday and the time of day there. */
function there(at: number, timeZone: string) {
  const parts = new Intl.DateTimeFormat('en-GB', {
    ...{ timeZone, year: 'numeric', month: '2-digit', day: '2-digit' },
    ...{ weekday: 'short', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  }).formatToParts(at);
  const of = (type: Intl.DateTimeFormatPartTypes): string =>
    parts.find((part) => part.type === type)?.value ?? '';
  return {
    date: `${of('year')}-${of('month')}-${of('day')}`,
    weekday: of('weekday'),
    time: `${of('hour')}:${of('minute')}`,
  };
}

function isOpen(at: number, { days, from, timeZone, to }: StoryWindow): boolean {
  const { time, weekday } = there(at, timeZone);
  if (from < to) return days.includes(weekday) && time >= from && time < to;
  // One over midnight belongs to the day on which it opened.
  return time >= from
    ? days.includes(weekday)
    : time < to && days.includes(there(at - day, timeZone).weekday);
}

/** @param window `null`: any time */
export function isPermitted(
  at: number,
  window: StoryWindow | null,
  freezes: NonNullable<StoryPolicy['freezes']>,
): boolean {
  const { date } = there(at, window?.timeZone ?? 'UTC');
  return (
    (window === null || isOpen(at, window)) && !freezes.some(({ from, to }) => from <= date && date <= to)
  );
}
