/** A command line as it was typed. */
import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { usualStack } from './deployment.ts';
import { WrongUsage } from './refused.ts';

export const text = { type: 'string' } as const;
export const flag = { type: 'boolean' } as const;

/** What every command has beside its own options: whose account it works in, which guard there, and how it answers. */
export const usual = { profile: text, region: text, stack: text, json: flag, help: flag } as const;

export interface Usual {
  readonly profile?: string;
  readonly region?: string;
  readonly stack: string;
  readonly json: boolean;
}

export const usualOf = ({
  json = false,
  profile,
  region,
  stack = usualStack,
}: ReturnType<typeof parseArgs<{ options: typeof usual }>>['values']): Usual => ({
  stack,
  json,
  ...given({ profile, region }),
});

const either = new Intl.ListFormat('en-GB', { type: 'disjunction' });

/** The one word beside the options. @throws WrongUsage in one line */
export function commandIn<Command extends string>(
  commands: readonly Command[],
  words: readonly string[],
): Command {
  const command = commands.find((one) => one === words[0]);
  if (command !== undefined && words.length === 1) return command;
  const got = words.join(' ') || 'nothing';
  throw new WrongUsage(`expected ${either.format(commands)}, got ${got}; --help says more`);
}

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
