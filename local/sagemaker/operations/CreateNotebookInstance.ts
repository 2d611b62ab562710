import { AwsError } from '../../service.ts';
import type { Notebook } from '../notebook.ts';
import { refuseRetired, refuseUnfit } from '../platform.ts';
import { transitions } from '../transitions.ts';
import { nameOf, type Operation } from './operation.ts';
import { refuseTags, type Tag } from './tags.ts';

/** Members that Describe shows under another name. */
const renamed: Readonly<Record<string, string>> = {
  SecurityGroupIds: 'SecurityGroups',
  LifecycleConfigName: 'NotebookInstanceLifecycleConfigName',
};

const defaults = {
  DirectInternetAccess: 'Enabled',
  VolumeSizeInGB: 5,
  RootAccess: 'Enabled',
  PlatformIdentifier: 'notebook-al2023-v1',
};

export const CreateNotebookInstance: Operation = {
  refuse: (notebooks, input) => {
    const name = nameOf(input);
    // ARNs were lower case for years, so names that differ in case alone would share one.
    const twin = notebooks.present().find((each) => each.name.toLowerCase() === name.toLowerCase());
    if (twin) {
      throw new AwsError('ValidationException', `Cannot create a duplicate Notebook Instance (${twin.arn})`);
    }
    refuseRetired(input['PlatformIdentifier']);
    refuseUnfit(input['PlatformIdentifier'] ?? defaults.PlatformIdentifier, input['InstanceType']);
    refuseTags((input['Tags'] ?? []) as readonly Tag[], new Map());
  },
  effect: (notebooks, input) => {
    const { NotebookInstanceName, Tags, ...rest } = input;
    const sent = Object.entries(rest).filter(([, value]) => value !== undefined && value !== null);
    const now = notebooks.clock.now();
    const notebook: Notebook = {
      name: String(NotebookInstanceName),
      arn: notebooks.arn(String(NotebookInstanceName)),
      takes: notebooks.takesOfNew,
      creationTime: now,
      lastModifiedTime: now,
      tags: new Map(((Tags ?? []) as readonly Tag[]).map((tag) => [tag.Key, tag.Value])),
      attributes: {
        ...defaults,
        ...Object.fromEntries(sent.map(([name, value]) => [renamed[name] ?? name, value])),
      },
      status: '',
      gone: false,
      failureReason: undefined,
      way: undefined,
      interrupted: undefined,
      away: undefined,
    };
    notebooks.all.push(notebook);
    notebooks.move(notebook, transitions.CreateNotebookInstance);
  },
  answer: (notebooks, input) => ({ NotebookInstanceArn: notebooks.arn(nameOf(input)) }),
};
