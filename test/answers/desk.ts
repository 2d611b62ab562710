/** The answer page on plain objects: a ledger of one file, keys that one knows, and what was woken. */
import '../model/environment.ts';
import { createHash } from 'node:crypto';
import type { Logger } from '@aws-lambda-powertools/logger';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import * as z from 'zod';
import { AnswerKeys } from '../../functions/aws/answer-keys.ts';
import { type AnswerKey, answerKeySchema } from '../../functions/core/answer-key.ts';
import { deadlineOf, type File } from '../../functions/core/case.ts';
import { type AnswerChanges, answersOf } from '../../functions/core/owner-answer.ts';
import type { PolicyProps } from '../../functions/core/policy.ts';
import { answerPage } from '../../functions/handlers/answer-page.ts';
import type { PageResponse } from '../../functions/page-request.ts';
import { deadline, file, first, grace, hour, opened, policy } from '../core/given.ts';

export const now = opened + hour;
/** A key as one is made; whoever has it may answer. */
export const key = 'k'.repeat(43);
export const expired = 'e'.repeat(43);

const alice: AnswerKey = {
  arn: file().arn,
  createdAt: file().createdAt,
  caseId: 'case',
  notice: first.id,
  address: 'alice@example.com',
  expiresAt: deadline + 7 * 24 * hour,
};

/** What each key that somebody has is good for. */
const known: ReadonlyMap<string, AnswerKey> = new Map([
  [key, alice],
  [expired, { ...alice, expiresAt: now }],
]);

const compared: Pick<AnswerKeys, 'find'> = {
  find: async (asked, at) => {
    const found = known.get(asked);
    return found !== undefined && at < found.expiresAt ? found : null;
  },
};

/** The page's own way to find a key, on a DynamoDB that has those keys as they were written. */
export const keptKeys = (): Pick<AnswerKeys, 'find'> => {
  const items = new Map<string, unknown>();
  for (const [text, what] of known) {
    const { pk, ...item } = itemOf(text, what);
    items.set(pk, { pk: { S: pk }, ...Object.fromEntries(Object.entries(item).map(([k, S]) => [k, { S }])) });
  }
  const requestHandler = {
    handle: async ({ body }: { body: string }) => {
      const { Key } = JSON.parse(body) as { Key: { pk: { S: string } } };
      const Item = items.get(Key.pk.S);
      return {
        response: {
          statusCode: 200,
          headers: { 'content-type': 'application/x-amz-json-1.0' },
          body: new TextEncoder().encode(JSON.stringify(Item === undefined ? {} : { Item })),
        },
      };
    },
  };
  const credentials = { accessKeyId: 'nobody', secretAccessKey: 'nobody' };
  return new AnswerKeys(
    'ledger',
    new DynamoDBClient({ region: 'eu-west-1', credentials, requestHandler: requestHandler as never }),
  );
};

const itemOf = (
  text: string,
  what: AnswerKey,
): Readonly<Record<string, string>> & { readonly pk: string } => ({
  ...z.encode(answerKeySchema, what),
  pk: `KEY#${createHash('sha256').update(text).digest('hex')}`,
  sk: 'KEY',
});

export interface Sent {
  readonly method?: string;
  /** In the path. */
  readonly key?: string;
  readonly contentType?: string | null;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
  readonly at?: number;
}

/** As an HTTP API hands it over (payload format 2.0). */
export const event = (sent: Sent): Readonly<Record<string, unknown>> => {
  const { method = 'GET', at = now, body, contentType = 'application/x-www-form-urlencoded' } = sent;
  const path = sent.key === undefined ? '/answer' : `/answer/${sent.key}`;
  const routeKey = sent.key === undefined ? `${method} /answer` : `${method} /answer/{key}`;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: '',
    headers: {
      ...(contentType === null ? {} : { 'content-type': contentType }),
      ...sent.headers,
    },
    requestContext: {
      ...{ accountId: '111122223333', apiId: 'api', domainName: 'answer', domainPrefix: 'answer' },
      http: { method, path, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'a browser' },
      ...{ requestId: 'request', routeKey, stage: '$default', time: '', timeEpoch: at },
    },
    ...(sent.key === undefined ? {} : { pathParameters: { key: sent.key } }),
    ...(body === undefined ? {} : { body }),
    isBase64Encoded: sent.isBase64Encoded ?? false,
  };
};

export class Desk {
  file: File | null;
  readonly woken: string[] = [];
  readonly logged: string[] = [];
  readonly #page: (raw: unknown) => Promise<PageResponse>;
  /** What happens between the page's read and its write, once. */
  meanwhile: ((file: File) => File) | null = null;
  /** What AWS does to the next call of these names. */
  readonly faults = new Map<'find' | 'read' | 'answer' | 'wake', Error>();
  writes = 0;

  /** @param keys what finds a key, where that is not to be a comparison */
  constructor(
    of: File | null = file(grace, { sleeper: 'token' }),
    props: Partial<PolicyProps> = {},
    keys: Pick<AnswerKeys, 'find'> = compared,
  ) {
    this.file = of;
    const keep = (...line: unknown[]) => this.logged.push(JSON.stringify(line));
    const plain = { debug: keep, info: keep, warn: keep, error: keep };
    const log = {
      ...plain,
      createChild: (about: unknown) => {
        keep(about);
        return log;
      },
    } as unknown as Logger;
    this.#page = answerPage({
      policy: policy(props),
      log,
      keys: {
        find: async (asked, at) => {
          this.#fail('find');
          return keys.find(asked, at);
        },
      },
      ledger: {
        read: async () => {
          this.#fail('read');
          return structuredClone(this.file);
        },
        answer: async (seen, changes) => this.#answer(seen, changes),
      },
      executions: {
        wake: async (token) => {
          this.#fail('wake');
          this.woken.push(token);
          return true;
        },
      },
    });
  }

  send(sent: Sent): Promise<PageResponse> {
    return this.#page(event(sent));
  }

  get(sent: Sent = {}): Promise<PageResponse> {
    return this.send({ key, ...sent });
  }

  post(fields: Readonly<Record<string, string>>, sent: Sent = {}): Promise<PageResponse> {
    return this.send({ method: 'POST', body: new URLSearchParams({ key, ...fields }).toString(), ...sent });
  }

  async #answer(seen: File, { disowned, ...ofCase }: AnswerChanges): Promise<File | null> {
    if (this.meanwhile !== null && this.file !== null) this.file = this.meanwhile(this.file);
    this.meanwhile = null;
    this.#fail('answer');
    const held = this.file?.case;
    const isAsSeen =
      held !== undefined &&
      held.id === seen.case.id &&
      held.stand.at === seen.case.stand.at &&
      held.stand.at !== 'closed' &&
      deadlineOf(held.stand) === deadlineOf(seen.case.stand) &&
      answersOf(held).length === answersOf(seen.case).length;
    if (!isAsSeen || this.file === null) return null;
    this.writes += 1;
    this.file = {
      ...this.file,
      ...(disowned === undefined ? {} : { disowned }),
      case: { ...held, ...ofCase, wakes: held.wakes + 1 },
    };
    return structuredClone(this.file);
  }

  #fail(call: 'find' | 'read' | 'answer' | 'wake'): void {
    const fault = this.faults.get(call);
    this.faults.delete(call);
    if (fault !== undefined) throw fault;
  }
}
