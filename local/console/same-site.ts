/**
 * Whether a request comes from the console's own page. Any page in the browser can send requests to a port of this
 * machine, and a name that leads here today led elsewhere yesterday: so the Host must be this machine's own, and
 * what changes anything must come from the console itself.
 */
import type { IncomingMessage } from 'node:http';

const hostsOf = (port: number): readonly string[] => [`127.0.0.1:${port}`, `localhost:${port}`];

export const isOurHost = ({ headers }: IncomingMessage, port: number): boolean =>
  hostsOf(port).includes(headers.host ?? '');

export const isOurOrigin = ({ headers }: IncomingMessage, port: number): boolean =>
  hostsOf(port).some((host) => headers.origin === `http://${host}`);
