import type { Page, Response } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseStory } from '../../local/story.ts';
import { executablePath } from './chromium.ts';
import { pause, runUntil, Stage, violationsOf } from './stage.ts';

const name = 'fraud-lab';
const story = parseStory(
  {
    title: 'a mail',
    policy: { postponement: 'P1D' },
    notebooks: [{ name: 'other', rootAccess: 'Disabled' }],
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

describe.skipIf(executablePath === undefined)('the page behind the link', () => {
  let stage: Stage;
  let console: Page;
  let page: Page;
  const card = () => console.locator('.card', { hasText: name });
  const answered = (kind: string) => card().locator('.history', { hasText: `answered: ${kind}` });
  const section = (kind: string) => page.locator(`section.answer[aria-labelledby="${kind}"]`);

  /** Presses an answer's button, the name typed where it is asked for. */
  const press = async (kind: string, typed = name): Promise<Response> => {
    const form = section(kind);
    const confirm = form.locator('input[name="confirm"]');
    if ((await confirm.count()) > 0) await confirm.fill(typed);
    const reason = form.locator('textarea[name="reason"]');
    if ((await reason.count()) > 0) await reason.fill('<b>a kernel module</b>');
    const [response] = await Promise.all([
      page.waitForResponse((one) => one.request().method() === 'POST'),
      form.getByRole('button').click(),
    ]);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return response;
  };

  const open = async (): Promise<Page> => {
    const [opened] = await Promise.all([
      console.context().waitForEvent('page'),
      console.locator('#letter a.page').click(),
    ]);
    await opened.getByRole('heading', { level: 1 }).waitFor();
    return opened;
  };

  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    await stage.begin(story);
    stage.complaints.length = 0;
    console = await stage.look();
    await runUntil(console, console.locator('#letter a.page'));
    await runUntil(console, card().locator('.chip', { hasText: 'InService' }));
    page = await open();
  });
  afterEach(async () => {
    await console.context().close();
    // A browser says so of every answer of 4xx, which is what some of these are about.
    expect(
      stage.complaints.filter((said) => !said.includes('the server responded with a status of 4')),
    ).toEqual([]);
  });

  it.each(['acknowledge', 'at-next-stop', 'request-exception', 'postpone', 'not-mine'])(
    '%s is recorded, and seen on the card',
    async (kind) => {
      expect((await press(kind)).status()).toBe(200);
      await answered(kind).waitFor();
      expect(await violationsOf(page)).toEqual([]);
    },
  );

  it('When I next stop it leaves it stopped, with root access off, once its owner stops it', async () => {
    await press('at-next-stop');
    await card().getByRole('button').click();
    await console.getByRole('button', { name: 'Act as owner', exact: true }).click();
    await console.getByRole('dialog').getByLabel('What').selectOption('stop');
    await console.getByRole('button', { name: 'Let it happen', exact: true }).click();
    await runUntil(console, card().locator('.chip', { hasText: 'remediated' }));
    expect(await card().locator('.chip').allTextContents()).toEqual([
      'Stopped',
      'root off',
      'remediated-left-stopped',
    ]);
  });

  it('Postpone moves the date that the page shows by as much as was chosen', async () => {
    const deadline = async (): Promise<number> =>
      Date.parse((await page.locator('dd time').getAttribute('datetime')) ?? '');
    const before = await deadline();
    await section('postpone').locator('select').selectOption('PT4H');
    await press('postpone');
    expect((await deadline()) - before).toBe(4 * 3_600_000);
  });

  it('Not mine is told to the platform team, and there is nothing left to answer', async () => {
    await press('not-mine');
    expect(await page.locator('form').count()).toBe(0);
    await runUntil(console, console.locator('#letters .row', { hasText: 'not theirs' }).first());
  });

  it('Now stops the notebook, turns root access off and gives it back', async () => {
    await console.getByRole('button', { name: 'Run', exact: true }).click();
    expect((await press('remediate-now')).status()).toBe(200);
    await card().locator('.chip', { hasText: 'remediated' }).waitFor();
    await pause(console);
    expect(await card().locator('.chip').allTextContents()).toEqual(['InService', 'root off', 'remediated']);
  });

  it('opened again and again records nothing', async () => {
    for (let time = 0; time < 5; time += 1) await page.reload();
    await console.reload();
    await card().waitFor();
    expect(await card().locator('.history').textContent()).not.toContain('answered');
  });

  it('with a name that differs asks once more, and records nothing', async () => {
    expect((await press('remediate-now', 'fraud-lob')).status()).toBe(422);
    expect(await section('remediate-now').count()).toBe(1);
    expect(await violationsOf(page)).toEqual([]);
    expect((await press('remediate-now')).status()).toBe(200);
  });

  it('without a name is not sent at all', async () => {
    const posts: string[] = [];
    page.on('request', (request) => void posts.push(request.method()));
    await section('remediate-now').getByRole('button').click();
    expect(await section('remediate-now').locator('input:invalid').count()).toBe(1);
    expect(posts).toEqual([]);
  });

  it('pressed twice in a hurry is recorded once', async () => {
    await section('acknowledge').getByRole('button').dblclick();
    await page.locator('.said').waitFor();
    await answered('acknowledge').waitFor();
    expect((await card().locator('.history').textContent())?.match(/answered/g)).toHaveLength(1);
  });

  it('from a tab that was left open until the case was closed comes too late', async () => {
    const stale = page;
    page = await open();
    await console.getByRole('button', { name: 'Run', exact: true }).click();
    await press('remediate-now');
    await card().locator('.chip', { hasText: 'remediated' }).waitFor();
    page = stale;
    expect((await press('acknowledge')).status()).toBe(409);
    expect(await page.locator('[role=alert]').textContent()).toContain('Not recorded');
    expect(await page.locator('form').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('a second click in another tab is told what was recorded before', async () => {
    const other = await open();
    await press('acknowledge');
    page = other;
    const second = await press('acknowledge');
    expect(second.status()).toBe(200);
    expect(await violationsOf(page)).toEqual([]);
  });

  it('the address that is shown after an answer is a friendly page, too', async () => {
    await press('acknowledge');
    const response = await page.goto(page.url());
    expect(response?.status()).toBe(404);
    expect(await page.locator('h1').textContent()).toBe('This link does not work');
    expect(await violationsOf(page)).toEqual([]);
  });

  it('what a reason contains is text', async () => {
    await press('request-exception');
    const asked = console.locator('#letters .row', { hasText: 'exception' });
    await runUntil(console, asked);
    await asked.click();
    await console.locator('#letter .body', { hasText: '<b>a kernel module</b>' }).waitFor();
  });

  it('a wrong key gets a friendly page that knows nothing', async () => {
    const wrong = page.url().replace(/.{6}$/, 'AAAAAA');
    const response = await page.goto(wrong);
    expect(response?.status()).toBe(404);
    expect(await page.locator('body').textContent()).not.toContain(name);
    expect(await violationsOf(page)).toEqual([]);
  });

  /** As the console's own page does, from within it. */
  const tell = (path: string, what: object): Promise<unknown> =>
    console.evaluate(
      ([to, body]) =>
        fetch(String(to), {
          method: 'POST',
          headers: { 'content-type': 'application/json' },
          body: String(body),
        }).then((response) => response.status),
      [path, JSON.stringify(what)],
    );

  it('a link that has expired gets the page of a wrong key', async () => {
    await tell('/clock', { do: 'speed', speed: 100_000 });
    await console.getByRole('button', { name: 'Run', exact: true }).click();
    const link = page.url();
    const title = async (): Promise<string | null> => {
      await page.goto(link);
      return page.locator('h1').textContent();
    };
    while ((await title()) !== 'This link does not work') await page.waitForTimeout(500);
    expect(await page.locator('body').textContent()).not.toContain(name);
    expect(await violationsOf(page)).toEqual([]);
  });

  it.each([
    ['of another kind of form', 415, 'enctype="text/plain"', 'k'],
    ['of a form that is too long', 413, '', 'k'.repeat(10_000)],
  ])('what comes %s gets a friendly page', async (_what, status, how, key) => {
    const other = await stage.blank();
    await other.setContent(
      `<form method="post" action="${stage.address}/answer" ${how}><input name="key" value="${key}"><button>Send</button></form>`,
    );
    const [response] = await Promise.all([
      other.waitForResponse((one) => one.request().method() === 'POST'),
      other.getByRole('button').click(),
    ]);
    await other.getByRole('heading', { level: 1 }).waitFor();
    expect(response.status()).toBe(status);
    expect(await violationsOf(other)).toEqual([]);
    await other.context().close();
  });

  it('while the ledger does not answer, asks to try again', async () => {
    const error = 'ProvisionedThroughputExceededException';
    const fault = { function: 'answer-page', operation: 'GetItem', error };
    expect(await tell('/happen', [{ fault }])).toBe(200);
    // Its function tries again, which takes time.
    await console.getByRole('button', { name: 'Run', exact: true }).click();
    const response = await page.reload();
    expect(response?.status()).toBe(429);
    expect(response?.headers()['retry-after']).toBe('60');
    expect(await violationsOf(page)).toEqual([]);
  });

  it('a case that is closed has no form any more', async () => {
    const link = page.url();
    await console.getByRole('button', { name: 'Run', exact: true }).click();
    await press('remediate-now');
    await card().locator('.chip', { hasText: 'remediated' }).waitFor();
    await page.goto(link);
    expect(await page.locator('form').count()).toBe(0);
    expect(await violationsOf(page)).toEqual([]);
  });
});
