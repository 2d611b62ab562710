/** What ends the check before it has seen everything, in one line that says what to do about it. */
export class CannotVerify extends Error {
  override readonly name = 'CannotVerify';
}

/** A refusal as AWS put it: `ValidationException: RecordNotFound`. */
export const refusalOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Whether AWS has no such notebook; SageMaker says so in a text only. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationException' && error.message.includes('RecordNotFound');

/** Whether the notebook's status forbids the call: it moved since we looked. */
export const isForbidden = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationException' && error.message.startsWith('Status (');
