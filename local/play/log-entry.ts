/** What of a function's log belongs in the timeline: warnings and worse, as Powertools writes them. */
import type { LogLine } from '../lambda/functions.ts';
import type { Entry } from '../timeline.ts';

const loud = ['WARN', 'ERROR', 'CRITICAL'] as const;

const parsed = (line: string): Readonly<Record<string, unknown>> | undefined => {
  if (!line.startsWith('{')) return undefined;
  try {
    return JSON.parse(line) as Record<string, unknown>;
  } catch {
    // A line that only looks like JSON is text like any other.
    return undefined;
  }
};

export const logEntry = ({ at, function: name, line }: LogLine): Entry | undefined => {
  const record = parsed(line);
  const level = loud.find((one) => one === record?.['level']);
  if (record === undefined || level === undefined) return undefined;
  return { at, kind: 'log', function: name, level, message: String(record['message']) };
};
