/**
 * What crosses a boundary by name. Step Functions matches ErrorEquals against `name`, so each is a literal: a
 * minifier renames classes, and the ASL, the thrower and the tests must mean the same word.
 */

/** AWS answered that we may not: it will not heal by itself. */
export class AccessRefused extends Error {
  override readonly name = 'AccessRefused';
}

/** AWS refused the request for what it says, for a reason that will not heal by itself. */
export class RequestRefused extends Error {
  override readonly name = 'RequestRefused';
}

/** AWS asked us to come back later. */
export class Throttled extends Error {
  override readonly name = 'Throttled';
}

/** A quota of the account is reached; somebody may free some of it. */
export class LimitReached extends Error {
  override readonly name = 'LimitReached';
}

/** AWS did not answer, or answered with a fault of its own; the call may or may not have taken effect. */
export class ServiceUnavailable extends Error {
  override readonly name = 'ServiceUnavailable';
}

/** The notebook is in a status that does not allow the call: the world moved since our look. */
export class StatusForbids extends Error {
  override readonly name = 'StatusForbids';
}

/** There is no such notebook. */
export class NotebookGone extends Error {
  override readonly name = 'NotebookGone';
}

/** AWS's answer lacks what its model promises. */
export class MalformedAnswer extends Error {
  override readonly name = 'MalformedAnswer';
}

/** The ledger could not be read or written. Nothing may be done without it. */
export class LedgerUnavailable extends Error {
  override readonly name = 'LedgerUnavailable';
}

/** A record in the ledger is not what this version writes. */
export class MalformedRecord extends Error {
  override readonly name = 'MalformedRecord';
}

/** Something happened since the sleeper last looked: it must not sleep. */
export class NewsArrived extends Error {
  override readonly name = 'NewsArrived';
}

/** Too many mails are due to one address at once, and who has this one cannot wait. */
export class MailboxBusy extends Error {
  override readonly name = 'MailboxBusy';
}

/** What a state handed over is not what a state hands over. */
export class MalformedInput extends Error {
  override readonly name = 'MalformedInput';
}
