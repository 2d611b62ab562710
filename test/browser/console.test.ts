import type { Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { parseStory } from '../../local/story.ts';
import { executablePath } from './chromium.ts';
import { pause, runUntil, Stage } from './stage.ts';

/** What a browser would make something of, if it were not escaped. */
const markup = '<img src="/x" onerror="document.title=1">';

const created = (name: string, owner: string) => ({
  at: 'PT1M',
  call: 'CreateNotebookInstance',
  with: {
    NotebookInstanceName: name,
    InstanceType: 'ml.t3.medium',
    RoleArn: 'arn:aws:iam::111122223333:role/nb',
    Tags: [{ Key: 'Owner', Value: owner }],
  },
});

const story = parseStory(
  {
    title: 'two notebooks',
    people: { 'carol@example.com': 'pending' },
    notebooks: [{ name: 'spare', rootAccess: 'Disabled', tags: { Owner: 'bob@example.com', Note: markup } }],
    happens: [created('fraud-lab', 'alice@example.com'), created('vision-train', 'carol@example.com')],
  },
  'test.json',
);

describe.skipIf(executablePath === undefined)('the console', () => {
  let stage: Stage;
  let page: Page;
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const dialog = () => page.getByRole('dialog');
  const card = (name: string) => page.locator('.card', { hasText: name });
  const state = (name: string, classes = '') => page.locator(`[data-state="${name}"]${classes}`);
  const status = (text: string) => page.locator('#status', { hasText: text });
  const line = (text: string) => page.locator('#lines li', { hasText: text });
  const bothWait = () => runUntil(page, state('AwaitOwner').locator('.here', { hasText: '2' }));

  beforeAll(async () => {
    stage = await Stage.open();
  });
  afterAll(() => stage?.close());
  beforeEach(async () => {
    await stage.begin(story);
    stage.complaints.length = 0;
    page = await stage.look();
  });
  afterEach(async () => {
    await page.context().close();
    expect(stage.complaints).toEqual([]);
  });

  it('shows how each notebook stands', async () => {
    expect(await card('spare').locator('.chip').allTextContents()).toEqual(['InService', 'root off']);
    expect(await card('spare').locator('.tags').textContent()).toContain('bob@example.com');
  });

  it('counts down to the deadline', async () => {
    await bothWait();
    expect(await card('fraud-lab').locator('.left').textContent()).toMatch(
      /^(1 d|2[0-3] h( \d+ min)?) left$/,
    );
    expect(await card('fraud-lab').locator('.chip').allTextContents()).toContain('grace');
  });

  it('lights the way of a case', async () => {
    await bothWait();
    await card('fraud-lab').getByRole('button').click();
    const lit = await page.locator('.state.lit .name').allTextContents();
    expect(lit.sort()).toEqual(['AwaitOwner', 'GraceOver', 'IsViolation', 'NotifyOwner', 'OpenCase']);
    expect(await page.locator('.edge.lit').count()).toBe(4);
    expect(await state('AwaitOwner', '.now').count()).toBe(1);
  });

  it('shows where every execution is, and how many have passed', async () => {
    await bothWait();
    expect((await page.locator('.token .letters').allTextContents()).sort()).toEqual(['FL', 'VT']);
    expect(await state('OpenCase').locator('.passed').textContent()).toBe('passed 2');
  });

  it('delivers the mail, with a link to the page', async () => {
    await bothWait();
    await page.getByRole('button', { name: /^alice/ }).click();
    await page.locator('#letter h3', { hasText: 'fraud-lab' }).waitFor();
    const [answerPage] = await Promise.all([
      page.context().waitForEvent('page'),
      page.locator('#letter a.page').click(),
    ]);
    await answerPage.getByRole('heading', { level: 1, name: /fraud-lab/ }).waitFor();
  });

  it("lets somebody confirm SNS's question from their mailbox", async () => {
    await bothWait();
    await page.getByRole('button', { name: /^carol/ }).click();
    await button('Confirm the subscription').click();
    await status('carol@example.com has confirmed').waitFor();
    await page.getByRole('button', { name: /^carol/ }).waitFor({ state: 'detached' });
  });

  it('tells what happened, and leads from a mail of the timeline to the mail', async () => {
    await bothWait();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await line('alice@example.com creates fraud-lab').waitFor();
    await line('mail to alice@example.com (first)').getByRole('button').click();
    await page.locator('#letter h3', { hasText: 'fraud-lab' }).waitFor();
  });

  it('shows only what is about the notebook that is picked, until all are shown again', async () => {
    await bothWait();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await card('fraud-lab').getByRole('button').click();
    expect(await line('creates vision-train').isVisible()).toBe(false);
    await button('Show all').click();
    expect(await line('creates vision-train').isVisible()).toBe(true);
  });

  it('shows what a tag contains as text', async () => {
    expect(await card('spare').locator('.tags').textContent()).toContain(markup);
    expect(await page.locator('main img').count()).toBe(0);
  });

  it('jumps to the next thing while it is paused', async () => {
    await pause(page);
    await button('Run').waitFor();
    await page.getByRole('button', { name: /^Jump/ }).click();
    await page.getByRole('tab', { name: 'Timeline' }).click();
    await line('creates').first().waitFor();
    expect(await button('Run').isVisible()).toBe(true);
  });

  it('keeps the speed that is chosen', async () => {
    await page.getByText('600×', { exact: true }).click();
    await page.reload();
    await page.locator('#speed input[value="600"]:checked').waitFor({ state: 'attached' });
  });

  it.each([
    ['Create a notebook', 'grace@example.com creates risk-lab'],
    ['Re-enable root', 'bob@example.com stops spare'],
    ['Add exception tag', 'paula@example.com tags fraud-lab'],
    ['Act as owner', 'alice@example.com stops fraud-lab'],
    ['Subscriptions', 'platform@example.com becomes confirmed'],
    ['Kill switch', 'the guard is paused: quarter-end'],
    ['Kill execution', 'fault kill'],
    ['Sweep the fleet', 'the fleet is swept'],
    ['Inject a fault', 'fault call: operation StopNotebookInstance, error ThrottlingException'],
  ])('%s lets it happen', async (action, told) => {
    await runUntil(page, card('fraud-lab').locator('.chip', { hasText: 'InService' }));
    await card('fraud-lab').locator('.at', { hasText: 'AwaitOwner' }).waitFor();
    await button(action).click();
    await button('Let it happen').click();
    await status(told).waitFor();
    await dialog().waitFor({ state: 'hidden' });
  });

  it('says so when SageMaker refuses', async () => {
    await button('Act as owner').click();
    await dialog().getByLabel('Notebook').selectOption('spare');
    await dialog().getByLabel('What').selectOption('start');
    await button('Let it happen').click();
    await status('SageMaker refuses').waitFor();
    expect(await page.locator('#status.trouble').count()).toBe(1);
  });

  it('says what is wrong with what cannot happen, and keeps the form', async () => {
    await button('Kill execution').click();
    await card('spare').waitFor();
    await page.evaluate(`document.querySelector('dialog option').value = 'nobody'`);
    await button('Let it happen').click();
    await dialog().getByRole('alert').filter({ hasText: 'nobody' }).waitFor();
    expect(stage.complaints.splice(0)).toEqual([expect.stringContaining('422')]);
  });

  it('lets a person who re-enables root get it back', async () => {
    await button('Re-enable root').click();
    await dialog().getByLabel('Notebook').selectOption('spare');
    await button('Let it happen').click();
    await runUntil(page, card('spare').locator('.chip', { hasText: 'grace' }));
  });

  it('plays a story', async () => {
    await button('Play a story').click();
    await dialog()
      .getByLabel(/^Find one of/)
      .fill('nobody-does');
    await dialog()
      .getByRole('button', { name: /running, and nobody does anything/ })
      .click();
    await page.locator('#title', { hasText: 'nobody does anything' }).waitFor();
    expect(await page.locator('.card').count()).toBe(1);
  });

  it('says how the AWS CLI talks to it', async () => {
    await button('AWS CLI').click();
    expect(await dialog().textContent()).toMatch(/export AWS_ENDPOINT_URL=http:\/\/127\.0\.0\.1:\d+/);
  });

  it('is worked with the keyboard', async () => {
    await page.getByRole('tab', { name: 'Mailbox' }).focus();
    await page.keyboard.press('ArrowRight');
    expect(await page.locator('#timeline').isVisible()).toBe(true);
    await button('Kill execution').focus();
    await page.keyboard.press('Enter');
    await dialog().waitFor();
    await page.keyboard.press('Escape');
    await dialog().waitFor({ state: 'hidden' });
    expect(await page.evaluate('document.activeElement.textContent')).toBe('Kill execution');
    await card('spare').getByRole('button').focus();
    await page.keyboard.press('Space');
    expect(await card('spare').getByRole('button').getAttribute('aria-pressed')).toBe('true');
  });
});
