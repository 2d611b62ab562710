/** Shows on standard error how far long work has come, where somebody watches. */
import { Presets, SingleBar } from 'cli-progress';

/** Tells how much of the whole is done. */
export type Advance = (done: number) => void;

/** Runs a piece of work of `total` parts under a bar that names it. */
export type Progress = <T>(what: string, total: number, work: (advance: Advance) => Promise<T>) => Promise<T>;

export const silent: Progress = (_what, _total, work) => work(() => undefined);

/** @param stream a terminal */
export const barOn =
  (stream: NodeJS.WritableStream): Progress =>
  async (what, total, work) => {
    const bar = new SingleBar(
      {
        format: '{bar} {value}/{total}  {what}',
        stream,
        clearOnComplete: true,
        hideCursor: true,
        barsize: 24,
      },
      Presets.shades_classic,
    );
    bar.start(total, 0, { what });
    try {
      return await work((done) => bar.update(done));
    } finally {
      bar.stop();
    }
  };
