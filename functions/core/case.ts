/**
 * A case is the handling of one violation, from detection to outcome. These schemas are the ledger's record
 * format (docs/design.md): instants are ISO 8601 in UTC in the table and milliseconds since the epoch in code. What
 * has a default is absent from the first records, which were written before it was there.
 */
import * as z from 'zod';
import { instant } from './instant.ts';

/** Raised when a record changes its meaning: code may change while executions sleep. */
export const schemaVersion = 1;

export const outcomes = [
  'remediated',
  'remediated-left-stopped',
  'remediated-not-restarted',
  'already-compliant',
  'fixed-meanwhile',
  'exempt',
  'gone',
  'observed',
  'held',
  'failed',
] as const;
export type Outcome = (typeof outcomes)[number];

/** Whether it was we who turned root access off. */
export const isRemediation = (outcome: Outcome): boolean => outcome.startsWith('remediated');

const sent = z.object({
  deadline: instant,
  /** When the phase began. */
  since: instant,
  /** How often the phase's call was claimed, and when last. */
  claims: z.number().int(),
  claimedAt: instant,
  /** How often it was stopped during this case; absent from records of before it was counted. */
  stops: z.number().int().optional(),
});

/** What a notebook was when its case was closed: what has not changed since needs no other case. */
export const sawSchema = z.object({
  status: z.string(),
  root: z.enum(['Enabled', 'Disabled']),
  platform: z.string().nullable(),
  failureReason: z.string().nullable(),
  /** The value of the exception's tag, whether it counts or not. */
  exception: z.string().nullable(),
  /** What of the policy decided over it, as JSON; absent from records of before it was kept. */
  policy: z.string().optional(),
});
export type Saw = z.output<typeof sawSchema>;

/** Where a case stands; each carries only what it has. */
export const standSchema = z.discriminatedUnion('at', [
  /** Nobody has been told yet. */
  z.object({ at: z.literal('opened') }),
  /** SNS accepted the first notice for someone reachable: the deadline is fixed. */
  z.object({ at: z.literal('grace'), deadline: instant }),
  sent.extend({ at: z.literal('stopping') }),
  sent.extend({ at: z.literal('updating') }),
  /** `comingUp`: Pending or InService was seen since our start, so a later stop is its owner's. */
  sent.extend({ at: z.literal('starting'), comingUp: z.boolean() }),
  z.object({
    at: z.literal('closed'),
    outcome: z.enum(outcomes),
    reason: z.string(),
    deadline: instant.nullable(),
    closedAt: instant,
    /** Whether the outcome mail is owed still, was sent, or nobody is to be told. */
    mail: z.enum(['owed', 'sent', 'none']),
    /** Whether its execution died: then the next case goes on where this one stood. */
    died: z.boolean().default(false),
    /** Whether the platform team is told although the outcome alone would not say so. */
    platformToo: z.boolean().optional(),
    /** Absent from records of before there was a sweep, and where the notebook could not be seen. */
    saw: sawSchema.optional(),
  }),
]);
export type Stand = z.output<typeof standSchema>;

