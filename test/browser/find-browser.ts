/** Says loudly that nothing was tested where there is no browser; with BROWSER=required that is a failure. */
import { executablePath, howToInstall } from './chromium.ts';

export default (): void => {
  if (executablePath !== undefined) return;
  const said = `NOTHING WAS TESTED IN A BROWSER: there is no Chromium here; ${howToInstall}`;
  if (process.env['BROWSER'] === 'required') throw new Error(said);
  console.warn(`\n${said}\n`);
};
