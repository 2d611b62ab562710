/** What ends a command before it has done all it was asked for, in one line that says what to do about it. */
export class CannotGoOn extends Error {
  override readonly name: string = 'CannotGoOn';
}

/** It was called in a way in which it cannot do anything. */
export class WrongUsage extends CannotGoOn {
  override readonly name = 'WrongUsage';
}

/** A refusal as AWS put it: `ValidationException: RecordNotFound`. */
export const refusalOf = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);
