import { expect, it } from 'vitest';
import { heard, longestSleep, resumes } from '../../functions/core/news.ts';
import { hour, opened } from './given.ts';

it('wakes a case for any news while there is little of it', () => expect(resumes(false, 199)).toBe(true));
it('wakes it for nothing but urgent news once there is much', () => {
  expect(resumes(false, 200)).toBe(false);
  expect(resumes(true, 200)).toBe(true);
});
it('lets a case sleep as long as it likes that news still wakes', () =>
  expect(longestSleep(199, opened, opened + hour)).toBe(Number.POSITIVE_INFINITY));
it('lets one that news no longer wakes look by itself, at growing intervals', () => {
  expect(longestSleep(200, opened, opened + hour)).toBe(hour / 4);
  expect(longestSleep(200, opened, opened + 20 * hour)).toBe(2 * hour);
});
it('takes all news as heard in a record of before it was told apart', () => {
  expect(heard({ wakes: 3 })).toBe(3);
  expect(heard({ wakes: 300, resumes: 200 })).toBe(200);
});
it('keeps an execution under 10,000 events for half a year of news without end', () => {
  const end = opened + 180 * 24 * hour;
  let [looks, now] = [200, opened];
  while (now < end) [looks, now] = [looks + 1, now + longestSleep(200, opened, now)];
  expect(looks * 18).toBeLessThan(10_000);
});
