/** The world's clock: what time it is, pause, speed, and the jump to the next thing. */
import { clockTime, dayOf, elapsed, span } from '../../timeline/times.ts';
import type { ClockOrder } from '../messages.ts';
import { part, write } from './make.ts';
import { type Model, presentOf } from './model.ts';
import { tell } from './server.ts';
import { say, trying } from './status.ts';

const order = (what: ClockOrder): Promise<void> => trying(async () => void (await tell('/clock', what)));

const dueText = ({ clock }: Model, now: number): string => {
  if (clock.next === null) return 'nothing is due';
  const seconds = Math.max(0, Math.round((clock.next - now) / 1_000));
  // Seconds do not matter where hours pass.
  return `in ${span(seconds >= 3_600 ? seconds - (seconds % 60) : seconds)}`;
};

export class ClockBar {
  readonly #pause = part<HTMLButtonElement>('pause');
  readonly #jump = part<HTMLButtonElement>('jump');
  readonly #speeds = [...part('speed').querySelectorAll('input')];

  constructor(model: () => Model | undefined) {
    this.#pause.addEventListener('click', () =>
      order({ do: model()?.clock.running === true ? 'pause' : 'run' }),
    );
    this.#jump.addEventListener('click', () => {
      if (model()?.clock.next === null) say('Nothing is due. Make something happen.');
      else void order({ do: 'jump' });
    });
    for (const speed of this.#speeds) {
      speed.addEventListener('change', () => order({ do: 'speed', speed: Number(speed.value) }));
    }
  }

  show(model: Model): void {
    write(this.#pause, model.clock.running ? 'Pause' : 'Run');
    for (const speed of this.#speeds) speed.checked = Number(speed.value) === model.clock.speed;
    this.tick(model);
  }

  /** Time passes between the server's messages too. */
  tick(model: Model): void {
    const now = presentOf(model);
    const time = part<HTMLTimeElement>('now');
    write(time, `${dayOf(now).slice(0, -5)}, ${clockTime(now)} UTC`);
    time.dateTime = new Date(now).toISOString();
    write(part('elapsed'), `${elapsed(now - model.start)} since the start`);
    write(part('due'), dueText(model, now));
  }
}
