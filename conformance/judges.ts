/** Every judge there is, with what it needs to be there. */
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { synthesize } from '../local/bundles.ts';
import { readTemplate } from '../local/template.ts';
import { judgeAwsCli } from './aws-cli.ts';
import { judgeDynamoDb } from './dynamodb.ts';
import { judgeEngines } from './engines/judge.ts';
import { judgeSweep } from './engines/sweep.ts';
import { jars, Missing, python, repository } from './environment.ts';
import { judgeEventPatterns } from './event-patterns.ts';
import { judgeRuler, judgeRules } from './event-ruler/judge.ts';
import { templateRules } from './event-ruler/rules.ts';
import { judgeHttpApi } from './http-api.ts';
import { judgeIam } from './iam.ts';
import { judgeGuardRules } from './prevention/judge.ts';
import { judgeRecordings } from './recordings.ts';
import { judgeRequests } from './requests.ts';
import type { Judged } from './row.ts';
import { judgeTemplate } from './template/judge.ts';

export interface Given {
  /** The folder of what AWS answered, which is no part of this repository. */
  readonly recordings: string | undefined;
}

export interface Judge {
  /** What `--only` calls it. */
  readonly name: string;
  /** What it is about, said when it cannot run. */
  readonly belief: string;
  /** Whether the number of agreed cases is kept in agreed.json and must not shrink. */
  readonly isKept: boolean;
  /** @throws Missing when something is not there that it needs */
  readonly judge: (given: Given) => Promise<readonly Judged[]>;
}

/** @throws Missing when no folder was given, or it is not there */
const recordingsOf = ({ recordings }: Given): string => {
  if (recordings === undefined) throw new Missing('the recordings of AWS: --recordings FOLDER');
  if (!existsSync(recordings)) throw new Missing(`the recordings of AWS: no folder ${recordings}`);
  return recordings;
};

/** With every rule that there can be. */
const assembly = (): Promise<string> =>
  synthesize({ platformEmail: 'platform@example.com', detectors: ['config', 'security-hub'] });

export const judges: readonly Judge[] = [
  {
    name: 'recordings',
    belief: 'Step Functions does what AWS was recorded to do',
    isKept: true,
    judge: (given) => judgeRecordings(recordingsOf(given)),
  },
  {
    name: 'event-patterns',
    belief: 'event patterns match as AWS was recorded to match',
    isKept: true,
    judge: async (given) => judgeEventPatterns(recordingsOf(given)),
  },
  {
    name: 'iam',
    belief: 'each role may do what it must and nothing else',
    isKept: false,
    judge: async () => judgeIam(await readTemplate(await assembly())),
  },
  {
    name: 'rules',
    belief: 'the rules match the events that they must, and no others',
    isKept: false,
    judge: async () => judgeRules(await templateRules(await assembly())),
  },
  {
    name: 'event-ruler',
    belief: 'Event Ruler matches and refuses as EventBridge does',
    isKept: true,
    judge: (given) => judgeRuler(recordingsOf(given)),
  },
  {
    name: 'template',
    belief: 'the template is valid and secure',
    isKept: false,
    judge: () => judgeTemplate(),
  },
  {
    name: 'prevention',
    belief: 'the Guard rules refuse the templates that they must, and no others',
    isKept: false,
    judge: async () =>
      judgeGuardRules(
        (await python()).bin('python'),
        await readFile(path.join(repository, 'prevention', 'notebooks.guard'), 'utf8'),
        'root-access-exception',
      ),
  },
  {
    name: 'requests',
    belief: "requests, answers and errors are those of AWS's service models",
    isKept: false,
    judge: async () => judgeRequests((await python()).bin('python')),
  },
  {
    name: 'http-api',
    belief: 'the HTTP API hands functions events of payload format 2.0',
    isKept: false,
    judge: async () => judgeHttpApi(),
  },
  {
    name: 'dynamodb',
    belief: "the ledger keeps its promises on AWS's DynamoDB Local, and the sandbox answers alike",
    isKept: false,
    judge: async () => judgeDynamoDb(await jars()),
  },
  {
    name: 'aws-cli',
    belief: 'the AWS CLI drives the sandbox and reads every answer',
    isKept: false,
    judge: async () => {
      const { bin } = await python();
      return judgeAwsCli(bin('aws'), bin('python'));
    },
  },
  {
    name: 'engines',
    belief: 'the deployed state machines do the same on another engine',
    isKept: false,
    judge: async () => {
      const given = { python: (await python()).bin('python') };
      return [...(await judgeEngines(given)), ...(await judgeSweep(given))];
    },
  },
];
