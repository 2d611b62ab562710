/**
 * Makes pictures of what people see, to be looked at: at the width of a desktop and of a phone, light and dark, into
 * .build/screenshots. The README's picture is one of them.
 *
 *     npm run screenshots
 */
import { copyFile, mkdir } from 'node:fs/promises';
import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { buildFolder, repository } from '../../local/bundles.ts';
import { runUntil, type Scheme, Stage, type Width, widths } from './stage.ts';

const folder = path.join(buildFolder, 'screenshots');
const readmePicture = path.join(repository, 'docs/console.png');

/** Jumps from one thing to the next until something is seen. */
const jumpUntil = async (page: Page, seen: Locator): Promise<void> => {
  await page.getByText('60×', { exact: true }).click();
  while (!(await seen.isVisible())) {
    const before = (await page.locator('#now').textContent()) ?? '';
    await page.getByRole('button', { name: /^Jump/ }).click();
    // What comes next may be due at this very instant: then no time passes.
    await page
      .locator('#now')
      .filter({ hasNotText: before })
      .waitFor({ timeout: 1_000 })
      .catch(() => undefined);
  }
};

const pageOf = async (page: Page): Promise<Page> => {
  const [opened] = await Promise.all([
    page.context().waitForEvent('page'),
    page.locator('#letter a.page').click(),
  ]);
  await opened.getByRole('heading', { level: 1 }).waitFor();
  return opened;
};

const makeAll = async (stage: Stage, width: Width, scheme: Scheme): Promise<void> => {
  const fileOf = (name: string): string => path.join(folder, `${name}-${width}-${scheme}.png`);
  const take = async (page: Page, name: string): Promise<void> => {
    await page.screenshot({ path: fileOf(name), fullPage: width === 'phone', animations: 'disabled' });
  };
  await stage.begin();
  const page = await stage.look(width, scheme);
  const card = page.locator('.card', { hasText: 'fraud-lab' });

  await runUntil(
    page,
    page.locator('.card', { hasText: 'vision-train' }).locator('.chip', { hasText: 'grace' }),
  );
  await page.getByRole('button', { name: /^alice/ }).click();
  await take(page, 'grace');
  const answerPage = await pageOf(page);
  await answerPage.screenshot({ path: fileOf('page'), fullPage: true });
  await answerPage.getByRole('button', { name: 'Acknowledge' }).click();
  await answerPage.getByRole('heading', { level: 1 }).waitFor();
  await answerPage.screenshot({ path: fileOf('page-answered'), fullPage: true });
  await answerPage.goto(`${stage.address}/answer/${'A'.repeat(43)}`);
  await answerPage.screenshot({ path: fileOf('page-wrong-key'), fullPage: true });

  await runUntil(page, card.locator('.history', { hasText: 'final' }), 3600);
  await jumpUntil(page, card.locator('.chip', { hasText: 'Updating' }));
  await card.getByRole('button').click();
  await take(page, 'acting');
  if (width === 'desktop' && scheme === 'light') await copyFile(fileOf('acting'), readmePicture);

  await page.getByRole('tab', { name: 'Timeline' }).click();
  await take(page, 'timeline');
  for (const dialog of ['Inject a fault', 'Play a story', 'In five minutes']) {
    await page.getByRole('button', { name: dialog, exact: true }).click();
    await page.getByRole('dialog').waitFor();
    await page.screenshot({ path: fileOf(dialog.toLowerCase().replaceAll(' ', '-')) });
    await page.keyboard.press('Escape');
  }
  await page.context().close();
};

await mkdir(folder, { recursive: true });
const stage = await Stage.open();
try {
  for (const width of Object.keys(widths) as Width[]) {
    for (const scheme of ['light', 'dark'] satisfies Scheme[]) await makeAll(stage, width, scheme);
  }
  // A wrong key's page is a 404, of which a browser complains.
  for (const complaint of new Set(stage.complaints)) if (!complaint.includes('404')) console.log(complaint);
  console.log(`pictures in ${path.relative(repository, folder)}`);
} finally {
  await stage.close();
}
