/**
 * What runs inside a function's worker thread: the bundle, one invocation at a time, as Node's Lambda runtime
 * would call it. Timers, Date and randomness are the host's; nothing here moves time by itself.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { ClientRequest } from 'node:http';
import { pathToFileURL } from 'node:url';
import { parentPort, workerData } from 'node:worker_threads';
import { wireTo } from './connections.ts';
import { errorPayload } from './error-payload.ts';
import type { Boot, FromEnvironment, ToEnvironment } from './messages.ts';
import { seedRandomness } from './randomness.ts';
import { install } from './virtual-time.ts';

const boot = workerData as Boot;
const port = parentPort;
if (port === null) throw new Error('expected to run in a worker thread, got the main thread');
/** What the handler wrote since the host heard last: it goes before whatever is told next. */
let written = '';
const tell = (message: FromEnvironment): void => {
  if (written !== '') port.postMessage({ type: 'output', text: written } satisfies FromEnvironment);
  written = '';
  port.postMessage(message);
};

const immediately = setImmediate;
const time = install(boot.time);
seedRandomness(0);

type Handler = (event: unknown, context: object) => unknown;
const endpoint = process.env['AWS_ENDPOINT_URL'];
const wired = endpoint === undefined ? undefined : wireTo(new URL(endpoint), tell);

let running = false;
let asleep = false;
/** The host has said that no answer will come to what is in flight. */
let stalled = false;
const inFlight = new Set<ClientRequest>();

for (const stream of [process.stdout, process.stderr]) {
  stream.write = (chunk: string | Uint8Array): boolean => {
    written += typeof chunk === 'string' ? chunk : Buffer.from(chunk).toString();
    return true;
  };
}

subscribe('http.client.request.start', (message) => {
  const { request } = message as { request: ClientRequest };
  inFlight.add(request);
  if (inFlight.size > 1) tell({ type: 'concurrent', calls: inFlight.size });
  // After the body has been read, or the connection has broken.
  request.once('close', () => {
    inFlight.delete(request);
    stalled = false;
    time.catchUp();
    watchForSleep();
  });
});
// The host may have let a slow call cost virtual time: it has passed by the time the answer is read.
subscribe('http.client.response.finish', () => time.catchUp());

/** Work that the thread pool or the kernel still does for us: the handler goes on by itself when it is done. */
const atWork = (): boolean =>
  process
    .getActiveResourcesInfo()
    .some((name) => /^(FS|TCPConnect|GetAddrInfo|Zlib|WriteWrap|Shutdown|.*RequestWrap)/.test(name));

/** Real turns of the event loop that must pass without a sign of life before the handler counts as asleep. */
const quietTurns = 3;

const watchForSleep = (): void => {
  let quiet = 0;
  const look = (): void => {
    if (!running || asleep || (inFlight.size > 0 && !stalled)) return;
    const due = time.nextTimer();
    if (due !== undefined && due <= time.now()) {
      quiet = 0;
      time.fireDue();
    } else if (atWork() || (due === undefined && !stalled)) {
      quiet = 0;
    } else {
      quiet += 1;
    }
    if (quiet < quietTurns) {
      immediately(look);
      return;
    }
    asleep = true;
    tell({ type: 'sleeping', until: due ?? null });
  };
  immediately(look);
};

const finish = (message: FromEnvironment): void => {
  if (!running) return;
  running = false;
  tell(message);
};

const lost = (errorType: string) => (reason: unknown) => {
  finish({ type: 'threw', error: { ...errorPayload(reason, boot.folder), errorType } });
  process.exit(128);
};
process.on('unhandledRejection', lost('Runtime.UnhandledPromiseRejection'));
process.on('uncaughtException', (error) => {
  finish({ type: 'threw', error: errorPayload(error, boot.folder) });
  process.exit(129);
});

const load = async (): Promise<Handler> => {
  const module = (await import(pathToFileURL(boot.file).href)) as Record<string, unknown>;
  const handler = module[boot.handler];
  if (typeof handler === 'function') return handler as Handler;
  throw Object.assign(new Error(`${boot.handler} is undefined or not exported`), {
    name: 'Runtime.HandlerNotFound',
  });
};

const loaded: Promise<{ handler: Handler } | { failure: unknown }> = load().then(
  (handler) => ({ handler }),
  (failure: unknown) => ({ failure }),
);
void loaded.then(() => port.postMessage({ type: 'loaded' } satisfies FromEnvironment));

const invoke = async (message: ToEnvironment & { type: 'invoke' }): Promise<void> => {
  const init = await loaded;
  running = true;
  asleep = false;
  time.thaw();
  seedRandomness(message.seed);
  const name = process.env['AWS_LAMBDA_FUNCTION_NAME'];
  const context = {
    awsRequestId: message.requestId,
    functionName: name,
    functionVersion: process.env['AWS_LAMBDA_FUNCTION_VERSION'],
    invokedFunctionArn: message.functionArn,
    memoryLimitInMB: process.env['AWS_LAMBDA_FUNCTION_MEMORY_SIZE'],
    logGroupName: `/aws/lambda/${name}`,
    logStreamName: `sandbox/${name}`,
    callbackWaitsForEmptyEventLoop: true,
    getRemainingTimeInMillis: () => message.deadline - time.now(),
  };
  watchForSleep();
  try {
    if ('failure' in init) throw init.failure;
    const result = await init.handler(JSON.parse(message.payload), context);
    finish({ type: 'returned', payload: JSON.stringify(result) ?? 'null' });
  } catch (error) {
    finish({ type: 'threw', error: errorPayload(error, boot.folder) });
  }
};

port.on('message', (message: ToEnvironment) => {
  if (message.type === 'invoke') {
    void invoke(message);
    return;
  }
  if (message.type === 'bytes' || message.type === 'closed') {
    wired?.(message);
    return;
  }
  asleep = false;
  if (message.type === 'stall') stalled = true;
  time.catchUp();
  watchForSleep();
});

process.on('exit', () => {
  if (written !== '') port.postMessage({ type: 'output', text: written } satisfies FromEnvironment);
});
