/** A command line as it was typed. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { WrongUsage } from './refused.ts';

/** @param allowPositionals whether there are words beside the options. @throws WrongUsage in one line */
export function parseArguments<const Known extends ParseArgsOptionsConfig>(
  args: readonly string[],
  known: Known,
  allowPositionals = false,
) {
  try {
    return parseArgs({ args: [...args], options: known, allowPositionals });
  } catch (error) {
    throw new WrongUsage(error instanceof Error ? String(error.message.split('\n')[0]) : String(error));
  }
}

/** Optional members that were given. */
export const given = <T extends Record<string, string | undefined>>(members: T) =>
  Object.fromEntries(Object.entries(members).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]?: string;
  };
