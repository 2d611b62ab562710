/** The page's one dialog. */
import { button, make, part } from './make.ts';

/** What its form does; the dialog stays open where that fails, and says why. */
export interface Submission {
  readonly label: string;
  readonly act: () => Promise<void>;
}

export const openDialog = (title: string, content: HTMLElement, submission?: Submission): void => {
  const dialog = part<HTMLDialogElement>('dialog');
  const close = button('quiet', submission === undefined ? 'Close' : 'Cancel', () => dialog.close());
  const heading = make('h2', '', title);
  heading.id = 'dialog-title';
  const complaint = make('p', 'complaint');
  complaint.role = 'alert';
  const foot = make('footer', '', complaint, close);
  if (submission !== undefined) {
    const submit = make('button', 'primary', submission.label);
    submit.type = 'submit';
    foot.append(submit);
    content.addEventListener('submit', (event) => {
      event.preventDefault();
      submit.disabled = true;
      submission
        .act()
        .then(() => dialog.close())
        .catch((error: unknown) => {
          complaint.textContent = error instanceof Error ? error.message : String(error);
        })
        .finally(() => {
          submit.disabled = false;
        });
    });
  }
  content.append(foot);
  dialog.replaceChildren(heading, content);
  if (!dialog.open) dialog.showModal();
};

export const closeDialog = (): void => part<HTMLDialogElement>('dialog').close();
