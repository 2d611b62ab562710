import { AwsError } from '../service.ts';
import { matches, parsePattern } from './matcher.ts';
import { PatternError } from './pattern-error.ts';

/** Without these EventBridge says that an event is none; what they hold does not matter. */
const required = ['id', 'source', 'detail-type', 'account', 'region', 'time'] as const;

const parseJson = (text: string): unknown => {
  try {
    return JSON.parse(text);
  } catch (error) {
    // AWS reports its own JSON parser's words and position here.
    throw new PatternError(error instanceof Error ? error.message : String(error));
  }
};

const isEvent = (event: unknown): boolean =>
  typeof event === 'object' && event !== null && required.every((member) => Object.hasOwn(event, member));

/**
 * EventBridge's TestEventPattern.
 *
 * @throws AwsError InvalidEventPatternException, or ValidationException for something that is no event
 */
export const testEventPattern = (patternText: string, eventText: string): boolean => {
  let event: unknown;
  try {
    event = JSON.parse(eventText);
  } catch {
    event = undefined;
  }
  if (!isEvent(event)) throw new AwsError('ValidationException', 'Parameter Event is not valid.');
  try {
    return matches(parsePattern(parseJson(patternText)), event);
  } catch (error) {
    if (error instanceof PatternError) throw new AwsError(error.name, error.message);
    throw error;
  }
};
