/** SageMaker notebook instances. Every method throws the errors of core/errors.ts. */
import {
  DescribeNotebookInstanceCommand,
  type DescribeNotebookInstanceOutput,
  ListNotebookInstancesCommand,
  ListTagsCommand,
  SageMakerClient,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  UpdateNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { MalformedAnswer, NotebookGone } from '../core/errors.ts';
import { type Notebook, type NotebookRef, type Seen, type Status, statuses } from '../core/notebook.ts';
import { call, oneAttempt } from './call.ts';

/** One page of the fleet; `next` is what the following page is asked for with, `null` after the last. */
export interface FleetPage {
  readonly notebooks: readonly NotebookRef[];
  readonly next: string | null;
}

const describe = 'DescribeNotebookInstance';

/** `MaxResults` of ListNotebookInstances goes up to it (botocore 1.43.67). */
const fleetPage = 100;

export class Notebooks {
  readonly #sagemaker: SageMakerClient;

  constructor(sagemaker = new SageMakerClient(oneAttempt)) {
    this.#sagemaker = sagemaker;
  }

  /** In order of creation, so that what is created meanwhile comes last and moves nothing. */
  async page(token: string | null): Promise<FleetPage> {
    const page = await call('sagemaker:ListNotebookInstances', () =>
      this.#sagemaker.send(
        new ListNotebookInstancesCommand({
          SortBy: 'CreationTime',
          SortOrder: 'Ascending',
          MaxResults: fleetPage,
          ...(token === null ? {} : { NextToken: token }),
        }),
      ),
    );
    return {
      notebooks: (page.NotebookInstances ?? []).map((listed) => ({
        arn: member(listed, 'NotebookInstanceArn', 'ListNotebookInstances'),
        name: member(listed, 'NotebookInstanceName', 'ListNotebookInstances'),
        createdAt: member(listed, 'CreationTime', 'ListNotebookInstances').getTime(),
      })),
      next: page.NextToken ?? null,
    };
  }

  /**
   * Looks by name, as events name it. `gone` when there is none.
   * @param tags whether the tags of one whose root access is off are read too
   */
  async lookByName(name: string, tags: 'always' | 'where root is on' = 'always'): Promise<Seen> {
    try {
      const described = await call('sagemaker:DescribeNotebookInstance', () =>
        this.#sagemaker.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: name })),
      );
      const arn = member(described, 'NotebookInstanceArn', describe);
      const isRead = tags === 'always' || described.RootAccess !== 'Disabled';
      return {
        seen: 'notebook',
        notebook: parseNotebook(described, isRead ? await this.#tags(arn) : {}),
      };
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

  /** Sends nothing but RootAccess, and the platform to move to: what is left out of an update stays as it is. */
  async disableRootAccess({ name }: NotebookRef, moveTo?: string): Promise<void> {
    await call('sagemaker:UpdateNotebookInstance', () =>
      this.#sagemaker.send(
        new UpdateNotebookInstanceCommand({
          NotebookInstanceName: name,
          RootAccess: 'Disabled',
          ...(moveTo === undefined ? {} : { PlatformIdentifier: moveTo }),
        }),
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
  const statusText = member(described, 'NotebookInstanceStatus', describe);
  return {
    ref: {
      arn: member(described, 'NotebookInstanceArn', describe),
      name: member(described, 'NotebookInstanceName', describe),
      createdAt: member(described, 'CreationTime', describe).getTime(),
    },
    status:
      statuses.find((status): status is Exclude<Status, 'unknown'> => status === statusText) ?? 'unknown',
    statusText,
    root: described.RootAccess === 'Disabled' ? 'Disabled' : 'Enabled',
    platform: described.PlatformIdentifier ?? null,
    instanceType: described.InstanceType ?? null,
    failureReason: described.FailureReason ?? null,
    tags,
  };
}

function member<Answer, Key extends keyof Answer & string>(
  answer: Answer,
  key: Key,
  operation: string,
): NonNullable<Answer[Key]> {
  const value = answer[key];
  if (value !== undefined && value !== null) return value;
  throw new MalformedAnswer(`expected ${key} in ${operation}'s answer, got none`);
}
