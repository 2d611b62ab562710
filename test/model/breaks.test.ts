/** Mistakes that nobody may make unnoticed: each is made here, and a random story shows it. */
import { describe, expect, it } from 'vitest';
import type { AnswerKeys } from '../../functions/aws/answer-keys.ts';
import type { Ledger } from '../../functions/aws/ledger.ts';
import { brokenLoop, type Mistake } from './broken-loop.ts';
import { firstFound } from './judged.ts';
import type { Loop } from './loop.ts';
import * as right from './loop.ts';

/** By what is wrong; `breaks` is the statement that a random story then breaks. */
const mistakes: Readonly<Record<string, Mistake & { readonly breaks: number }>> = {
  'the deadline is not waited for': {
    source: 'core/grace.ts',
    from: 'if (now >= dueAt(file.case, deadline, policy)) {',
    to: 'if (now >= 0) {',
    breaks: 1,
  },
  'one that comes up before its deadline is stopped at once': {
    source: 'core/decide.ts',
    from: 'return whenUpAgain(facts, stand.deadline) ??',
    to: 'return',
    breaks: 1,
  },
  'an exception is not looked at': {
    source: 'core/decide.ts',
    from: '[whenCompliant, whenExempt, whenOutOfScope,',
    to: '[whenCompliant, whenOutOfScope,',
    breaks: 2,
  },
  'whoever set an exception first decides': {
    source: 'core/leave.ts',
    from: 'Math.max(...its.map',
    to: 'Math.min(...its.map',
    breaks: 2,
  },
  'an approver gives themselves an exception': {
    source: 'core/leave.ts',
    from: 'return isItsOwner(by.who, occasion)',
    to: "return by.who === ''",
    breaks: 2,
  },
  'what fails to be claimed is done all the same': {
    source: 'act.ts',
    from: 'const file = await this.#answeredMeanwhile();',
    to: 'if (scene() !== null) return this.#own.perform(step, scene());\nconst file = this.#file;',
    breaks: 3,
  },
  'that a restart is owed is not written down': {
    source: 'handlers/stop-notebook.ts',
    from: 'restartOwed: file.restartOwed ?? { since: now, caseId: file.case.id },',
    to: 'restartOwed: null,',
    breaks: 4,
  },
  'people are not told that it is given back with root access on': {
    source: 'core/give-back.ts',
    from: "running: 'failed',",
    to: "running: 'fixed-meanwhile',",
    breaks: 5,
  },
  'one that cannot come back is stopped': {
    source: 'core/platform.ts',
    from: "return 'unknown';",
    to: "return 'comes-back';",
    breaks: 6,
  },
  'a page that is only fetched acknowledges': {
    source: 'handlers/answer-page.ts',
    from: 'return reader === null ? notFound : casePage(reader, null);',
    to: "return reader === null ? notFound : answered(desk, reader, { ...parseForm(''), kind: 'acknowledge' });",
    breaks: 7,
  },
  "an answer does not ask for the notebook's name": {
    source: 'core/owner-answer.ts',
    from: "kind !== 'acknowledge';",
    to: "kind === 'not-mine';",
    breaks: 7,
  },
  'who says that it is not theirs is mailed on': {
    source: 'core/owner.ts',
    from: ' && !disowned.includes(address)',
    to: '',
    breaks: 7,
  },
  'acknowledging ends the final notice too': {
    source: 'core/grace-window.ts',
    from: "stages.filter(({ kind }) => kind === 'final')",
    to: '[]',
    breaks: 7,
  },
  'the page says that it recorded what another tab kept it from': {
    source: 'handlers/answer-page.ts',
    from: 'if (written === null && !isRecorded(reader, kind)) continue;',
    to: '',
    breaks: 7,
  },
  'more is postponed than the policy permits': {
    source: 'core/owner-answer.ts',
    from: 'const by = Math.min(submitted.by, postponementLeft(held, policy));',
    to: 'const by = submitted.by;',
    breaks: 7,
  },
  'a postponement does not move the deadline': {
    source: 'core/owner-answer.ts',
    from: 'firstPermitted(deadline + by, ',
    to: 'firstPermitted(deadline, ',
    breaks: 1,
  },
  'our own calls are not known': {
    source: 'core/trigger.ts',
    from: 'if (role !== undefined && ownRoles.includes(role))',
    to: 'if (role === ownRoles.join())',
    breaks: 8,
  },
  'an execution that ran out of time is not reaped': {
    source: 'core/death.ts',
    from: "z.enum(['FAILED', 'TIMED_OUT', 'ABORTED'])",
    to: "z.enum(['FAILED', 'ABORTED'])",
    breaks: 9,
  },
  'a case is closed as remediated without a look that shows it': {
    source: 'core/compliance.ts',
    from: "if (notebook.root === 'Enabled') return null;",
    to: "if (notebook.root === 'Enabled' && stand.at !== 'updating') return null;",
    breaks: 10,
  },
  'the outcome mail is not sent': {
    source: 'handlers/close-case.ts',
    from: "? 'none' : 'owed'",
    to: "? 'none' : 'none'",
    breaks: 10,
  },
  'a notice is not marked as sent': {
    source: 'core/grace-window.ts',
    from: 'notices.some((notice) => notice.id.endsWith(`-${stage}`) && notice.sentAt !== null)',
    to: 'false',
    breaks: 11,
  },
  'a tag shortens the grace below what the policy permits': {
    source: 'core/override.ts',
    from: 'value >= atLeast && value <= atMost',
    to: 'value <= atMost',
    breaks: 1,
  },
  'the window that a tag chose is not kept': {
    source: 'core/override.ts',
    from: 'return choice === undefined ? policy : {',
    to: 'return choice !== null ? policy : {',
    breaks: 1,
  },
  'a freeze is not heeded': {
    source: 'core/enforcement-window.ts',
    from: 'if (begins <= free && free < ends) free = ends;',
    to: '',
    breaks: 1,
  },
  'a deadline that passed in a pause is met as if nothing had been': {
    source: 'core/kill-switch.ts',
    from: 'return pausedAt >= deadline && ',
    to: 'return pausedAt > Number.MAX_SAFE_INTEGER && ',
    breaks: 1,
  },
  'what AL2023 does not run is moved to it': {
    source: 'core/platform.ts',
    from: 'instanceType !== null && !isTooOld(instanceType)',
    to: 'instanceType !== null',
    breaks: 6,
  },
  'a finding opens a case whatever the look shows': {
    source: 'core/sweep.ts',
    from: "if (notebook.root === 'Disabled') return null;",
    to: '',
    breaks: 8,
  },
  'the kill switch holds no stop back': {
    source: 'core/kill-switch.ts',
    from: "['notify', 'stop', 'disable']",
    to: "['notify', 'disable']",
    breaks: 13,
  },
  'what we stopped is kept down in a pause': {
    source: 'core/kill-switch.ts',
    from: 'if (file.restartOwed === null || isBack(stand, notebook.status)) {',
    to: 'if (file.restartOwed !== undefined) {',
    breaks: 13,
  },
  'the scope is looked at only when a case is opened': {
    source: 'core/decide.ts',
    from: 'whenExempt, whenOutOfScope,',
    to: 'whenExempt,',
    breaks: 14,
  },
  'a slot is had by whoever asks': {
    source: 'core/line.ts',
    from: 'isOwn || before < most - taken.length',
    to: 'isOwn || before < 1_000',
    breaks: 15,
  },
  'budgets of time are not looked at': {
    source: 'core/enforcement.ts',
    from: 'now - since < budget ? step : failed(facts, what)',
    to: 'now - since < Number.POSITIVE_INFINITY + budget ? step : failed(facts, what)',
    breaks: 12,
  },
};

