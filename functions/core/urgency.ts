/** What news is worth, to a case that sleeps and to a notebook that has none. */
import type { File } from './case.ts';
import type { Policy } from './policy.ts';
import { touchesScope } from './scope.ts';
import { type News, touchesException } from './trigger.ts';

/** Somebody waits for what comes of it: the exception was touched, or a tag of the policy's scope. */
export const isUrgent = (news: News, policy: Policy): boolean =>
  touchesException(news, policy.exceptionTagKey) || touchesScope(news, policy);

/**
 * Whether news about a notebook without an open case is worth a look: it is urgent, or the notebook is somewhere now
 * where what is owed to it can be done.
 */
export const isWorthALook = (news: News, files: readonly File[], policy: Policy): boolean =>
  isUrgent(news, policy) || (news.status !== null && files.some(({ restartOwed }) => restartOwed !== null));
