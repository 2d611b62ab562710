/** DynamoDB: dynalite in process, one empty instance per world, with the template's tables. */
import { EventEmitter } from 'node:events';
import { AbstractValueIterator } from 'abstract-level';
import dynalite from 'dynalite';
import { AwsError, type Input, type Service } from './service.ts';

/*
 * dynalite ends an iterator through `return`, which this store's iterators do not have, so each Query would keep the
 * whole table as it was then for ever.
 */
Object.assign(AbstractValueIterator.prototype, {
  return(this: AbstractValueIterator<unknown, unknown, unknown>): Promise<void> {
    return this.close();
  },
});

// The store keeps the very buffers that it is given, and one cut out of Node's pool keeps 8 KB for a record of one.
Buffer.poolSize = 0;

export interface Table {
  readonly name: string;
  /** CreateTable's members as the template has them: KeySchema, AttributeDefinitions, indexes. */
  readonly definition: Readonly<Record<string, unknown>>;
}

interface Answer {
  readonly status: number;
  readonly body: Record<string, unknown>;
}

/** dynalite speaks HTTP only; the request is handed to its server without a socket in between. */
class LocalResponse {
  statusCode = 200;
  readonly #end: (answer: Answer) => void;

  constructor(end: (answer: Answer) => void) {
    this.#end = end;
  }

  setHeader(): void {
    // The door writes headers of its own.
  }

  end(body: string): void {
    this.#end({ status: this.statusCode, body: JSON.parse(body) as Record<string, unknown> });
  }
}

const credential =
  'AWS4-HMAC-SHA256 Credential=sandbox/20000101/eu-west-1/dynamodb/aws4_request, SignedHeaders=host, Signature=0';

export class DynamoDb implements Service {
  readonly #server = dynalite({ createTableMs: 0, deleteTableMs: 0, updateTableMs: 0 });

  /** @throws AwsError when the template's table is one that DynamoDB would not create */
  async createTable(table: Table): Promise<void> {
    await this.call('CreateTable', { TableName: table.name, ...table.definition });
    while (!(await this.#isActive(table.name))) await new Promise((resolve) => setImmediate(resolve));
  }

  async call(operation: string, input: Input): Promise<unknown> {
    const { status, body } = await this.#ask(operation, input);
    if (status === 200) return body;
    const { __type, message, Message, ...members } = body;
    const code = String(__type).split('#').at(-1) ?? String(__type);
    throw new AwsError(code, String(message ?? Message ?? ''), status, {
      ...members,
      ...(await this.#refusedItem(code, input)),
    });
  }

  /** dynalite ignores ReturnValuesOnConditionCheckFailure; AWS returns the item beside the error. */
  async #refusedItem(code: string, input: Input): Promise<Record<string, unknown>> {
    if (code !== 'ConditionalCheckFailedException') return {};
    if (input['ReturnValuesOnConditionCheckFailure'] !== 'ALL_OLD') return {};
    const TableName = input['TableName'];
    const Key = input['Key'] ?? (await this.#keyOf(TableName, input['Item'] as Record<string, unknown>));
    const { body } = await this.#ask('GetItem', { TableName, Key, ConsistentRead: true });
    return body['Item'] === undefined ? {} : { Item: body['Item'] };
  }

  async #isActive(TableName: string): Promise<boolean> {
    const { body } = await this.#ask('DescribeTable', { TableName });
    return (body['Table'] as { TableStatus: string }).TableStatus === 'ACTIVE';
  }

  async #keyOf(TableName: unknown, item: Record<string, unknown>): Promise<Record<string, unknown>> {
    const { body } = await this.#ask('DescribeTable', { TableName });
    const { KeySchema } = body['Table'] as { KeySchema: { AttributeName: string }[] };
    return Object.fromEntries(KeySchema.map(({ AttributeName }) => [AttributeName, item[AttributeName]]));
  }

  #ask(operation: string, input: Input): Promise<Answer> {
    return new Promise((resolve) => {
      const request = Object.assign(new EventEmitter(), {
        method: 'POST',
        url: '/',
        headers: {
          'content-type': 'application/x-amz-json-1.0',
          'x-amz-target': `DynamoDB_20120810.${operation}`,
          'x-amz-date': '20000101T000000Z',
          authorization: credential,
        },
      });
      this.#server.emit('request', request, new LocalResponse(resolve));
      request.emit('data', Buffer.from(JSON.stringify(input)));
      request.emit('end');
    });
  }
}
