/** SageMaker notebook instances. Every method throws the errors of core/errors.ts. */
import {
  DescribeNotebookInstanceCommand,
  type DescribeNotebookInstanceOutput,
  ListTagsCommand,
  SageMakerClient,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  UpdateNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { MalformedAnswer, NotebookGone } from '../core/errors.ts';
import { type Notebook, type NotebookRef, type Seen, type Status, statuses } from '../core/notebook.ts';
import { call, oneAttempt } from './call.ts';

export class Notebooks {
  readonly #sagemaker: SageMakerClient;

  constructor(sagemaker = new SageMakerClient(oneAttempt)) {
    this.#sagemaker = sagemaker;
  }

  /** Looks by name, as events name it. `gone` when there is none. */
  async lookByName(name: string): Promise<Seen> {
    try {
      const described = await call('sagemaker:DescribeNotebookInstance', () =>
        this.#sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: name })),
      );
      const tags = await this.#tags(member(described, 'NotebookInstanceArn'));
      return { seen: 'notebook', notebook: parseNotebook(described, tags) };
    } catch (error) {
      if (error instanceof NotebookGone) return { seen: 'gone' };
      throw error;
    }
  }

  /** Looks at this very notebook: one that was made again under its name is another, and this one gone. */
  async look(ref: NotebookRef): Promise<Seen> {
    const look = await this.lookByName(ref.name);
    return look.seen === 'notebook' && look.notebook.ref.createdAt !== ref.createdAt
      ? { seen: 'gone' }
      : look;
  }

  async stop({ name }: NotebookRef): Promise<void> {
    await call('sagemaker:StopNotebookInstance', () =>
      this.#sagemaker.send(new StopNotebookInstanceCommand({ NotebookInstanceName: name })),
    );
  }

  /** Sends nothing but RootAccess: what is left out of an update stays as it is. */
  async disableRootAccess({ name }: NotebookRef): Promise<void> {
    await call('sagemaker:UpdateNotebookInstance', () =>
      this.#sagemaker.send(
        new UpdateNotebookInstanceCommand({ NotebookInstanceName: name, RootAccess: 'Disabled' }),
      ),
    );
  }

  async start({ name }: NotebookRef): Promise<void> {
    await call('sagemaker:StartNotebookInstance', () =>
      this.#sagemaker.send(new StartNotebookInstanceCommand({ NotebookInstanceName: name })),
    );
  }

  async #tags(arn: string): Promise<Record<string, string>> {
    const tags: Record<string, string> = {};
    let next: string | undefined;
    do {
      const page = await call('sagemaker:ListTags', () =>
        this.#sagemaker.send(
          new ListTagsCommand({ ResourceArn: arn, ...(next === undefined ? {} : { NextToken: next }) }),
        ),
      );
      for (const { Key, Value } of page.Tags ?? []) if (Key !== undefined) tags[Key] = Value ?? '';
      next = page.NextToken;
    } while (next !== undefined);
    return tags;
  }
}

function parseNotebook(
  described: DescribeNotebookInstanceOutput,
  tags: Readonly<Record<string, string>>,
): Notebook {
  const statusText = member(described, 'NotebookInstanceStatus');
  return {
    ref: {
      arn: member(described, 'NotebookInstanceArn'),
      name: member(described, 'NotebookInstanceName'),
      createdAt: member(described, 'CreationTime').getTime(),
    },
    status:
      statuses.find((status): status is Exclude<Status, 'unknown'> => status === statusText) ?? 'unknown',
    statusText,
    root: described.RootAccess === 'Disabled' ? 'Disabled' : 'Enabled',
    platform: described.PlatformIdentifier ?? null,
    failureReason: described.FailureReason ?? null,
    tags,
  };
}

function member<Key extends keyof DescribeNotebookInstanceOutput>(
  described: DescribeNotebookInstanceOutput,
  key: Key,
): NonNullable<DescribeNotebookInstanceOutput[Key]> {
  const value = described[key];
  if (value !== undefined && value !== null) return value;
  throw new MalformedAnswer(`expected ${key} in DescribeNotebookInstance's answer, got none`);
}
