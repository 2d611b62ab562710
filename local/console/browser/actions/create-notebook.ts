import { type Action, choice, type Values } from './action.ts';

const names = [
  'risk-lab',
  'speech-demo',
  'pricing',
  'forecast',
  'fleet-maps',
  'text-mining',
  'claims',
  'search-rank',
];

const rootAccess = ({ root = '' }: Values): object => (root === '' ? {} : { RootAccess: root });

export const createNotebook: Action = {
  name: 'create',
  label: 'Create a notebook',
  explains:
    'Somebody creates a notebook instance. CloudTrail tells of it half a minute later, and that is how the guard learns of it.',
  fields: ({ cards }) => [
    {
      name: 'name',
      label: 'Name',
      kind: 'text',
      value:
        names.find((name) => cards.every((card) => card.name !== name)) ?? `notebook-${cards.length + 1}`,
    },
    {
      name: 'owner',
      label: 'Owner (a mail address, as a tag)',
      kind: 'text',
      value: 'grace@example.com',
      required: false,
    },
    choice('root', 'Root access', [
      ['', 'not named, which means Enabled'],
      ['Enabled', 'Enabled'],
      ['Disabled', 'Disabled'],
    ]),
    choice('through', 'Created by', [
      ['', 'a person'],
      ['cloudformation.amazonaws.com', 'CloudFormation'],
      ['Terraform/1.9.5', 'Terraform'],
    ]),
  ],
  happens: ({ name = '', owner = '', through = '', ...values }) => [
    {
      call: 'CreateNotebookInstance',
      with: {
        NotebookInstanceName: name,
        InstanceType: 'ml.t3.medium',
        RoleArn: 'arn:aws:iam::111122223333:role/notebooks',
        ...rootAccess(values),
        ...(owner === '' ? {} : { Tags: [{ Key: 'Owner', Value: owner }] }),
      },
      ...(through === '' ? {} : { through }),
    },
  ],
};
