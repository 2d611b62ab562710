/** Mail scanners that are real browsers: they load the page behind a link, run scripts, and press what they find. */
import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseStory } from '../../local/story.ts';
import { executablePath } from './chromium.ts';
import { runUntil, Stage } from './stage.ts';

const name = 'fraud-lab';
const story = parseStory(
  {
    title: 'a link that is scanned',
    policy: { postponement: 'P1D' },
    happens: [
      {
        at: 'PT1M',
        call: 'CreateNotebookInstance',
        with: {
          NotebookInstanceName: name,
          InstanceType: 'ml.t3.medium',
          RoleArn: 'arn:aws:iam::111122223333:role/nb',
          Tags: [{ Key: 'Owner', Value: 'alice@example.com' }],
        },
      },
    ],
  },
  'test.json',
);

describe.skipIf(executablePath === undefined)('a mail scanner', () => {
  let stage: Stage;
  let console: Page;
  let scanner: Page;
  let link: string;
  const history = async (): Promise<string> =>
    (await console.locator('.card', { hasText: name }).locator('.history').textContent()) ?? '';

  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    await stage.begin(story);
    console = await stage.look();
    await runUntil(console, console.locator('#letter a.page'));
    link = new URL((await console.locator('#letter a.page').getAttribute('href')) ?? '', stage.address).href;
    scanner = await stage.blank();
  });
  afterEach(async () => {
    await scanner.context().close();
    await console.context().close();
  });

  it('that opens the page again and again, scripts and all, records nothing', async () => {
    for (let time = 0; time < 100; time += 1) {
      await scanner.goto(link);
      await scanner.locator('h1').waitFor();
    }
    await console.reload();
    expect(await history()).not.toContain('answered');
  });

  it('that fills in and presses everything records no more than an acknowledgement', async () => {
    await scanner.goto(link);
    const answers: string[] = await scanner.evaluate(
      `[...document.querySelectorAll('form button')].map(({ value }) => value)`,
    );
    for (const answer of answers) {
      await scanner.goto(link);
      const form = scanner.locator(`form:has(button[value="${answer}"])`);
      for (const field of await form.locator('input:not([type=hidden]), textarea').all()) {
        await field.fill('test');
      }
      await form.getByRole('button').click();
      await scanner.locator('h1').waitFor();
    }
    expect(answers.length).toBeGreaterThan(4);
    await console.reload();
    await console.locator('.history', { hasText: 'answered: acknowledge' }).waitFor();
    expect((await history()).match(/answered: [\w-]+/g)).toEqual(['answered: acknowledge']);
  });
});
