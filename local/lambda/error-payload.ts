import path from 'node:path';
import { types } from 'node:util';
import type { ErrorPayload } from './messages.ts';

const asOnLambda = (trace: string, folder: string): string =>
  trace
    .replaceAll(folder, '/var/task')
    // Source maps name sources by three steps up from the bundle, which on Lambda is the root.
    .replaceAll(path.join(folder, '../../..', '/'), '/');

/**
 * What the Node runtime makes of whatever a handler threw (aws-lambda-nodejs-runtime-interface-client,
 * `toRapidResponse`): the error's name is its errorType, anything else is known by its type alone.
 *
 * @param folder where the bundle lies, shown as /var/task as on Lambda, so that traces are the same everywhere
 */
export const errorPayload = (error: unknown, folder: string): ErrorPayload => {
  if (!types.isNativeError(error)) return { errorType: typeof error, errorMessage: String(error), trace: [] };
  return {
    errorType: error.name,
    errorMessage: error.message,
    trace: asOnLambda(error.stack ?? '', folder).split('\n'),
  };
};
