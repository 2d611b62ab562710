/** The whole way of one notebook, from its creation with root access until AWS knows it no more. */
import { SendTaskSuccessCommand } from '@aws-sdk/client-sfn';
import { CannotGoOn } from '../cli/refused.ts';
import type { Case } from '../functions/core/case.ts';
import type { Account, Time } from './account.ts';
import { observeCreate, observeUpdate } from './events.ts';
import { at, type Execution, Executions } from './executions.ts';
import { changed } from './kept.ts';
import { answerTo, type Described, settingsOf, type TestNotebook, tagKey } from './notebook.ts';
import type { Observations } from './observations.ts';
import type { Options } from './options.ts';
import { observePath } from './path.ts';
import { remove } from './removal.ts';
import { minute, Watch } from './watch.ts';

export interface Run {
  readonly account: Account;
  readonly time: Time;
  readonly options: Options;
  readonly notebook: TestNotebook;
  readonly observations: Observations;
  readonly signal: AbortSignal;
  /** Tells whoever watches how far it is. */
  readonly progress: (line: string) => void;
}

/** CloudTrail promises no time; what takes longer than this is taken for lost. */
const delivery = 20 * minute;
/** The policy's budgets for stop, update and start together. */
const phases = 105 * minute;

const seconds = (milliseconds: number): string => `${Math.round(milliseconds / 1000)} s`;
const callOf = ({ event }: Execution): unknown => at(event, 'detail', 'eventName');

/** @throws CannotGoOn when it cannot go on; what it saw until then is in the observations */
export async function walk(run: Run): Promise<void> {
  const { account, notebook, observations, progress, time } = run;
  const watch = new Watch(notebook, time, run.signal, observations);
  const executions = new Executions(account.stepFunctions, account.deployment.stateMachineArn);

  run.signal.throwIfAborted();
  await notebook.create(settingsOf(run.options));
  const created = await watch.look();
  const { NotebookInstanceArn: arn = '', CreationTime, PlatformIdentifier = 'absent' } = created;
  const createdAt = CreationTime?.getTime() ?? time.now();
  observations.saw('arn in Describe', arn);
  observations.saw('create default platform', PlatformIdentifier);
  progress(`${notebook.name} is created; waiting for its event to start an execution`);

  const ofNotebook = () => executions.about(notebook.name, createdAt - minute);
  const startedBy = (call: string) =>
    watch.until(`an execution started by ${call} (is there a CloudTrail trail?)`, delivery, async () => {
      return (await ofNotebook()).find((one) => callOf(one) === call) ?? null;
    });

  const execution = await startedBy('CreateNotebookInstance');
  observeCreate(execution, observations);
  observations.measured('from the call to an execution', seconds(execution.startedAt - createdAt));
  observations.measured("EventBridge's name of an execution", execution.arn.split(':').at(-1) ?? '');

  const deadline = await firstNotice(run, watch, arn);
  progress(`the first notice is out; root access ends at ${new Date(deadline).toISOString()}`);
  await notebook.tag(arn, `${tagKey}-news`, 'touched');
  const token = await sleeper(run, watch, arn);
  const before = await untilRunning(watch);
  progress('it runs; waiting for the deadline, then watching the guard');

  await watch.until('the end of the execution', Math.max(0, deadline - time.now()) + phases, async () =>
    (await ofNotebook()).some(({ arn, status }) => arn === execution.arn && status !== 'RUNNING')
      ? true
      : null,
  );
  observePath(await executions.path(execution.arn), observations);
  const { stand } = await caseOf(account, arn);
  observations.saw('outcome', stand.at === 'closed' ? `${stand.outcome}` : stand.at);
  const after = await watch.look();
  observations.saw('root afterwards', after.RootAccess ?? 'absent');
  observations.saw('kept', changed(before, after));
  observations.saw('statuses', watch.statuses.map(({ status }) => status).join(' > '));
  observations.measured(
    'statuses, since its creation',
    watch.statuses.map(({ status, at: when }) => `${status} ${seconds(when - createdAt)}`).join(', '),
  );
  observations.saw('used token', await wakeAgain(account, token));

  progress('the case is closed; waiting for the event of its update');
  const own = await startedBy('UpdateNotebookInstance');
  observeUpdate(own, observations);
  await watch.until('the end of its execution', 10 * minute, async () =>
    (await ofNotebook()).every(({ status }) => status !== 'RUNNING') ? true : null,
  );
  observations.saw('own call', (await executions.path(own.arn)).states.join(' > '));
  observations.saw('started executions', (await ofNotebook()).map(callOf).join(', '));

  progress('deleting the notebook');
  await remove(notebook, time);
  const { describe, tags } = await notebook.tryToRead(arn);
  observations.saw('describe missing', describe);
  observations.saw('tags missing', tags);
  observations.saw('stop missing', await notebook.try('Stop'));
}

/** @returns the deadline that it names. @throws CannotGoOn when the guard does not enforce here, or not soon */
async function firstNotice({ account, options, time }: Run, watch: Watch, arn: string): Promise<number> {
  const stand = await watch.until('a first notice in the ledger', 10 * minute, async () => {
    const found = (await account.ledger.find(arn)).at(0)?.case.stand;
    return found === undefined || found.at === 'opened' ? null : found;
  });
  if (stand.at === 'closed') {
    throw new CannotGoOn(
      `expected a guard that enforces and reaches somebody by mail, got a case closed as ${stand.outcome}: ${stand.reason}`,
    );
  }
  const wait = stand.deadline - time.now();
  if (wait <= options.maxWait) return stand.deadline;
  throw new CannotGoOn(
    `expected the deadline within ${options.maxWait / minute} min, got it in ${Math.round(wait / minute)} min; ` +
      'deploy with graceWindow PT5M for the check, or give --max-wait',
  );
}

/** The token on which the case sleeps in grace; it will have been used when the case is closed. */
const sleeper = ({ account }: Run, watch: Watch, arn: string): Promise<string> =>
  watch.until('a sleeping case', 5 * minute, async () => (await caseOf(account, arn)).sleeper);

const untilRunning = (watch: Watch): Promise<Described> =>
  watch.until('InService', 30 * minute, async (described) => {
    if (described.NotebookInstanceStatus !== 'Failed') {
      return described.NotebookInstanceStatus === 'InService' ? described : null;
    }
    throw new CannotGoOn(`expected InService, got Failed: ${described.FailureReason ?? 'no reason given'}`);
  });

async function caseOf(account: Account, arn: string): Promise<Case> {
  const file = (await account.ledger.find(arn)).at(0);
  if (file !== undefined) return file.case;
  throw new CannotGoOn(`expected a case of ${arn} in the ledger, got none`);
}

const wakeAgain = (account: Account, taskToken: string): Promise<string> =>
  answerTo(() => account.stepFunctions.send(new SendTaskSuccessCommand({ taskToken, output: '{}' })));
