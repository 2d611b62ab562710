/** The AWS CLI commands with which an owner does it without us. */
import { successor } from './platform.ts';
import { shellWord } from './shell-word.ts';

export interface OwnCommands {
  readonly stop: string;
  /** Waits until it is Stopped: before the update, and after it. */
  readonly stopped: string;
  readonly update: string;
  readonly start: string;
}

/**
 * @param notebook its name
 * @param isMoved whether it is to be moved to AL2023, without which it could not be started again
 */
export function ownCommands(notebook: string, isMoved = false): OwnCommands {
  const of = `--notebook-instance-name ${shellWord(notebook)}`;
  return {
    stop: `aws sagemaker stop-notebook-instance ${of}`,
    stopped: `aws sagemaker wait notebook-instance-stopped ${of}`,
    update: `aws sagemaker update-notebook-instance ${of} --root-access Disabled${isMoved ? ` --platform-identifier ${successor}` : ''}`,
    start: `aws sagemaker start-notebook-instance ${of}`,
  };
}
