/** Whose account a command works in: AWS's own chain of credentials and Regions, as the AWS CLI has it. */
import { GetCallerIdentityCommand, STSClient } from '@aws-sdk/client-sts';
import { CannotGoOn, refusalOf } from './refused.ts';

/** How every client is made. */
export interface ClientConfig {
  readonly profile?: string;
  readonly region?: string;
  readonly endpoint?: string;
  readonly maxAttempts?: number;
  readonly credentials?: { readonly accessKeyId: string; readonly secretAccessKey: string };
}

export interface Session {
  /** The ARN of the caller. */
  readonly who: string;
  readonly region: string;
  readonly config: ClientConfig;
}

/** @throws CannotGoOn when there are no credentials or no Region */
export async function openSession({
  profile,
  region: wanted,
}: Pick<ClientConfig, 'profile' | 'region'>): Promise<Session> {
  const config: ClientConfig = {
    ...(profile === undefined ? {} : { profile }),
    ...(wanted === undefined ? {} : { region: wanted }),
  };
  const sts = new STSClient(config);
  const region = await asked('a Region', () => sts.config.region());
  const { Arn } = await asked('credentials', () => sts.send(new GetCallerIdentityCommand({})));
  return { who: Arn ?? 'somebody whom STS does not name', region, config };
}

/** @throws CannotGoOn */
export async function asked<Answer>(what: string, send: () => Promise<Answer>): Promise<Answer> {
  try {
    return await send();
  } catch (error) {
    throw new CannotGoOn(`expected ${what}, got ${refusalOf(error)}`, { cause: error });
  }
}
