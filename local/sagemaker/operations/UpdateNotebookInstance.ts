import { AwsError, type Input } from '../../service.ts';
import { refuseRetired, refuseUnfit } from '../platform.ts';
import { refuseTransition, transitions } from '../transitions.ts';
import { nameOf, nothing, type Operation } from './operation.ts';

/** Members that Update sets, with the names under which Describe shows them. What is not sent is kept. */
const sets: Readonly<Record<string, string>> = {
  InstanceType: 'InstanceType',
  IpAddressType: 'IpAddressType',
  PlatformIdentifier: 'PlatformIdentifier',
  RoleArn: 'RoleArn',
  LifecycleConfigName: 'NotebookInstanceLifecycleConfigName',
  VolumeSizeInGB: 'VolumeSizeInGB',
  DefaultCodeRepository: 'DefaultCodeRepository',
  AdditionalCodeRepositories: 'AdditionalCodeRepositories',
  AcceleratorTypes: 'AcceleratorTypes',
  RootAccess: 'RootAccess',
  InstanceMetadataServiceConfiguration: 'InstanceMetadataServiceConfiguration',
};

const clears: Readonly<Record<string, string>> = {
  DisassociateLifecycleConfig: 'NotebookInstanceLifecycleConfigName',
  DisassociateAcceleratorTypes: 'AcceleratorTypes',
  DisassociateDefaultCodeRepository: 'DefaultCodeRepository',
  DisassociateAdditionalCodeRepositories: 'AdditionalCodeRepositories',
};

function updated(attributes: Readonly<Record<string, unknown>>, input: Input): Record<string, unknown> {
  const gone = Object.entries(clears).filter(([flag]) => input[flag] === true);
  const kept = Object.entries(attributes).filter(([name]) => !gone.some(([, cleared]) => cleared === name));
  const sent = Object.entries(sets).filter(([name]) => input[name] !== undefined && input[name] !== null);
  return Object.fromEntries([...kept, ...sent.map(([name, shown]) => [shown, input[name]] as const)]);
}

export const UpdateNotebookInstance: Operation = {
  refuse: (notebooks, input) => {
    const notebook = notebooks.byName(nameOf(input));
    refuseTransition(notebook, transitions.UpdateNotebookInstance);
    const platform = input['PlatformIdentifier'];
    refuseRetired(platform);
    const { InstanceType, PlatformIdentifier, VolumeSizeInGB } = notebook.attributes;
    refuseUnfit(platform ?? PlatformIdentifier, input['InstanceType'] ?? InstanceType);
    if (PlatformIdentifier === 'notebook-al1-v1' && platform !== undefined) {
      // Documented: from AL1 "you must create a new notebook instance". AWS's words are not known.
      throw new AwsError(
        'ValidationException',
        `Platform identifier (${platform}) cannot replace (notebook-al1-v1).`,
      );
    }
    if (Number(input['VolumeSizeInGB'] ?? VolumeSizeInGB) < Number(VolumeSizeInGB)) {
      // Documented: "you can't decrease the volume size". AWS's words are not known.
      throw new AwsError(
        'ValidationException',
        `VolumeSizeInGB cannot be decreased from ${VolumeSizeInGB} to ${input['VolumeSizeInGB']}.`,
      );
    }
  },
  // Describe shows the old values while Updating. AWS says only that the status is Stopped "when the notebook
  // instance update is complete" and its own runbook waits for Disabled and Stopped together; so the values
  // change at the end, and a look in between must not be believed.
  effect: (notebooks, input) => {
    const notebook = notebooks.byName(nameOf(input));
    notebooks.move(notebook, transitions.UpdateNotebookInstance, () => {
      notebook.attributes = updated(notebook.attributes, input);
    });
  },
  answer: nothing,
};
