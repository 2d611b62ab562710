/** Stories in which a deployment comes while a case is under way: begun under the kept definition, ended by today's. */

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pascalCase } from '../../infra/handler-name.ts';
import { play } from '../../local/play.ts';
import { report } from '../../local/report.ts';
import type { Sandbox, World } from '../../local/sandbox.ts';
import { parseStory, type Story } from '../../local/story.ts';
import type { Template } from '../../local/template.ts';
import { remediationOf } from '../../local/template.ts';
import type { Told } from '../situations/played.ts';
import { keptDefinition, keptRecord } from './kept.ts';

export interface Crossing {
  /** @see storyOf */
  readonly story: string;
  /** The deployment comes a second after an execution has first entered this state. */
  readonly after: string;
  /** What the earlier version had in the ledger by then; today's functions wrote the same but for what they added. */
  readonly record: string;
}

export interface Crossed extends Told {
  /** Which definition each execution ran, in order of their start. */
  readonly definitions: readonly ('kept' | 'today')[];
  /** Where each running execution was when the deployment came. */
  readonly asleepIn: readonly (string | undefined)[];
}

type Item = Readonly<Record<string, unknown>>;

const substituted = (definition: string, { functions }: Template): string => {
  const values = new Map([
    ['Partition', 'aws'],
    ...functions.map(({ name, arn }) => [`${pascalCase(name)}Function`, arn] as const),
  ]);
  return definition.replace(/\$\{(\w+)\}/g, (_whole, name: string) => {
    const value = values.get(name);
    if (value === undefined) throw new Error(`expected one of today's functions for ${name}, got none`);
    return value;
  });
};

const deploy = ({ stepFunctions, template }: World, definition: string): void => {
  const { arn } = remediationOf(template);
  stepFunctions.call('UpdateStateMachine', { stateMachineArn: arn, definition });
};

/** Puts the kept record in the place of the one that there is; ids and the sleeper's token are this world's. */
async function goBack({ dynamoDb, template }: World, kept: string): Promise<void> {
  const [table] = template.tables;
  if (table === undefined) throw new Error('expected a table, got none');
  const { Items } = (await dynamoDb.call('Scan', { TableName: table.name })) as { readonly Items: Item[] };
  // Beside the case there are the keys of its links and what its mailbox remembers.
  const [present, ...more] = Items.filter((item) => 'case' in item).map(caseOf);
  if (present === undefined || more.length > 0) throw new Error(`expected one record, got ${Items.length}`);
  const earlier = caseOf(JSON.parse(kept) as Item);
  if (present.at !== earlier.at)
    throw new Error(`expected a case in ${earlier.at}, got one in ${present.at}`);
  const Item = JSON.parse(kept.replaceAll(earlier.id, present.id)) as Item;
  (Item['case'] as { M: Record<string, unknown> }).M['sleeper'] = present.sleeper;
  await dynamoDb.call('PutItem', { TableName: table.name, Item });
}

function caseOf(item: Item): { id: string; at: string; sleeper: unknown } {
  const { M } = item['case'] as {
    readonly M: {
      readonly id: { readonly S: string };
      readonly sleeper: unknown;
      readonly stand: { readonly M: { readonly at: { readonly S: string } } };
    };
  };
  return { id: M.id.S, at: M.stand.M.at.S, sleeper: M.sleeper };
}

/** @param name a story's file below test/, without its ending */
export function storyOf(name: string): Story {
  const file = join(import.meta.dirname, '..', `${name}.json`);
  return parseStory(JSON.parse(readFileSync(file, 'utf8')), file);
}

export async function cross(sandbox: Sandbox, crossing: Crossing): Promise<Crossed> {
  const record = keptRecord(crossing.record);
  const begun: { world?: World; before?: string; today?: string } = {};
  let asleepIn: readonly (string | undefined)[] | undefined;

  const change = (): void => {
    const { world, today } = begun;
    if (world === undefined || today === undefined) throw new Error('expected a world that has begun');
    asleepIn = world
      .executions()
      .filter(({ status }) => status === 'RUNNING')
      .map(({ path }) => path.at(-1));
    deploy(world, today);
    world.tempo.inOrder(() => goBack(world, record));
  };

  let isDue = true;
  const played = await play(sandbox, storyOf(crossing.story), {
    prepare(world) {
      begun.world = world;
      begun.before = substituted(keptDefinition, world.template);
      begun.today = remediationOf(world.template).definition;
      deploy(world, begun.before);
    },
    onEntry(entry) {
      if (!isDue || entry.kind !== 'state-entered' || entry.state !== crossing.after) return;
      isDue = false;
      begun.world?.clock.after(1000, 'happens', change);
    },
  });
  if (asleepIn === undefined) throw new Error(`expected an execution in ${crossing.after}, got none`);

  const definitionOf = ({ arn }: { readonly arn: string }) => {
    const asked = { executionArn: arn };
    const { definition } = played.world.stepFunctions.call('DescribeStateMachineForExecution', asked) as {
      readonly definition: string;
    };
    return definition === begun.before ? 'kept' : 'today';
  };
  return {
    report: await report(played, sandbox.endpoint),
    logs: played.logs,
    template: played.world.template,
    definitions: played.executions.map(definitionOf),
    asleepIn,
  };
}
