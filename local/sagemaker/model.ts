/**
 * What the service model says of the requests: members, constraints, enums. Read from botocore's
 * sagemaker/2017-07-24 service model; what came later (PlatformIdentifier on Update, the two maintenance
 * statuses, the newest instance types) from @aws-sdk/client-sagemaker 3.1142.0.
 */
import instanceTypes from './instance-types.json' with { type: 'json' };

export type Shape =
  | {
      readonly type: 'string';
      readonly min?: number;
      readonly max?: number;
      /** As AWS writes it in its refusals; the whole value must match. */
      readonly pattern?: string;
      readonly enum?: readonly string[];
    }
  | { readonly type: 'integer'; readonly min: number; readonly max?: number }
  | { readonly type: 'boolean' }
  | { readonly type: 'timestamp' }
  | { readonly type: 'list'; readonly member: Shape; readonly min?: number; readonly max?: number }
  | Structure;

export interface Structure {
  readonly type: 'structure';
  readonly required: readonly string[];
  readonly members: Readonly<Record<string, Shape>>;
}

// AWS's refusals write this one with a leading ^, which the published model has not.
const name = { type: 'string', max: 63, pattern: '^[a-zA-Z0-9](-*[a-zA-Z0-9])*' } as const;
const enabledOrDisabled = { type: 'string', enum: ['Enabled', 'Disabled'] } as const;
const boolean = { type: 'boolean' } as const;
const timestamp = { type: 'timestamp' } as const;
const securityName = { type: 'string', max: 32, pattern: '[-0-9a-zA-Z]+' } as const;
const nextToken = { type: 'string', max: 8192, pattern: '.*' } as const;
const tagText = '([\\p{L}\\p{Z}\\p{N}_.:/=+\\-@]*)';
const tagKey = { type: 'string', min: 1, max: 128, pattern: tagText } as const;
const tags: Shape = {
  type: 'list',
  max: 50,
  member: {
    type: 'structure',
    required: ['Key', 'Value'],
    members: { Key: tagKey, Value: { type: 'string', max: 256, pattern: tagText } },
  },
};
const resourceArn = {
  type: 'string',
  max: 256,
  pattern: 'arn:aws[a-z-]*:sagemaker:[a-z0-9-]*:[0-9]{12}:.+',
} as const;
const repository = {
  type: 'string',
  min: 1,
  max: 1024,
  pattern: 'https://([^/]+)/?(.*)$|^[a-zA-Z0-9](-*[a-zA-Z0-9])*',
} as const;

/** What Create and Update have in common. */
const settings = {
  NotebookInstanceName: name,
  InstanceType: { type: 'string', enum: instanceTypes },
  IpAddressType: { type: 'string', enum: ['ipv4', 'dualstack'] },
  RoleArn: {
    type: 'string',
    min: 20,
    max: 2048,
    pattern: 'arn:aws[a-z\\-]*:iam::\\d{12}:role/?[a-zA-Z_0-9+=,.@\\-_/]+',
  },
  LifecycleConfigName: name,
  VolumeSizeInGB: { type: 'integer', min: 5, max: 16384 },
  AcceleratorTypes: {
    type: 'list',
    member: {
      type: 'string',
      enum: [
        'ml.eia1.medium',
        'ml.eia1.large',
        'ml.eia1.xlarge',
        'ml.eia2.medium',
        'ml.eia2.large',
        'ml.eia2.xlarge',
      ],
    },
  },
  DefaultCodeRepository: repository,
  AdditionalCodeRepositories: { type: 'list', max: 3, member: repository },
  RootAccess: enabledOrDisabled,
  PlatformIdentifier: {
    type: 'string',
    max: 20,
    pattern: '(notebook-al1-v1|notebook-al2-v1|notebook-al2-v2|notebook-al2-v3|notebook-al2023-v1)',
  },
  InstanceMetadataServiceConfiguration: {
    type: 'structure',
    required: ['MinimumInstanceMetadataServiceVersion'],
    members: { MinimumInstanceMetadataServiceVersion: { type: 'string', max: 1, pattern: '1|2' } },
  },
} as const satisfies Record<string, Shape>;

const structure = (required: readonly string[], members: Readonly<Record<string, Shape>>): Structure => ({
  type: 'structure',
  required,
  members,
});

const nameAlone = structure(['NotebookInstanceName'], { NotebookInstanceName: name });

/** The statuses AWS has today. */
export const statuses = [
  'Pending',
  'InService',
  'Stopping',
  'Stopped',
  'Failed',
  'Deleting',
  'Updating',
  'PendingMaintenance',
  'InMaintenance',
] as const;

/** The request of each operation. */
export const requests = {
  DescribeNotebookInstance: nameAlone,
  StartNotebookInstance: nameAlone,
  StopNotebookInstance: nameAlone,
  DeleteNotebookInstance: nameAlone,
  CreateNotebookInstance: structure(['NotebookInstanceName', 'InstanceType', 'RoleArn'], {
    ...settings,
    SubnetId: securityName,
    SecurityGroupIds: { type: 'list', max: 5, member: securityName },
    KmsKeyId: { type: 'string', max: 2048, pattern: '[a-zA-Z0-9:/_-]*' },
    Tags: tags,
    DirectInternetAccess: enabledOrDisabled,
  }),
  UpdateNotebookInstance: structure(['NotebookInstanceName'], {
    ...settings,
    DisassociateLifecycleConfig: boolean,
    DisassociateAcceleratorTypes: boolean,
    DisassociateDefaultCodeRepository: boolean,
    DisassociateAdditionalCodeRepositories: boolean,
  }),
  ListNotebookInstances: structure([], {
    NextToken: nextToken,
    MaxResults: { type: 'integer', min: 1, max: 100 },
    SortBy: { type: 'string', enum: ['Name', 'CreationTime', 'Status'] },
    SortOrder: { type: 'string', enum: ['Ascending', 'Descending'] },
    NameContains: { type: 'string', max: 63, pattern: '[a-zA-Z0-9-]+' },
    CreationTimeBefore: timestamp,
    CreationTimeAfter: timestamp,
    LastModifiedTimeBefore: timestamp,
    LastModifiedTimeAfter: timestamp,
    StatusEquals: { type: 'string', enum: statuses },
    NotebookInstanceLifecycleConfigNameContains: name,
    DefaultCodeRepositoryContains: { type: 'string', max: 1024, pattern: '[a-zA-Z0-9-]+' },
    AdditionalCodeRepositoryEquals: repository,
  }),
  AddTags: structure(['ResourceArn', 'Tags'], { ResourceArn: resourceArn, Tags: tags }),
  DeleteTags: structure(['ResourceArn', 'TagKeys'], {
    ResourceArn: resourceArn,
    TagKeys: { type: 'list', min: 1, max: 50, member: tagKey },
  }),
  ListTags: structure(['ResourceArn'], {
    ResourceArn: resourceArn,
    NextToken: nextToken,
    MaxResults: { type: 'integer', min: 50 },
  }),
} as const satisfies Record<string, Structure>;

export type OperationName = keyof typeof requests;
