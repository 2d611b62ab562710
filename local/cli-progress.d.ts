declare module 'cli-progress' {
  /** The part that the bench uses; the package has no types of its own. */
  interface Options {
    readonly format?: string;
    readonly stream?: NodeJS.WritableStream;
    readonly clearOnComplete?: boolean;
    readonly hideCursor?: boolean;
    readonly barsize?: number;
  }

  export class SingleBar {
    constructor(options: Options, preset?: Options);
    start(total: number, startValue: number, payload?: object): void;
    update(current: number, payload?: object): void;
    stop(): void;
  }

  export const Presets: { readonly shades_classic: Options };
}
