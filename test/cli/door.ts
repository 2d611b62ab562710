/**
 * A door to the sandbox that also answers the three questions by which a command finds the guard, in the shapes of
 * AWS's API references: who calls (STS), the stack's outputs (CloudFormation), a function's settings (Lambda).
 */
import http from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Played } from '../../local/play.ts';
import { environmentOf } from '../../local/sandbox/environment.ts';
import type { World } from '../../local/sandbox.ts';
import { remediationOf } from '../../local/template.ts';

export interface Door {
  readonly url: string;
  close(): Promise<void>;
}

const only = <T>(all: readonly T[]): T => {
  const [one] = all;
  if (one !== undefined && all.length === 1) return one;
  throw new Error(`expected one, got ${all.length}`);
};

const callerIdentity = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
<GetCallerIdentityResult><Arn>arn:aws:iam::111122223333:user/ada</Arn><UserId>AIDA</UserId><Account>111122223333</Account>
</GetCallerIdentityResult></GetCallerIdentityResponse>`;

const stack = (template: World['template']): string => {
  const outputs = {
    StateMachineArn: remediationOf(template).arn,
    LedgerTableName: only(template.tables).name,
  };
  const members = Object.entries(outputs).map(
    ([key, value]) => `<member><OutputKey>${key}</OutputKey><OutputValue>${value}</OutputValue></member>`,
  );
  return `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult>
<Stacks><member><StackName>NotebookRootGuard</StackName><Outputs>${members.join('')}</Outputs></member></Stacks>
</DescribeStacksResult></DescribeStacksResponse>`;
};

const functionPath = /^\/2015-03-31\/functions\/([^/]+)\/configuration$/;

const answer = ({ story, world: { template } }: Played, url: string, body: string): string | null => {
  if (body.includes('Action=GetCallerIdentity')) return callerIdentity;
  if (body.includes('Action=DescribeStacks')) return stack(template);
  const [, arn] = functionPath.exec(url) ?? [];
  if (arn === undefined) return null;
  const described = template.functions.find((one) => one.arn === decodeURIComponent(arn));
  if (described === undefined) throw new Error(`expected a function of the template, got ${arn}`);
  return JSON.stringify({ Environment: { Variables: environmentOf(described, { ...story.policy }, '') } });
};

const read = async (request: http.IncomingMessage): Promise<string> => {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString();
};

/** @param endpoint the sandbox's, which answers everything else */
export async function openDoor(endpoint: string, played: () => Played): Promise<Door> {
  const server = http.createServer(async (request, response) => {
    const { headers, method = '', url = '' } = request;
    const body = await read(request);
    const said = answer(played(), url, body);
    if (said !== null) return void response.end(said);
    const onwards = http.request(endpoint + url, { method, headers }, (back) => {
      response.writeHead(back.statusCode ?? 500, back.headers);
      back.pipe(response);
    });
    onwards.on('error', () => response.destroy());
    onwards.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
