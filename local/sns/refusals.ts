/** What SNS refuses, in its own words (from recorded answers and public error reports). */
import { AwsError, type Input } from '../service.ts';

export const invalid = (what: string): AwsError =>
  new AwsError('InvalidParameter', `Invalid parameter: ${what}`);

export const topicNotFound = (): AwsError => new AwsError('NotFound', 'Topic does not exist', 404);

/** Something that SNS has and this double does not: loud, so that nobody takes it for AWS's answer. */
export const notImplemented = (what: string): AwsError =>
  new AwsError('NotImplemented', `the sandbox's SNS does not implement ${what}`, 501);

/** @throws AwsError for a member that the double would otherwise ignore */
export const onlyMembers = (operation: string, input: Input, members: readonly string[]): void => {
  for (const [member, value] of Object.entries(input)) {
    if (value !== undefined && !members.includes(member)) throw notImplemented(`${operation} with ${member}`);
  }
};

/** A required text of the input. */
export const requiredText = (input: Input, member: string): string => {
  const value = input[member];
  if (typeof value === 'string') return value;
  const wireName = member.charAt(0).toLowerCase() + member.slice(1);
  throw new AwsError(
    'ValidationError',
    `1 validation error detected: Value null at '${wireName}' failed to satisfy constraint: Member must not be null`,
  );
};

/**
 * A topic's or subscription's ARN, checked as SNS checks it before it looks for the thing.
 *
 * @throws AwsError `... Reason: An ARN must have at least 6 elements, not 1`; another Region's ARN is refused too
 */
export const checkArn = (arn: string, member: string, region: string): string => {
  const elements = arn.split(':');
  if (elements.length < 6) {
    throw invalid(`${member} Reason: An ARN must have at least 6 elements, not ${elements.length}`);
  }
  if (elements[0] !== 'arn' || elements[2] !== 'sns' || elements[3] !== region) throw invalid(member);
  return arn;
};

const protocols = ['http', 'https', 'email-json', 'sms', 'sqs', 'application', 'lambda', 'firehose'];

/** Mail is the only protocol here. */
export const checkProtocol = (protocol: string): void => {
  if (protocol === 'email') return;
  if (protocols.includes(protocol)) throw notImplemented(`the protocol ${protocol}`);
  throw invalid(`Amazon SNS does not support this protocol string: ${protocol}`);
};

export const checkAddress = (address: string): void => {
  if (!/^[^\s@;,]+@[^\s@;,]+$/.test(address)) throw invalid('Email address');
};

export const checkTopicName = (name: string): void => {
  if (!/^[A-Za-z0-9_-]{1,256}$/.test(name)) throw invalid('Topic Name');
};
