import { AwsError, type Input } from '../service.ts';
import { invalid, requiredText } from './refusals.ts';

/** What Publish was given, once SNS has no objection. */
export interface Publication {
  readonly subject: string | null;
  readonly message: string;
  /** Message attributes by name, as text. */
  readonly attributes: Readonly<Record<string, string>>;
}

const maximumBytes = 262_144;
const bytes = (text: string): number => Buffer.byteLength(text, 'utf8');

/**
 * SNS's documentation now says UTF-8; until a recording shows it, the older and stricter rule holds: ASCII that
 * begins with a letter, number or punctuation mark, without line breaks or control characters, under 100 long.
 */
const subjectForm = /^[\x21-\x7e][\x20-\x7e]{0,98}$/;

const attributeText = (name: string, attribute: unknown): { dataType: string; value: string } => {
  const { DataType, StringValue, BinaryValue } = (attribute ?? {}) as Readonly<Record<string, unknown>>;
  const dataType = typeof DataType === 'string' ? DataType : '';
  if (!/^(String|Number|Binary)(\..+)?$/.test(dataType)) {
    throw new AwsError(
      'ParameterValueInvalid',
      `The message attribute '${name}' has an invalid message attribute type, the set of supported type prefixes is Binary, Number, and String.`,
    );
  }
  const value = dataType.startsWith('Binary') ? BinaryValue : StringValue;
  const text = value instanceof Uint8Array ? Buffer.from(value).toString('base64') : value;
  if (typeof text !== 'string' || text === '') {
    throw new AwsError(
      'ParameterValueInvalid',
      `The message attribute '${name}' must contain non-empty message attribute value for message attribute type '${dataType}'.`,
    );
  }
  return { dataType, value: text };
};

/**
 * Checks the input of Publish, save for the topic.
 *
 * @throws AwsError InvalidParameter, ParameterValueInvalid or ValidationError
 */
export const publicationOf = (input: Input): Publication => {
  const message = requiredText(input, 'Message');
  const subject = input['Subject'];
  if (subject !== undefined && (typeof subject !== 'string' || !subjectForm.test(subject)))
    throw invalid('Subject');
  if (message === '') throw invalid('Empty message');
  const given = (input['MessageAttributes'] ?? {}) as Readonly<Record<string, unknown>>;
  const attributes = Object.entries(given).map(
    ([name, attribute]) => [name, attributeText(name, attribute)] as const,
  );
  const size = attributes.reduce(
    (total, [name, { dataType, value }]) => total + bytes(name) + bytes(dataType) + bytes(value),
    bytes(message),
  );
  if (size > maximumBytes) throw invalid('Message too long');
  return {
    subject: typeof subject === 'string' ? subject : null,
    message,
    attributes: Object.fromEntries(attributes.map(([name, { value }]) => [name, value])),
  };
};
