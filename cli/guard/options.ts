/** The command line's options. */
import { commandIn, given, parseArguments, text, type Usual, usual, usualOf } from '../arguments.ts';
import { usualStack } from '../deployment.ts';
import { WrongUsage } from '../refused.ts';

export const usage = `The kill switch.

  npm run guard -- pause --reason TEXT  from now on no notice goes out, and nothing is stopped or changed
  npm run guard -- resume               lifts that; cases go on where they were
  npm run guard -- status               whether it is on, since when, by whom and why; and each time before

While the guard is paused a notebook that it stopped is given back, with root access on, and people are told of cases
that end. A deadline that passes meanwhile is followed by another final notice once it is lifted.

  --reason TEXT        why, for the record; with resume too
  --profile, --region  as the AWS CLI has them
  --stack NAME         whose outputs name the guard; ${usualStack}
  --ledger-table NAME  names the guard where it is part of another app's stack
  --json               standard output is exactly one JSON document
  --help               this

Who runs it may call cloudformation:DescribeStacks, and on the ledger's table dynamodb:GetItem and Query; to pause
also dynamodb:UpdateItem; to resume also dynamodb:Scan and states:SendTaskSuccess.

Exit status: 0 done, 1 something could not be done, 2 the command line cannot be used.
`;

export const commands = ['pause', 'resume', 'status'] as const;

export interface Options extends Usual {
  readonly command: (typeof commands)[number];
  readonly reason: string;
  readonly ledgerTable?: string;
}

const known = { ...usual, reason: text, 'ledger-table': text } as const;

/** @returns `help` where that is asked for. @throws WrongUsage in one line */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArguments(args, known, true);
  if (values.help === true) return 'help';
  const command = commandIn(commands, positionals);
  const reason = values.reason?.trim() ?? '';
  if (command === 'pause' && reason === '') {
    throw new WrongUsage(
      'expected --reason with pause: it is what others find who wonder why nothing happens',
    );
  }
  return { command, reason, ...usualOf(values), ...given({ ledgerTable: values['ledger-table'] }) };
}
