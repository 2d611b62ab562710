/** The command line's options. */
import { given, parseArguments } from '../arguments.ts';
import { usualStack } from '../deployment.ts';
import { WrongUsage } from '../refused.ts';

export const usage = `Who owns which notebook instances, and whether mail reaches them.

  npm run owners -- list    who owns how many notebooks, and who has confirmed a subscription
  npm run owners -- invite  asks those who have not: SNS mails each of them a link to confirm with

Owners are known by the tags of the deployed policy's ownerTagKeys, and mailed in its ownerMailDomains only. Who
created or changed a notebook without such a tag is known to the guard once that happens, but not here.

  --profile, --region      as the AWS CLI has them
  --stack NAME             whose outputs name the guard; ${usualStack}
  --state-machine-arn ARN  names the guard where it is part of another app's stack
  --json                   standard output is exactly one JSON document
  --help                   this

of invite alone:
  --again                  also those who were asked and have not answered; a link is good for two days
  --dry-run                says who would be asked, and sends nothing
  --yes                    does not ask before it sends

Who runs it may call cloudformation:DescribeStacks, states:DescribeStateMachine, lambda:GetFunctionConfiguration,
sagemaker:ListNotebookInstances, DescribeNotebookInstance and ListTags, sns:ListSubscriptionsByTopic; to invite
also sns:CreateTopic and Subscribe.

Exit status: 0 done, 1 something could not be done, 2 the command line cannot be used.
`;

export const commands = ['list', 'invite'] as const;

export interface Options {
  readonly command: (typeof commands)[number];
  readonly profile?: string;
  readonly region?: string;
  readonly stack: string;
  readonly stateMachineArn?: string;
  readonly json: boolean;
  readonly again: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const known = {
  profile: text,
  region: text,
  stack: text,
  'state-machine-arn': text,
  json: flag,
  help: flag,
  again: flag,
  'dry-run': flag,
  yes: flag,
} as const;
const ofInvite = ['again', 'dry-run', 'yes'] as const;

const isCommand = (word: string | undefined): word is Options['command'] =>
  commands.some((command) => command === word);

/** @returns `help` where that is asked for. @throws WrongUsage in one line */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArguments(args, known, true);
  if (values.help === true) return 'help';
  const [command] = positionals;
  if (!isCommand(command) || positionals.length !== 1) {
    const got = positionals.join(' ') || 'nothing';
    throw new WrongUsage(`expected ${commands.join(' or ')}, got ${got}; --help says more`);
  }
  const [strange] = ofInvite.filter((option) => values[option] === true);
  if (command !== 'invite' && strange !== undefined) {
    throw new WrongUsage(`expected --${strange} with invite only, got it with ${command}`);
  }
  return {
    command,
    stack: values.stack ?? usualStack,
    json: values.json ?? false,
    again: values.again ?? false,
    dryRun: values['dry-run'] ?? false,
    yes: values.yes ?? false,
    ...given({
      profile: values.profile,
      region: values.region,
      stateMachineArn: values['state-machine-arn'],
    }),
  };
}
