/** The one notebook that a check creates, looks at and deletes. */
import {
  AddTagsCommand,
  CreateNotebookInstanceCommand,
  type CreateNotebookInstanceInput,
  DeleteNotebookInstanceCommand,
  DescribeNotebookInstanceCommand,
  type DescribeNotebookInstanceOutput,
  ListTagsCommand,
  type SageMakerClient,
  StartNotebookInstanceCommand,
  StopNotebookInstanceCommand,
  UpdateNotebookInstanceCommand,
} from '@aws-sdk/client-sagemaker';
import { refusalOf } from '../cli/refused.ts';
import type { Options } from './options.ts';
import type { Call } from './probes.ts';
import { isMissing } from './refused.ts';

/** Tells people what the notebook is, and this run that it is its own: nothing without it is ever deleted. */
export const tagKey = 'notebook-root-guard-verify';

export type Described = Omit<DescribeNotebookInstanceOutput, '$metadata'>;

const calls: Readonly<Record<Call, (client: SageMakerClient, name: string) => Promise<unknown>>> = {
  Start: (client, name) => client.send(new StartNotebookInstanceCommand({ NotebookInstanceName: name })),
  Stop: (client, name) => client.send(new StopNotebookInstanceCommand({ NotebookInstanceName: name })),
  // It would change nothing if it were accepted.
  Update: (client, name) =>
    client.send(new UpdateNotebookInstanceCommand({ NotebookInstanceName: name, RootAccess: 'Enabled' })),
  Delete: (client, name) => client.send(new DeleteNotebookInstanceCommand({ NotebookInstanceName: name })),
};

/** Settings beside the name and the tags: as many as cost nothing, so that what an update drops is seen. */
export const settingsOf = (options: Options) =>
  ({
    InstanceType: 'ml.t3.medium',
    RoleArn: options.roleArn,
    RootAccess: 'Enabled',
    VolumeSizeInGB: 6,
    InstanceMetadataServiceConfiguration: { MinimumInstanceMetadataServiceVersion: '2' },
    ...(options.subnetId === undefined ? {} : { SubnetId: options.subnetId }),
    ...(options.securityGroupId === undefined ? {} : { SecurityGroupIds: [options.securityGroupId] }),
    ...(options.lifecycleConfig === undefined ? {} : { LifecycleConfigName: options.lifecycleConfig }),
  }) satisfies Partial<CreateNotebookInstanceInput>;

export class TestNotebook {
  readonly name: string;
  readonly #client: SageMakerClient;

  constructor(client: SageMakerClient, name: string) {
    this.#client = client;
    this.name = name;
  }

  async create(settings: ReturnType<typeof settingsOf>): Promise<void> {
    const Tags = [{ Key: tagKey, Value: this.name }];
    await this.#client.send(
      new CreateNotebookInstanceCommand({ NotebookInstanceName: this.name, ...settings, Tags }),
    );
  }

  /** Null when there is none. */
  async describe(): Promise<Described | null> {
    try {
      const { $metadata: _, ...described } = await this.#client.send(
        new DescribeNotebookInstanceCommand({ NotebookInstanceName: this.name }),
      );
      return described;
    } catch (error) {
      if (isMissing(error)) return null;
      throw error;
    }
  }

  /** @throws what AWS refuses it with */
  async call(call: Call): Promise<void> {
    await calls[call](this.#client, this.name);
  }

  /** How AWS answers: its refusal, or `accepted`. */
  async try(call: Call): Promise<string> {
    return answerTo(() => this.call(call));
  }

  async tag(arn: string, key: string, value: string): Promise<void> {
    await this.#client.send(new AddTagsCommand({ ResourceArn: arn, Tags: [{ Key: key, Value: value }] }));
  }

  /** How AWS answers calls about what is gone. */
  async tryToRead(arn: string): Promise<{ readonly describe: string; readonly tags: string }> {
    return {
      describe: await answerTo(() =>
        this.#client.send(new DescribeNotebookInstanceCommand({ NotebookInstanceName: this.name })),
      ),
      tags: await answerTo(() => this.#client.send(new ListTagsCommand({ ResourceArn: arn }))),
    };
  }

  /** Whether a notebook of this name is the one that this run created. */
  async isOurs({ NotebookInstanceArn }: Described): Promise<boolean> {
    const { Tags = [] } = await this.#client.send(new ListTagsCommand({ ResourceArn: NotebookInstanceArn }));
    return Tags.some(({ Key, Value }) => Key === tagKey && Value === this.name);
  }
}

export const answerTo = async (send: () => Promise<unknown>): Promise<string> => {
  try {
    await send();
    return 'accepted';
  } catch (error) {
    return refusalOf(error);
  }
};
