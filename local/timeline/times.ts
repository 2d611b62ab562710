const two = (value: number): string => String(value).padStart(2, '0');

/** Time since the start: `0:00:30`, `23:59:00`, `2d 00:00:05`. */
export const elapsed = (milliseconds: number): string => {
  const seconds = Math.floor(milliseconds / 1_000);
  const days = Math.floor(seconds / 86_400);
  const hours = Math.floor(seconds / 3_600) % 24;
  const rest = `${two(Math.floor(seconds / 60) % 60)}:${two(seconds % 60)}`;
  return days === 0 ? `${hours}:${rest}` : `${days}d ${two(hours)}:${rest}`;
};

/** `09:00:30`, in UTC. */
export const clockTime = (at: number): string => new Date(at).toISOString().slice(11, 19);

const weekdays = ['Sun', 'Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat'];
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];

/** `Mon 23 Nov 2026`, in UTC. */
export const dayOf = (at: number): string => {
  const date = new Date(at);
  return `${weekdays[date.getUTCDay()]} ${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
};

/** `Mon 23 Nov, 09:00:30`, in UTC. */
export const moment = (at: number): string => `${dayOf(at).slice(0, -5)}, ${clockTime(at)}`;

/** How long, for a person: `6 min 1 s`, `1 d 2 h`. Parts that are zero are left out. */
export const span = (seconds: number): string => {
  const parts = [
    [Math.floor(seconds / 86_400), 'd'],
    [Math.floor(seconds / 3_600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [Math.floor(seconds) % 60, 's'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, unit]) => `${count} ${unit}`);
  return said.length === 0 ? '0 s' : said.join(' ');
};
