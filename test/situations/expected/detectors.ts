/** What is expected of findings of other detectors. */
import type { Seen } from '../played.ts';
import {
  about,
  afterRounds,
  alice,
  all,
  back,
  heldAtOnce,
  joined,
  none,
  platform,
  remediated,
  times,
  untouched,
} from './said-shortly.ts';

const found = ['by-config', 'by-security-hub', 'by-the-newer', 'by-a-person'];
const unheard: Seen = { outcomes: [], executions: [], deeds: [], mails: [], notebooks: [untouched] };
const held = about(['al1'], [...alice('first', 'outcome'), ...platform('outcome')]);

export const detectors: Readonly<Record<string, Seen>> = {
  'found-by-other-detectors': {
    outcomes: times(4, 'remediated'),
    executions: [...times(4, remediated), ...times(4, none)],
    deeds: about(found, all),
    mails: about(found, alice('first', 'outcome')),
    notebooks: times(4, back),
  },
  'findings-that-are-not-ours': unheard,
  'no-detector-is-wanted': unheard,
  'found-again': {
    outcomes: ['held', 'remediated', 'held'],
    executions: [heldAtOnce, afterRounds(2), none, none, joined, none, heldAtOnce, none],
    deeds: about(['fraud-lab'], all),
    mails: [...held, ...held, ...about(['fraud-lab'], alice('first', 'outcome'))],
    notebooks: [untouched, back, ['InService', 'Disabled', null]],
  },
};
