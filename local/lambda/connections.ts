/** In the environment: connections to the endpoint are wires to the host, all others are what they are. */

import type { ClientRequestArgs } from 'node:http';
import http from 'node:http';
import type { FromEnvironment, ToEnvironment } from './messages.ts';
import { Wire } from './wire.ts';

type Connect = (options: ClientRequestArgs, ...more: unknown[]) => unknown;

/** What there is of connections in @types/node leaves out how an agent makes one. */
const agents = http.Agent.prototype as unknown as { createConnection: Connect };

/** @returns what takes in what the host says of connections */
export const wireTo = (
  endpoint: URL,
  tell: (message: FromEnvironment) => void,
): ((message: ToEnvironment & { type: 'bytes' | 'closed' }) => void) => {
  const wires = new Map<number, Wire>();
  let made = 0;
  const elsewhere = agents.createConnection;
  agents.createConnection = function (this: unknown, options, ...more) {
    if (options.host !== endpoint.hostname || String(options.port) !== endpoint.port) {
      return elsewhere.call(this, options, ...more);
    }
    const connection = made++;
    const wire = new Wire({
      send: (bytes) => tell({ type: 'bytes', connection, bytes }),
      close: () => {
        if (wires.delete(connection)) tell({ type: 'closed', connection });
      },
    });
    wires.set(connection, wire);
    return wire;
  };
  return (message) => {
    const wire = wires.get(message.connection);
    if (message.type === 'bytes') wire?.arrived(message.bytes);
    else wire?.destroy();
  };
};
