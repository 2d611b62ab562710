/**
 * What an operator does with the AWS CLI in a running world: a story that sleeps in grace, then everything that they
 * may want to see or do, and the refusals they meet.
 */
import type { World } from '../../local/sandbox.ts';
import { parseStory } from '../../local/story.ts';
import type { Difference } from '../row.ts';
import type { Cli } from './cli.ts';
import { dynamoDb, sns } from './mail-and-ledger.ts';
import { sagemaker } from './sagemaker.ts';
import type { Step } from './step.ts';
import { stepFunctions } from './step-functions.ts';

/** Two notebooks with root access; the story stops in the middle of the grace window. */
export const operatorsStory = parseStory(
  {
    title: 'an operator looks in during grace',
    notebooks: [
      { name: 'fraud-lab', tags: { Owner: 'alice@example.com', team: 'fraud' } },
      { name: 'risk-lab', status: 'Stopped', rootAccess: 'Disabled' },
    ],
    happens: [
      {
        at: 'PT0S',
        call: 'CreateNotebookInstance',
        with: {
          NotebookInstanceName: 'new-lab',
          InstanceType: 'ml.t3.medium',
          RoleArn: 'arn:aws:iam::111122223333:role/nb',
          Tags: [{ Key: 'Owner', Value: 'alice@example.com' }],
        },
      },
    ],
    until: 'PT2H',
  },
  'operator',
);

/** The steps in their order; those that look stand before those that change what the others see. */
export const stepsIn = (world: World): readonly Step[] => [
  ...stepFunctions(world),
  ...sns(world),
  ...dynamoDb(world),
  ...sagemaker(world),
];

/** Takes the steps one by one; the world's time goes on between them where they say so. */
export const walk = async (
  world: World,
  cli: Cli,
  only: (id: string) => boolean,
): Promise<readonly { readonly id: string; readonly differences: readonly Difference[] }[]> => {
  const walked = [];
  for (const { id, args, check, after } of stepsIn(world)) {
    if (!only(id)) continue;
    if (after !== undefined) await pass(world, after);
    walked.push({ id, differences: check(await cli(...args)) });
  }
  return walked;
};

const pass = async (world: World, time: number): Promise<void> => {
  const until = world.clock.now() + time;
  world.clock.at(until, 'timer', () => undefined);
  await world.tempo.run(until);
};
