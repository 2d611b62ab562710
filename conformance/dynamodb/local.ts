/** AWS's DynamoDB Local as a process of its own: in memory, on loopback, without telemetry. */
import { spawn } from 'node:child_process';
import net from 'node:net';

export interface Running {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const server = net.createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const answers = (port: number): Promise<boolean> =>
  new Promise((resolve) => {
    const socket = net.connect(port, '127.0.0.1');
    socket.once('connect', () => resolve(true)).once('error', () => resolve(false));
    socket.once('close', () => socket.destroy());
    socket.once('connect', () => socket.end());
  });

/** How long a Java process may take to listen. */
const patience = 60_000;

/**
 * @param classpath what `java -cp` needs to have DynamoDB Local
 * @throws Error when it ends, or does not listen in time, with what it said
 */
export const startDynamoDbLocal = async (classpath: string): Promise<Running> => {
  const port = await freePort();
  const main = 'com.amazonaws.services.dynamodbv2.local.main.ServerRunner';
  const child = spawn('java', [
    '-cp',
    classpath,
    main,
    '-inMemory',
    '-disableTelemetry',
    '-port',
    String(port),
  ]);
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream.on('data', (data: Buffer) => {
      said += data.toString();
    });
  }
  const ended = new Promise<void>((resolve) => {
    child.once('close', () => resolve());
    child.once('error', (error) => {
      said += error.message;
      resolve();
    });
  });
  let over = false;
  void ended.then(() => {
    over = true;
  });
  const stop = async (): Promise<void> => {
    child.kill();
    await ended;
  };
  const deadline = performance.now() + patience;
  while (!(await answers(port))) {
    if (over) throw new Error(`DynamoDB Local: expected it to listen, got its end: ${said}`);
    if (performance.now() > deadline) {
      await stop();
      throw new Error(`DynamoDB Local: expected it to listen within ${patience / 1000} s, got: ${said}`);
    }
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return { endpoint: `http://127.0.0.1:${port}`, stop };
};
