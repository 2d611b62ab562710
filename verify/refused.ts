/** What AWS's refusals mean, where a check meets them on its way. */

/** Whether AWS has no such notebook; SageMaker says so in a text only. */
export const isMissing = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationException' && error.message.includes('RecordNotFound');

/** Whether the notebook's status forbids the call: it moved since we looked. */
export const isForbidden = (error: unknown): boolean =>
  error instanceof Error && error.name === 'ValidationException' && error.message.startsWith('Status (');
