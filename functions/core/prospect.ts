/** What lies ahead of a notebook, in words: of one in a mail of its own, or of one of many. */
import { changed, kept, lost } from './consequences.ts';
import { moment, span } from './moment.ts';
import type { Status } from './notebook.ts';
import { ownCommands } from './own-commands.ts';
import { platformOf, successor } from './platform.ts';
import type { Policy } from './policy.ts';

export interface Prospect {
  readonly name: string;
  readonly status: Status;
  readonly platform: string | null;
  /** Whether it is moved to AL2023 in the same update. */
  readonly isMoved?: boolean | undefined;
  /** Whether root access is turned off as soon as it is stopped, without waiting for the deadline. */
  readonly whenStopped: boolean;
  readonly deadline: number;
  readonly policy: Policy;
  readonly now: number;
}

export function whatHappens(prospect: Prospect): string {
  const { deadline, isMoved = false, name, now, platform, policy, status, whenStopped } = prospect;
  const when = `${moment(deadline, policy)}, in ${span(deadline - now)}`;
  if (policy.mode === 'notify') {
    return `Root access is enabled on notebook ${name}. Nothing is changed for you; please disable it by ${when}.`;
  }
  if (status !== 'Stopped') {
    const sooner = whenStopped
      ? ' If you stop it before then, root access is turned off while it is stopped, and it stays stopped.'
      : '';
    return `At ${when}, notebook ${name} is stopped, its root access is turned off, ${isMoved ? `it is moved from ${platform} to ${successor}, ` : ''}and it is started again. That takes about ten minutes.${sooner}`;
  }
  if (isMoved) {
    const turnedOff = whenStopped ? 'now, while it is stopped' : `at ${when}`;
    return `Root access on notebook ${name} is turned off ${turnedOff}, and it is moved from ${platform}, which cannot be started again, to ${successor}. It stays stopped, and can be started then.`;
  }
  if (platformOf(platform) !== 'comes-back') {
    const turnedOff = whenStopped ? 'now, while it is stopped' : `at ${when}`;
    return `Root access on notebook ${name} is turned off ${turnedOff}. It stays stopped: its platform (${platform ?? 'not named'}) cannot be started again.`;
  }
  return whenStopped
    ? `Root access on notebook ${name} is turned off now, while it is stopped. It stays stopped. If it runs at ${when}, it is stopped for this and started again.`
    : `At ${when}, root access on notebook ${name} is turned off. It is stopped and stays so; if it runs by then, it is stopped for this and started again.`;
}

export const whyAtAll =
  'Why: its users have root access, which control SageMaker.3 of AWS Security Hub does not allow. It is the default when a notebook is created without saying otherwise.';

export const lossAndGain = (status: Status): string =>
  [
    ...(status === 'Stopped' ? [] : [`What a stop loses: ${lost}`, `What it keeps: ${kept}`]),
    `What changes after that: ${changed}`,
  ].join('\n');

/** AWS's developer guide, "Migrating from Amazon Linux 2 to AL2023". */
export const newPlatform = `What ${successor} changes: dnf in place of yum, newer kernels, PyTorch and Python packages; lifecycle configuration scripts may have to be changed. Everything under /home/ec2-user/SageMaker is kept.`;

export function commandsFor(name: string, status: Status, isMoved = false): string {
  const { stop, stopped, update, start } = ownCommands(name, isMoved);
  const commands = status === 'Stopped' ? [update] : [stop, stopped, update, stopped, start];
  return ['To do it yourself at a moment of your choice:', ...commands.map((command) => `  ${command}`)].join(
    '\n',
  );
}

/** Whoever unsubscribes is surprised later. */
export const contact = ({ platformEmail }: Policy): string =>
  [
    `Questions, or a reason why it must keep root access: write to ${platformEmail}.`,
    'No mail of ours asks for a password. The link to unsubscribe that Amazon SNS puts below ends these mails, not what they tell of.',
  ].join('\n');