/** Enough for each of them, most within a hundred. */
const enough = { seed: 1, numRuns: 5_000 };

/** One that closes a case whatever news came since the look. */
const careless: Loop = {
  handlerOf: (name, hands) => {
    const { ledger } = hands;
    const close: Ledger['close'] = async (file, closed, changes) =>
      ledger.close((await ledger.read(file)) ?? file, closed, changes);
    const of = {
      get: (_: object, key: keyof Ledger) => (key === 'close' ? close : ledger[key].bind(ledger)),
    };
    return right.handlerOf(name, { ...hands, ledger: new Proxy({}, of) as Ledger });
  },
};

/** One to whom any key in the form of one is good for the case that was mailed about last. */
const trusting: Loop = {
  handlerOf: (name, hands) => {
    const find: AnswerKeys['find'] = async (key, now) =>
      (await hands.keys.find(key, now)) ?? (last === undefined ? null : hands.keys.find(last, now));
    const create: AnswerKeys['create'] = async (what) => {
      last = await hands.keys.create(what);
      return last;
    };
    return right.handlerOf(name, { ...hands, keys: { find, create } as AnswerKeys });
  },
};
let last: string | undefined;

describe('a random story shows', () => {
  it.each(Object.entries(mistakes))('that %s', async (name, { breaks, ...mistake }) => {
    const loop = await brokenLoop(name.replaceAll(/\W+/g, '-'), mistake);
    const found = await firstFound(loop, { ...enough, about: breaks });
    expect(found?.broken[0]?.statement).toBe(breaks);
  });
  it('that a wrong key opens a case', async () => {
    const found = await firstFound(trusting, { ...enough, about: 7 });
    expect(found?.broken[0]?.says).toContain('though nobody with its link gave it');
  });
  it('that a case is closed over news', async () => {
    const found = await firstFound(careless, { ...enough, about: 10 });
    expect(found?.broken[0]?.says).toContain('we were told so');
  });
});
