/** SageMaker's notebook instances: strict, stateful, and as slow as the real ones on the virtual clock. */
import type { VirtualClock } from '../clock.ts';
import { AwsError, type Caller, type Input, type Service } from '../service.ts';
import { callEvent, type EventBridgeEvent, stateChangeEvent } from './events.ts';
import { Faults, type Lasting } from './faults.ts';
import { type OperationName, requests } from './model.ts';
import {
  defaultTakes,
  isString,
  type Notebook,
  type NotebookView,
  type StoryNotebook,
  view,
} from './notebook.ts';
import { Notebooks } from './notebooks.ts';
import { AddTags } from './operations/AddTags.ts';
import { CreateNotebookInstance } from './operations/CreateNotebookInstance.ts';
import { DeleteNotebookInstance } from './operations/DeleteNotebookInstance.ts';
import { DeleteTags } from './operations/DeleteTags.ts';
import { DescribeNotebookInstance } from './operations/DescribeNotebookInstance.ts';
import { ListNotebookInstances } from './operations/ListNotebookInstances.ts';
import { ListTags } from './operations/ListTags.ts';
import type { Operation } from './operations/operation.ts';
import { StartNotebookInstance } from './operations/StartNotebookInstance.ts';
import { StopNotebookInstance } from './operations/StopNotebookInstance.ts';
import { UpdateNotebookInstance } from './operations/UpdateNotebookInstance.ts';
import { type Rate, RateLimit } from './rate.ts';
import { refuseBrokenConstraints, refuseUnknownMembers, refuseWrongTypes } from './validate.ts';

const operations: Readonly<Record<OperationName, Operation>> = {
  AddTags,
  CreateNotebookInstance,
  DeleteNotebookInstance,
  DeleteTags,
  DescribeNotebookInstance,
  ListNotebookInstances,
  ListTags,
  StartNotebookInstance,
  StopNotebookInstance,
  UpdateNotebookInstance,
};

const isOperation = (name: string): name is OperationName => Object.hasOwn(operations, name);

const minute = 60_000;
const day = 24 * 60 * minute;

export interface StatusChange {
  readonly notebook: string;
  /** `null`: it did not exist. */
  readonly from: string | null;
  /** `Deleted` when it is gone. */
  readonly to: string;
  /** Milliseconds since the epoch. */
  readonly time: number;
}

export interface SageMakerWorld {
  readonly clock: VirtualClock;
  /** Seeded; from 0 up to 1. */
  readonly random: () => number;
  readonly accountId: string;
  readonly region: string;
  /** Milliseconds from a call, or a change of status, to its event on the bus. */
  readonly delays: { readonly cloudtrail: number; readonly stateChange: number };
  /** Called at the instant an event gets to the bus. */
  readonly emit: (event: EventBridgeEvent) => void;
  readonly onStatus?: ((change: StatusChange) => void) | undefined;
}

export class SageMaker implements Service {
  readonly #world: SageMakerWorld;
  readonly #faults: Faults;
  readonly #notebooks: Notebooks;
  #limit: RateLimit | undefined;

