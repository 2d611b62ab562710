/** In the order in which they stand on the page. */
import { actAsOwner } from './act-as-owner.ts';
import type { Action } from './action.ts';
import { createNotebook } from './create-notebook.ts';
import { enableRoot } from './enable-root.ts';
import { exceptionTag } from './exception-tag.ts';
import { injectFault } from './inject-fault.ts';
import { killExecution } from './kill-execution.ts';
import { subscription } from './subscription.ts';
import { sweepFleet } from './sweep-fleet.ts';
import { throwSwitch } from './throw-switch.ts';

export const actions: readonly Action[] = [
  createNotebook,
  enableRoot,
  exceptionTag,
  actAsOwner,
  subscription,
  throwSwitch,
  killExecution,
  sweepFleet,
  injectFault,
];
