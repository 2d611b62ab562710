/** The command line's options. */
import { commandIn, flag, given, parseArguments, text, type Usual, usual, usualOf } from '../arguments.ts';
import { usualStack } from '../deployment.ts';
import { WrongUsage } from '../refused.ts';

export const usage = `Who owns which notebook instances, and whether mail reaches them.

  npm run owners -- list    who owns how many notebooks, and who has confirmed a subscription
  npm run owners -- invite  asks those who have not: SNS mails each of them a link to confirm with

Owners are known by the tags of the deployed policy's ownerTagKeys, and mailed in its ownerMailDomains only. Who
said that a notebook is not theirs is no owner of it. Who created or changed one without such a tag is known to the
guard once that happens, but not here.

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
sagemaker:ListNotebookInstances, DescribeNotebookInstance and ListTags, sns:ListSubscriptionsByTopic, and on the
ledger's table dynamodb:Scan; to invite also sns:CreateTopic and Subscribe.

Exit status: 0 done, 1 something could not be done, 2 the command line cannot be used.
`;

export const commands = ['list', 'invite'] as const;

export interface Options extends Usual {
  readonly command: (typeof commands)[number];
  readonly stateMachineArn?: string;
  readonly again: boolean;
  readonly dryRun: boolean;
  readonly yes: boolean;
}

const known = {
  ...usual,
  'state-machine-arn': text,
  again: flag,
  'dry-run': flag,
  yes: flag,
} as const;
const ofInvite = ['again', 'dry-run', 'yes'] as const;

/** @returns `help` where that is asked for. @throws WrongUsage in one line */
export function parseOptions(args: readonly string[]): Options | 'help' {
  const { values, positionals } = parseArguments(args, known, true);
  if (values.help === true) return 'help';
  const command = commandIn(commands, positionals);
  const [strange] = ofInvite.filter((option) => values[option] === true);
  if (command !== 'invite' && strange !== undefined) {
    throw new WrongUsage(`expected --${strange} with invite only, got it with ${command}`);
  }
  return {
    command,
    again: values.again ?? false,
    dryRun: values['dry-run'] ?? false,
    yes: values.yes ?? false,
    ...usualOf(values),
    ...given({ stateMachineArn: values['state-machine-arn'] }),
  };
}
