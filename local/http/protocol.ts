/** What a service's wire protocol does: bytes to a call, an answer or a refusal to bytes. */
import type { AwsError, Input } from '../service.ts';

export interface Request {
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: string;
}

export interface Parsed {
  /** The service's short name: SageMaker, StepFunctions, DynamoDB, CloudTrail or SNS. */
  readonly service: string;
  readonly operation: string;
  readonly input: Input;
}

export interface Response {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

export interface Protocol {
  /** @returns undefined where the request is not of this protocol */
  parse(request: Request): Parsed | undefined;
  answer(operation: string, output: unknown, requestId: string): Response;
  refuse(error: AwsError, requestId: string): Response;
}
