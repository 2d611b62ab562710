declare module 'dynalite' {
  import type { Server } from 'node:http';

  /** Times in milliseconds that a table spends in a transient state. */
  interface Options {
    readonly createTableMs?: number;
    readonly deleteTableMs?: number;
    readonly updateTableMs?: number;
  }

  export default function dynalite(options?: Options): Server;
}
