/** What an operator sees of notebooks and does to them; the last steps change what the others see. */
import type { World } from '../../local/sandbox.ts';
import type { Answer } from './cli.ts';
import { expectMembers, expectNothing, expectRefusal, type Step } from './step.ts';

const minute = 60_000;

const arnOf = (name: string) => `arn:aws:sagemaker:eu-west-1:111122223333:notebook-instance/${name}`;

export const sagemaker = (world: World): readonly Step[] => {
  const act = (operation: string, name: string, ...more: string[]) => [
    'sagemaker',
    operation,
    '--notebook-instance-name',
    name,
    ...more,
  ];
  const refused = (operation: string, words: string) =>
    expectRefusal(
      `An error occurred (ValidationException) when calling the ${operation} operation: ${words}`,
    );
  const has = (name: string, members: Readonly<Record<string, unknown>>) => (answer: Answer) => {
    const held = world.sageMaker.notebooks().find((notebook) => notebook.name === name);
    return expectMembers(answer, {
      NotebookInstanceName: name,
      NotebookInstanceArn: arnOf(name),
      NotebookInstanceStatus: held?.status,
      ...members,
    });
  };
  return [
    {
      id: 'describe-notebook-instance',
      args: act('describe-notebook-instance', 'fraud-lab'),
      check: has('fraud-lab', { NotebookInstanceStatus: 'InService', RootAccess: 'Enabled' }),
    },
    {
      id: 'describe-notebook-instance of none',
      args: act('describe-notebook-instance', 'nowhere'),
      check: refused('DescribeNotebookInstance', 'RecordNotFound'),
    },
    {
      id: 'list-notebook-instances',
      args: ['sagemaker', 'list-notebook-instances', '--sort-by', 'Name'],
      check: (answer) => {
        const listed = answer.output?.['NotebookInstances'] as { NotebookInstanceName: string }[] | undefined;
        return expectMembers(
          { ...answer, output: { names: listed?.map((one) => one.NotebookInstanceName) } },
          { names: ['fraud-lab', 'new-lab', 'risk-lab'] },
        );
      },
    },
    {
      id: 'list-tags',
      args: ['sagemaker', 'list-tags', '--resource-arn', arnOf('fraud-lab')],
      check: (answer) =>
        expectMembers(answer, {
          Tags: [
            { Key: 'Owner', Value: 'alice@example.com' },
            { Key: 'team', Value: 'fraud' },
          ],
        }),
    },
    {
      id: 'start-notebook-instance while InService',
      args: act('start-notebook-instance', 'fraud-lab'),
      check: refused(
        'StartNotebookInstance',
        `Status (InService) not in ([Stopped, Failed]). Unable to transition to (Pending) for Notebook Instance (${arnOf('fraud-lab')}).`,
      ),
    },
    { id: 'stop-notebook-instance', args: act('stop-notebook-instance', 'fraud-lab'), check: expectNothing },
    {
      id: 'start-notebook-instance while Stopping',
      args: act('start-notebook-instance', 'fraud-lab'),
      check: refused(
        'StartNotebookInstance',
        `Status (Stopping) not in ([Stopped, Failed]). Unable to transition to (Pending) for Notebook Instance (${arnOf('fraud-lab')}).`,
      ),
    },
    {
      id: 'describe-notebook-instance while Stopping',
      args: act('describe-notebook-instance', 'fraud-lab'),
      check: has('fraud-lab', { NotebookInstanceStatus: 'Stopping' }),
    },
    {
      id: 'update-notebook-instance',
      after: 10 * minute,
      args: act('update-notebook-instance', 'fraud-lab', '--root-access', 'Disabled'),
      check: expectNothing,
    },
    {
      id: 'start-notebook-instance',
      after: 10 * minute,
      args: act('start-notebook-instance', 'fraud-lab'),
      check: expectNothing,
    },
    {
      id: 'describe-notebook-instance after all that',
      after: 10 * minute,
      args: act('describe-notebook-instance', 'fraud-lab'),
      check: has('fraud-lab', { NotebookInstanceStatus: 'InService', RootAccess: 'Disabled' }),
    },
    {
      id: 'add-tags',
      args: ['sagemaker', 'add-tags', '--resource-arn', arnOf('risk-lab'), '--tags', 'Key=team,Value=risk'],
      check: (answer) => expectMembers(answer, { Tags: [{ Key: 'team', Value: 'risk' }] }),
    },
    {
      id: 'delete-notebook-instance',
      args: act('delete-notebook-instance', 'risk-lab'),
      check: expectNothing,
    },
  ];
};
