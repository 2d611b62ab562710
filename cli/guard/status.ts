/** `guard status`. */
import { pauseOf } from '../../functions/core/kill-switch.ts';
import { asked } from '../session.ts';
import { json } from '../words.ts';
import type { Run } from './run.ts';
import { said } from './said.ts';

export const status: Run = async ({ killSwitch }, { json: isJson }, terminal) => {
  const thrown = await asked('the kill switch', () => killSwitch.read());
  const history = await asked('its history', () => killSwitch.history());
  const before = history.filter(({ at }) => at !== thrown?.at);
  if (isJson) terminal.out(json({ paused: pauseOf(thrown), history }));
  else {
    terminal.out(`${thrown === null ? 'Running; the guard was never paused' : said(thrown)}\n`);
    if (before.length > 0)
      terminal.out(`\nBefore that:\n${before.map((one) => `  ${said(one)}\n`).join('')}`);
  }
  return 0;
};
