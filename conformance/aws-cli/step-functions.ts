/** What an operator sees of executions. */
import type { World } from '../../local/sandbox.ts';
import { expectMembers, expectRefusal, type Step } from './step.ts';

/** The CLI's first version prints seconds since the epoch, the second ISO 8601. */
const instant = (printed: unknown): number =>
  typeof printed === 'number' ? printed * 1000 : Date.parse(String(printed));

export const stepFunctions = (world: World): readonly Step[] => {
  const newest = world.stepFunctions.executions().at(-1);
  if (newest === undefined) throw new Error('expected an execution in the story, got none');
  const about = ['--execution-arn', newest.arn];
  return [
    {
      id: 'list-state-machines',
      args: ['stepfunctions', 'list-state-machines'],
      check: (answer) => {
        const machines = answer.output?.['stateMachines'] as { stateMachineArn: string }[] | undefined;
        return expectMembers(
          { ...answer, output: { arn: machines?.[0]?.stateMachineArn } },
          { arn: newest.stateMachineArn },
        );
      },
    },
    {
      id: 'list-executions',
      args: ['stepfunctions', 'list-executions', '--state-machine-arn', newest.stateMachineArn],
      check: (answer) => {
        const listed = answer.output?.['executions'] as
          | { executionArn: string; status: string }[]
          | undefined;
        const held = world.stepFunctions.executions().toReversed();
        return expectMembers(
          { ...answer, output: { all: listed?.map(({ executionArn, status }) => [executionArn, status]) } },
          { all: held.map(({ arn, status }) => [arn, status]) },
        );
      },
    },
    {
      id: 'describe-execution',
      args: ['stepfunctions', 'describe-execution', ...about],
      check: (answer) =>
        expectMembers(
          { ...answer, output: { ...answer.output, startDate: instant(answer.output?.['startDate']) } },
          {
            executionArn: newest.arn,
            stateMachineArn: newest.stateMachineArn,
            status: 'RUNNING',
            startDate: newest.startDate,
          },
        ),
    },
    {
      id: 'get-execution-history',
      args: ['stepfunctions', 'get-execution-history', ...about],
      check: (answer) => {
        const events = answer.output?.['events'] as { type: string; id: number }[] | undefined;
        return expectMembers(
          { ...answer, output: { events: events?.length, first: events?.[0]?.type } },
          { events: newest.historyLength, first: 'ExecutionStarted' },
        );
      },
    },
    {
      id: 'get-execution-history of no execution',
      args: ['stepfunctions', 'get-execution-history', '--execution-arn', `${newest.arn}-none`],
      check: expectRefusal(
        `An error occurred (ExecutionDoesNotExist) when calling the GetExecutionHistory operation: Execution Does Not Exist: '${newest.arn}-none'`,
      ),
    },
  ];
};
