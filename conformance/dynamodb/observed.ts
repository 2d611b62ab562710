/** What a client asked and was told, so that two engines can be compared answer by answer. */
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Engine } from '../../test/aws/ledger.suite.ts';

export interface Told {
  readonly operation: string;
  readonly input: unknown;
  /** The answer's members, or the refusal's name, status and text. */
  readonly answer: unknown;
}

const credentials = { accessKeyId: 'conformance', secretAccessKey: 'conformance' };

const withoutMetadata = ({ $metadata: _, ...members }: Readonly<Record<string, unknown>>): unknown => members;

interface Refusal extends Error {
  readonly $metadata?: { readonly httpStatusCode?: number };
  readonly Item?: unknown;
}

const refusalOf = ({ name, message, $metadata, Item }: Refusal): unknown => ({
  name,
  message,
  status: $metadata?.httpStatusCode,
  ...(Item === undefined ? {} : { Item }),
});

/** An engine at an endpoint that writes down every answer in `told`. */
export const observed = (endpoint: string, table: string, told: Told[]): Engine => ({
  table,
  connect: () => {
    const client = new DynamoDBClient({ endpoint, region: 'eu-west-1', credentials, maxAttempts: 1 });
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          const note = (answer: unknown): void => {
            told.push({ operation: String(commandName), input: args.input, answer });
          };
          try {
            const result = await next(args);
            note(withoutMetadata(result.output as unknown as Readonly<Record<string, unknown>>));
            return result;
          } catch (error) {
            note(refusalOf(error as Refusal));
            throw error;
          }
        },
      { step: 'deserialize', priority: 'high' },
    );
    return client;
  },
});
