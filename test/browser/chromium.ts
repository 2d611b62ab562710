/** The system's Chromium: none is downloaded. */
import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

const usualPlaces = [
  '/usr/bin/chromium',
  '/usr/bin/chromium-browser',
  '/usr/bin/google-chrome',
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
];

/** Where it is; undefined where there is none. */
export const executablePath = [process.env['CHROMIUM'] ?? '', ...usualPlaces].find(
  (path) => path !== '' && existsSync(path),
);

export const howToInstall =
  'install Chromium (Debian: apt-get install -y chromium), or name one by the variable CHROMIUM';

/** @throws Error where there is none */
export const launch = (): Promise<Browser> => {
  if (executablePath === undefined) throw new Error(`expected Chromium, got none: ${howToInstall}`);
  // Chromium's own sandbox does not work for root, as whom containers run.
  return chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
};
