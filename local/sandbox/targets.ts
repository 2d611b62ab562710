/** What EventBridge may hand an event to, and whether it is allowed to. */
import type { Rule, Target } from '../eventbridge/bus.ts';
import type { BusEvent } from '../eventbridge/event.ts';
import { notebookIn } from '../http/notebook-of.ts';
import { startExecution } from '../iam/requests.ts';
import { accessDenied, type Permissions } from '../iam.ts';
import type { AsynchronousInvocations } from '../lambda/asynchronous.ts';
import type { Schedule } from '../scheduler.ts';
import { AwsError } from '../service.ts';
import type { StepFunctions } from '../states/step-functions.ts';
import { mayInvoke } from '../template/invoke-permissions.ts';
import type { Template } from '../template.ts';

/** Which starts of executions EventBridge is refused: a story's `{"refuse": "StartExecution"}`. */
export interface Refusal {
  left: number;
  /** Milliseconds since the epoch. */
  readonly until: number;
  readonly notebook: string | undefined;
}

/** Starts what a schedule is for; that its role may is part of what is deployed. @throws AwsError */
export const startOnSchedule = async (
  { target }: Schedule,
  permissions: Permissions,
  stepFunctions: StepFunctions,
): Promise<void> => {
  const request = startExecution(target.arn);
  const verdict = await permissions.judge(target.roleArn, 'scheduler', request);
  if (verdict !== 'Allowed')
    throw accessDenied(permissions.sessionArn(target.roleArn, 'scheduler'), request, verdict);
  stepFunctions.call('StartExecution', { stateMachineArn: target.arn, input: target.input });
};

export class Targets {
  readonly #template: Template;
  readonly #permissions: Permissions;
  readonly #stepFunctions: StepFunctions;
  readonly #invocations: AsynchronousInvocations;
  readonly #now: () => number;
  readonly #refusals: Refusal[] = [];

  constructor(options: {
    readonly template: Template;
    readonly permissions: Permissions;
    readonly stepFunctions: StepFunctions;
    readonly invocations: AsynchronousInvocations;
    readonly now: () => number;
  }) {
    this.#template = options.template;
    this.#permissions = options.permissions;
    this.#stepFunctions = options.stepFunctions;
    this.#invocations = options.invocations;
    this.#now = options.now;
  }

  refuse(refusal: Refusal): void {
    this.#refusals.push(refusal);
  }

  /** @throws AwsError as the target's service would refuse EventBridge */
  async deliver(target: Target, event: BusEvent, rule: Rule): Promise<void> {
    if (this.#template.stateMachines.some(({ arn }) => arn === target.arn)) return this.#start(target, event);
    const called = this.#template.functions.find(({ arn }) => arn === target.arn);
    if (called === undefined) {
      throw new Error(`${rule.name}: expected a target of the template, got ${target.arn}`);
    }
    this.#checkInvoke(target, rule);
    this.#invocations.accept(called, event);
  }

  async #start(target: Target, event: BusEvent): Promise<void> {
    if (target.roleArn === undefined) throw new Error(`${target.id}: expected a RoleArn, got none`);
    const session = this.#permissions.sessionArn(target.roleArn, 'events');
    const request = startExecution(target.arn);
    const verdict = await this.#permissions.judge(target.roleArn, 'events', request);
    if (verdict !== 'Allowed') throw accessDenied(session, request, verdict);
    if (this.#isRefused(event)) throw accessDenied(session, request, 'ImplicitlyDenied');
    // Whether EventBridge derives the execution's name from the event's id is not documented. Without a name
    // every delivery starts one, which is the harder case for what is started.
    this.#stepFunctions.call('StartExecution', { stateMachineArn: target.arn, input: JSON.stringify(event) });
  }

  /** A function's own policy must let EventBridge in for this rule. */
  #checkInvoke(target: Target, rule: Rule): void {
    if (mayInvoke(this.#template.permissions, target.arn, 'events.amazonaws.com', rule.arn ?? '')) return;
    throw new AwsError(
      'AccessDeniedException',
      `User: events.amazonaws.com is not authorized to perform: lambda:InvokeFunction on resource: ${target.arn} because no resource-based policy allows the lambda:InvokeFunction action`,
      403,
    );
  }

  #isRefused(event: BusEvent): boolean {
    const hit = this.#refusals.find(
      ({ left, until, notebook }) =>
        left > 0 && this.#now() < until && (notebook === undefined || notebook === notebookIn(event)),
    );
    if (hit === undefined) return false;
    hit.left -= 1;
    return true;
  }
}
