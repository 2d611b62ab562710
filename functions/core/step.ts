/** The one next thing to do about a case. `do` is also what the state machine routes by. */

import type { Outcome } from './case.ts';
import type { DueNotice } from './grace-window.ts';

/** Of CloudTrail's event history, in milliseconds since the epoch; `to` is `null` where that is now. */
export interface Span {
  readonly from: number;
  readonly to: number | null;
}

export type Step =
  /** Ask the owner to confirm a subscription, so that mail can reach them. */
  | { readonly do: 'notify'; readonly invite: string }
  | { readonly do: 'notify'; readonly notice: DueNotice }
  /** Ask CloudTrail who set its exception tag, for records of this span. */
  | { readonly do: 'notify'; readonly lookUp: Span }
  | { readonly do: 'wait'; readonly milliseconds: number }
  | { readonly do: 'stop' }
  /** `moveTo`: the platform to which it is moved in the same update. */
  | { readonly do: 'disable'; readonly moveTo?: string }
  /** `because`: what failed, when a notebook is given back with root still on. */
  | { readonly do: 'start'; readonly because: string | null }
  /** `restartOwed`: whether the notebook is still to be given back after this case. */
  | {
      readonly do: 'close';
      readonly outcome: Outcome;
      readonly reason: string;
      readonly restartOwed: 'settled' | 'stays';
    };

export const wait = (milliseconds: number): Step => ({ do: 'wait', milliseconds: Math.max(milliseconds, 0) });

export const close = (
  outcome: Outcome,
  reason: string,
  restartOwed: 'settled' | 'stays' = 'settled',
): Step => ({ do: 'close', outcome, reason, restartOwed });
