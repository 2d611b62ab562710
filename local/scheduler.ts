/** EventBridge Scheduler on the virtual clock: starts what is due, and keeps no world going by itself. */
import type { VirtualClock } from './clock.ts';
import { nextAt, type ScheduleExpression } from './scheduler/expression.ts';

/** What is started when, as the template says. */
export interface Schedule {
  readonly name: string;
  readonly expression: ScheduleExpression;
  readonly target: { readonly arn: string; readonly roleArn: string; readonly input: string };
}

export class Scheduler {
  readonly #clock: VirtualClock;
  readonly #schedules: readonly Schedule[];
  readonly #start: (schedule: Schedule) => void;

  /** Rates count from now. @param world `start` starts what a schedule is for */
  constructor(world: {
    readonly clock: VirtualClock;
    readonly schedules: readonly Schedule[];
    readonly start: (schedule: Schedule) => void;
  }) {
    this.#clock = world.clock;
    this.#schedules = world.schedules;
    this.#start = world.start;
    for (const schedule of world.schedules) this.#await(schedule);
  }

  /** Starts each target now, as if it was due. */
  runNow(): void {
    const targets = new Map(this.#schedules.map((schedule) => [schedule.target.arn, schedule]));
    for (const schedule of targets.values()) this.#start(schedule);
  }

  #await(schedule: Schedule): void {
    this.#clock.inBackground(nextAt(schedule.expression, this.#clock.now()), 'timer', () => {
      this.#start(schedule);
      this.#await(schedule);
    });
  }
}
