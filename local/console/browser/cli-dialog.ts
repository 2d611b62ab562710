/** How the AWS CLI talks to the same world. */
import type { Surroundings } from '../messages.ts';
import { openDialog } from './dialog.ts';
import { button, make } from './make.ts';
import { ask } from './server.ts';
import { say, trying } from './status.ts';

export const openCli = (): Promise<void> =>
  trying(async () => {
    const { variables } = await ask<Surroundings>('/surroundings');
    const text = Object.entries(variables)
      .map(([name, value]) => `export ${name}=${value}`)
      .join('\n');
    const shown = make(
      'pre',
      '',
      `${text}\n\naws sagemaker list-notebook-instances\naws stepfunctions list-state-machines`,
    );
    shown.tabIndex = 0;
    const copy = button('quiet', 'Copy the variables', () =>
      trying(async () => {
        await navigator.clipboard.writeText(text);
        say('Copied.');
      }),
    );
    openDialog(
      'The AWS CLI in this world',
      make(
        'div',
        '',
        make(
          'p',
          'explains',
          'With these variables the AWS CLI and every SDK talk to the sandbox instead of AWS. What you do there is seen here.',
        ),
        shown,
        copy,
      ),
    );
  });