  constructor(world: SageMakerWorld) {
    this.#world = world;
    this.#faults = new Faults(() => world.clock.now());
    this.#notebooks = new Notebooks({
      clock: world.clock,
      faults: this.#faults,
      accountId: world.accountId,
      region: world.region,
      takesOfNew: defaultTakes,
      changed: (notebook, from, to) => this.#changed(notebook, from, to),
    });
  }

  /** A notebook that stands there at the start, created a month or more before. No event tells of it. */
  add(story: StoryNotebook): void {
    const notebooks = this.#notebooks;
    const { tags = {}, takes = {}, rootAccess = 'Enabled', platform = 'notebook-al2023-v1' } = story;
    const creationTime = notebooks.clock.now() - 30 * day - notebooks.all.length * minute;
    const notebook: Notebook = {
      name: story.name,
      arn: notebooks.arn(story.name),
      takes: {
        stop: takes.stop ?? defaultTakes.stop,
        update: takes.update ?? defaultTakes.update,
        start: takes.start ?? defaultTakes.start,
        create: takes.create ?? defaultTakes.create,
        delete: takes.delete ?? defaultTakes.delete,
      },
      creationTime,
      lastModifiedTime: creationTime + day,
      tags: new Map(Object.entries(tags)),
      attributes: {
        InstanceType: story.instanceType ?? 'ml.t3.medium',
        RoleArn: `arn:aws:iam::${this.#world.accountId}:role/NotebookRole`,
        DirectInternetAccess: 'Enabled',
        VolumeSizeInGB: 5,
        ...(rootAccess === null ? {} : { RootAccess: rootAccess }),
        ...(platform === null ? {} : { PlatformIdentifier: platform }),
      },
      status: story.status ?? 'InService',
      gone: false,
      failureReason: story.failureReason,
      way: undefined,
      interrupted: undefined,
      away: undefined,
    };
    if (notebooks.find(story.name))
      throw new RangeError(`expected notebooks with names of their own, got ${story.name} twice`);
    notebooks.all.push(notebook);
    notebooks.appear(notebook);
  }

  /** @throws AwsError as SageMaker would refuse the call */
  call(operation: string, input: Input, caller: Caller): Record<string, unknown> {
    if (!isOperation(operation)) {
      const known = Object.keys(operations).join(', ');
      throw new AwsError('UnknownOperationException', `expected one of ${known}, got ${operation}`);
    }
    const request = requests[operation];
    const { refuse, effect, answer } = operations[operation];
    refuseUnknownMembers(request, input);
    const time = this.#world.clock.now();
    try {
      this.#limit?.take(operation);
      refuseWrongTypes(request, input);
      refuseBrokenConstraints(request, input);
      refuse(this.#notebooks, input);
    } catch (error) {
      if (error instanceof AwsError) this.refused(operation, input, caller, error);
      throw error;
    }
    // Reads are management events that no rule sees unless it asks for them: they are not emitted.
    if (effect === undefined) return answer(this.#notebooks, input);
    if (!this.#faults.takeIgnored(operation, caller, this.#about(input)))
      effect(this.#notebooks, input, caller);
    const answered = answer(this.#notebooks, input);
    const event = callEvent(this.#world, { operation, input, caller, time, answer: answered });
    this.#emitLater(event, this.#world.delays.cloudtrail);
    return answered;
  }

  /**
   * CloudTrail's record of a call that was refused. Called from outside for refusals that come before the
   * service sees the call: AccessDeniedException, ThrottlingException. Reads leave none.
   */
  refused(operation: string, input: Input, caller: Caller, error: AwsError): void {
    if (!isOperation(operation) || operations[operation].effect === undefined) return;
    const event = callEvent(this.#world, { operation, input, caller, time: this.#world.clock.now(), error });
    this.#emitLater(event, this.#world.delays.cloudtrail);
  }

  /** In order of appearance, deleted ones too. */
  notebooks(): readonly NotebookView[] {
    return this.#notebooks.all.map((notebook) => view(notebook, this.#world.clock.now()));
  }

  /** The tags of a notebook, or of the last one that bore this ARN; none of what is no notebook. */
  tagsOf(arn: string): Readonly<Record<string, string>> {
    const { all } = this.#notebooks;
    // Mostly the case is the same too, and in a large fleet lower-casing each takes longer than all else.
    const notebook =
      all.findLast((one) => one.arn === arn) ??
      all.findLast((one) => one.arn.toLowerCase() === arn.toLowerCase());
    return Object.fromEntries(notebook?.tags ?? []);
  }

  /**
   * Keeps notebooks in a status that passes, when they get there or as they are in it; or puts them into one
   * that nobody can call for, and after `forMs` back into the one before. `undefined`: for ever.
   * @throws RangeError for InService and Stopped
   */
  hold(status: string, forMs: number | undefined, notebook?: string): void {
    this.#notebooks.hold(status, forMs, notebook);
  }

  /** From now on no operation is called more often than that, by anybody. */
  limit(rate: Rate): void {
    this.#limit = new RateLimit(rate, () => this.#world.clock.now());
  }

  /** Lets the next `times` starts that functions call end in Failed, after the time a start takes. */
  startsAs(fault: { readonly reason: string } & Lasting): void {
    this.#faults.failStarts(fault);
  }

  /** Lets the next `times` calls of `operation` by functions be answered with 200 and do nothing. */
  ignores(fault: { readonly operation: string } & Lasting): void {
    this.#faults.ignore(fault);
  }

  /** The name of the notebook that a request is about. */
  #about(input: Input): string | undefined {
    if (isString(input['NotebookInstanceName'])) return input['NotebookInstanceName'];
    return this.#notebooks.byArn(String(input['ResourceArn'])).name;
  }

  #changed(notebook: Notebook, from: string | null, to: string): void {
    const { clock, delays, onStatus } = this.#world;
    const time = clock.now();
    const { away } = notebook;
    if (away?.since !== undefined && (to === 'InService' || notebook.gone)) {
      away.total += time - away.since;
      away.since = undefined;
    }
    onStatus?.({ notebook: notebook.name, from: from || null, to, time });
    this.#emitLater(stateChangeEvent(this.#world, notebook, time + delays.stateChange), delays.stateChange);
  }

  #emitLater(event: EventBridgeEvent, delay: number): void {
    this.#world.clock.after(delay, 'world', () => this.#world.emit(event));
  }
}
