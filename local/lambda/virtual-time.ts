/** The environment's clock: it shows the host's virtual time and fires timers only up to it. */
import { syncBuiltinESMExports } from 'node:module';
import * as FakeTimers from '@sinonjs/fake-timers';

export interface VirtualTime {
  now(): number;
  /** A frozen environment wakes at the host's time; its timers keep what was left of them, as on Lambda. */
  thaw(): void;
  /** Fires what has fallen due by the host's time, in order. */
  catchUp(): void;
  /** Fires what is due at this very instant. */
  fireDue(): void;
  /** When the next timer is due, ms since the epoch. */
  nextTimer(): number | undefined;
}

/** @param shared the host's time, one float64 */
export const install = (shared: SharedArrayBuffer): VirtualTime => {
  const host = new Float64Array(shared);
  const hostNow = (): number => host[0] as number;
  const clock = FakeTimers.install({
    now: hostNow(),
    // The SDK clears timers that it never set (-1), which would be logged.
    shouldClearNativeTimers: true,
    toFake: ['setTimeout', 'clearTimeout', 'setInterval', 'clearInterval', 'Date', 'performance', 'hrtime'],
  });
  syncBuiltinESMExports();
  return {
    now: () => clock.now,
    thaw: () => clock.setSystemTime(hostNow()),
    catchUp: () => {
      if (hostNow() > clock.now) clock.tick(hostNow() - clock.now);
    },
    fireDue: () => {
      clock.tick(0);
    },
    nextTimer: () => clock.timerHeap?.peek()?.callAt,
  };
};
