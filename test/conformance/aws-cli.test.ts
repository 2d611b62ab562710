import http from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, describe, expect, it } from 'vitest';
import { judgeAwsCli } from '../../conformance/aws-cli.ts';
import { Missing, python } from '../../conformance/environment.ts';

const environment = await python().catch((error: unknown) => {
  if (!(error instanceof Missing)) throw error;
  console.warn(`SKIPPED, no AWS CLI drives the sandbox here: ${error.message}`);
  return undefined;
});
const program = (name: string): string => String(environment?.bin(name));

const servers: http.Server[] = [];
afterEach(() => {
  for (const server of servers.splice(0)) {
    server.closeAllConnections();
    server.close();
  }
});

/** Stands between the CLI and the sandbox and changes what the sandbox says. */
const rewriting = (change: (body: string) => string) => async (endpoint: string) => {
  const server = http.createServer(async (request, response) => {
    const { host: _host, ...headers } = request.headers;
    const sent = http.request(endpoint, { method: 'POST', path: request.url, headers }, async (answer) => {
      const body = change(await text(answer));
      const { 'content-length': _length, ...others } = answer.headers;
      response.writeHead(answer.statusCode ?? 500, { ...others, 'content-length': Buffer.byteLength(body) });
      response.end(body);
    });
    sent.end(await text(request));
  });
  servers.push(server);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
};

const disagreements = async (change: (body: string) => string, step: string) => {
  const [row] = await judgeAwsCli(program('aws'), program('python'), {
    through: rewriting(change),
    only: (id) => id === step,
  });
  return row?.disagreements;
};

describe.skipIf(environment === undefined)('an operator with the AWS CLI', () => {
  it('sees what the doubles hold and is refused as by AWS', async () => {
    const rows = await judgeAwsCli(program('aws'), program('python'));
    expect(rows.flatMap((row) => row.disagreements)).toEqual([]);
    expect(rows.map(({ tried }) => tried > 20)).toEqual([true, true]);
  }, 300_000);

  it('a field renamed in an answer is caught', async () => {
    const renamed = (body: string) => body.replace('"NotebookInstanceStatus"', '"NotebookInstanceState"');
    expect(await disagreements(renamed, 'describe-notebook-instance')).toEqual([
      {
        id: 'describe-notebook-instance',
        differences: [{ where: 'NotebookInstanceStatus', expected: 'InService', got: undefined }],
      },
    ]);
  }, 60_000);

  it('an element renamed in an XML answer is caught', async () => {
    const renamed = (body: string) => body.replaceAll('Endpoint>', 'Address>');
    const caught = await disagreements(renamed, 'list-subscriptions');
    expect(caught?.flatMap(({ differences }) => differences.map(({ where }) => where))).toEqual(['platform']);
  }, 60_000);

  it('a refusal in other words is caught', async () => {
    const reworded = (body: string) => body.replace('Unable to transition', 'Cannot go');
    const caught = await disagreements(reworded, 'start-notebook-instance while InService');
    expect(caught?.flatMap(({ differences }) => differences.map(({ where }) => where))).toEqual([
      'standard error',
    ]);
  }, 60_000);
});