/** `escalation`: the platform team is told what an owner answered; `warning`: an exception ends soon, outside of a case. */
export const noticeKinds = ['first', 'reminder', 'final', 'outcome', 'escalation', 'warning'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

export const noticeSchema = z.object({
  /** The same for every attempt to send this notice, so that a reader can tell a copy from a second one. */
  id: z.string(),
  kind: z.enum(noticeKinds),
  to: z.array(z.string()),
  /** When we first set out to send it. */
  claimedAt: instant,
  /** When SNS accepted it. */
  sentAt: instant.nullable(),
  /** The exception tag's value of which it said that it does not count because of who set it. */
  uncounted: z.string().optional(),
});
export type Notice = z.output<typeof noticeSchema>;

/** What an owner may answer through the page behind a notice's link. */
export const answerKinds = [
  'acknowledge',
  'remediate-now',
  'at-next-stop',
  'request-exception',
  'postpone',
  'not-mine',
] as const;
export type AnswerKind = (typeof answerKinds)[number];

export const ownerAnswerSchema = z.object({
  kind: z.enum(answerKinds),
  at: instant,
  /** The notice through whose link it came, and the address that got that notice. */
  notice: z.string(),
  address: z.string(),
  /** Why an exception is asked for. */
  reason: z.string().optional(),
  /** How much of policy.postponement was granted, in milliseconds. */
  by: z.number().int().optional(),
});
export type OwnerAnswer = z.output<typeof ownerAnswerSchema>;

export const failureSchema = z.object({
  during: z.enum(['opened', 'grace', 'stopping', 'updating', 'starting']),
  error: z.string(),
  message: z.string(),
  at: instant,
});
export type Failure = z.output<typeof failureSchema>;

export const caseSchema = z.object({
  id: z.string(),
  openedAt: instant,
  /** What made us look, in words for the record. */
  trigger: z.string(),
  /** Who made the call behind it, and the tool it came through where that was infrastructure code. */
  by: z
    .object({ who: z.string(), tool: z.string().nullable() })
    .default({ who: 'an identity that was not recorded', tool: null }),
  /** The mail address of the person who created or changed the notebook last, where their session bore one. */
  changedBy: z.string().optional(),
  /** The ARN of who created or changed it last, as CloudTrail names them; absent where no such call made us look. */
  changer: z.string().optional(),
  /** The execution that holds the case; any other is superseded. */
  execution: z.string(),
  /** How much news there has been. */
  wakes: z.number().int(),
  /** How much of it wakes who sleeps on the case; absent where all of it does. */
  resumes: z.number().int().optional(),
  /** The task token of an execution that sleeps; it never leaves AWS. */
  sleeper: z.string().nullable(),
  stand: standSchema,
  notices: z.array(noticeSchema),
  /** Whether its owner was told that it is moved to AL2023; absent where it is not. */
  upgrade: z.literal(true).optional(),
  /** The choice among policy.overrides to which its deadline was fitted; absent where that was the policy's own. */
  windowName: z.string().optional(),
  /** The owner's address that was asked to confirm a subscription during this case. */
  invited: z.string().nullable(),
  failures: z.array(failureSchema),
  /** Append-only; absent from records of before there was a page, and where nobody answered. */
  answers: z.array(ownerAnswerSchema).optional(),
  /**
   * While it is not known who set the exception tag: since when it is looked up, when last, how far back there is more
   * to read, and what kept CloudTrail from answering.
   */
  lookups: z
    .object({ since: instant, at: instant, back: instant.nullable(), trouble: z.string().nullable() })
    .optional(),
  /** Since when AWS has not let us work, if it does not. */
  troubleSince: instant.nullable(),
  /** Until when it last waited for its turn; absent where it never did. */
  waitedAt: instant.optional(),
  /** When the kill switch last held it back; absent where it never did. */
  pausedAt: instant.optional(),
  /** Version of this software and digest of the policy under which the case was opened. */
  under: z.object({ version: z.string(), policy: z.string() }),
});
export type Case = z.output<typeof caseSchema>;

/** A running notebook that we stopped and have not given back. It outlives the case. */
export const owedSchema = z.object({ since: instant, caseId: z.string() });
export type RestartOwed = z.output<typeof owedSchema>;

export const fileSchema = z.object({
  schema: z.literal(schemaVersion),
  arn: z.string(),
  name: z.string(),
  createdAt: instant,
  restartOwed: owedSchema.nullable(),
  /** When executions about it died and were followed by another, lately. */
  recoveries: z.array(instant).default([]),
  /** How often it was remediated. */
  remediations: z.number().int().default(0),
  /** How often infrastructure code turned root access on again after that. */
  toolRounds: z.number().int().default(0),
  /** Addresses that said that the notebook is not theirs: they are mailed no more about it. */
  disowned: z.array(z.string()).optional(),
  case: caseSchema,
});
/** All that the ledger holds about a notebook: its latest case, and what is owed to it. */
export type File = z.output<typeof fileSchema>;

export type Closed = Extract<Stand, { at: 'closed' }>;
export type Open = Exclude<Stand, Closed>;

/** The deadline once it is fixed. */
export const deadlineOf = (stand: Stand): number | null => (stand.at === 'opened' ? null : stand.deadline);
