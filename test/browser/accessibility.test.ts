import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { executablePath } from './chromium.ts';
import { runUntil, type Scheme, Stage, violationsOf, type Width, widths } from './stage.ts';

const dialogs = [
  'Create a notebook',
  'Re-enable root',
  'Add exception tag',
  'Act as owner',
  'Subscriptions',
  'Kill switch',
  'Kill execution',
  'Sweep the fleet',
  'Inject a fault',
  'Play a story',
  'AWS CLI',
  'In five minutes',
];

/** Whether a person would have to scroll sideways. */
const isTooWide = (page: Page): Promise<boolean> =>
  page.evaluate('document.documentElement.scrollWidth > document.documentElement.clientWidth');

describe.skipIf(executablePath === undefined).each(Object.keys(widths) as Width[])('on a %s', (width) => {
  describe.each(['light', 'dark'] satisfies Scheme[])('in %s', (scheme) => {
    let stage: Stage;
    let page: Page;
    let answerPage: Page;
    beforeAll(async () => {
      stage = await Stage.open();
      await stage.begin();
      page = await stage.look(width, scheme);
      // One of each kind: open, held, exempt, compliant, and one whose owner cannot be reached.
      await runUntil(page, page.locator('#letters .row', { hasText: 'vision-train' }).first());
      await page.getByRole('button', { name: /^alice/ }).click();
      [answerPage] = await Promise.all([
        page.context().waitForEvent('page'),
        page.locator('#letter a.page').click(),
      ]);
      await answerPage.getByRole('heading', { level: 1 }).waitFor();
    });
    afterAll(() => stage?.close());

    it('the console breaks no rule of accessibility', async () => {
      expect(await violationsOf(page)).toEqual([]);
    });

    it('the timeline breaks none, with a notebook picked', async () => {
      await page.getByRole('tab', { name: 'Timeline' }).click();
      await page.locator('.card').nth(2).getByRole('button').click();
      expect(await violationsOf(page)).toEqual([]);
    });

    it.each(dialogs)('%s breaks none', async (name) => {
      await page.getByRole('button', { name, exact: true }).click();
      await page.getByRole('dialog').waitFor();
      expect(await violationsOf(page)).toEqual([]);
      await page.keyboard.press('Escape');
    });

    it('the page behind the link breaks none', async () => {
      expect(await violationsOf(answerPage)).toEqual([]);
    });

    it('nobody has to scroll sideways', async () => {
      expect([await isTooWide(page), await isTooWide(answerPage)]).toEqual([false, false]);
    });
  });
});
