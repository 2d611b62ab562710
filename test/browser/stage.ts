/** A console, and a browser that looks at it. */
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { AxeResults } from 'axe-core';
import type { Browser, Locator, Page } from 'playwright-core';
import { Console } from '../../local/console/console.ts';
import { Sandbox } from '../../local/sandbox.ts';
import type { Story } from '../../local/story.ts';
import { launch } from './chromium.ts';

export const widths = { desktop: { width: 1280, height: 800 }, phone: { width: 390, height: 844 } } as const;
export type Width = keyof typeof widths;
export type Scheme = 'light' | 'dark';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** What accessibility rules a page breaks, one line each. */
export const violationsOf = async (page: Page): Promise<readonly string[]> => {
  await page.evaluate(axe);
  const { violations } = (await page.evaluate('axe.run()')) as AxeResults;
  return violations.flatMap(({ id, help, nodes }) =>
    nodes.map(({ target, any }) => `${id}: ${help}: ${target.join(' ')} ${any[0]?.message ?? ''}`),
  );
};

export class Stage {
  /** What the pages complained of, and what they asked of other hosts. */
  readonly complaints: string[] = [];
  readonly #sandbox: Sandbox;
  readonly #browser: Browser;
  #console: Console | undefined;

  private constructor(sandbox: Sandbox, browser: Browser) {
    this.#sandbox = sandbox;
    this.#browser = browser;
  }

  static async open(): Promise<Stage> {
    const [sandbox, browser] = await Promise.all([Sandbox.open(), launch()]);
    return new Stage(sandbox, browser);
  }

  get address(): string {
    if (this.#console === undefined) throw new Error('expected a console that is open, got none');
    return this.#console.address;
  }

  /** Opens a console with a world of its own; the one before is closed. @default its own opening */
  async begin(story?: Story): Promise<void> {
    await this.#console?.close();
    this.#console = await Console.open(this.#sandbox, {
      port: 4600,
      orAny: true,
      ...(story === undefined ? {} : { story }),
    });
  }

  /** The console as somebody sees it who has just opened it. */
  async look(width: Width = 'desktop', scheme: Scheme = 'light'): Promise<Page> {
    const page = await this.blank(width, scheme);
    await page.goto(this.address);
    await page.locator('#fleet .card').first().waitFor();
    return page;
  }

  /** An empty page in a browser profile of its own. */
  async blank(width: Width = 'desktop', scheme: Scheme = 'light'): Promise<Page> {
    const context = await this.#browser.newContext({
      viewport: widths[width],
      colorScheme: scheme,
      // What is looked at should not be in the middle of something.
      reducedMotion: 'reduce',
    });
    // Less than a test may take, so that it says what it waited for.
    context.setDefaultTimeout(100_000);
    context.on('weberror', (error) => this.complaints.push(error.error().message));
    context.on('console', (line) => {
      if (line.type() === 'error') this.complaints.push(line.text());
    });
    context.on('request', (request) => {
      if (!request.url().startsWith(`${this.address}/`)) this.complaints.push(`asks ${request.url()}`);
    });
    return context.newPage();
  }

  async close(): Promise<void> {
    await this.#browser.close();
    await this.#console?.close();
    await this.#sandbox.close();
  }
}

const button = (page: Page, name: 'Pause' | 'Run'): Locator =>
  page.getByRole('button', { name, exact: true });

/** Lets time stand still, and waits until the server has said so. */
export const pause = async (page: Page): Promise<void> => {
  await button(page, 'Pause').click();
  await button(page, 'Run').waitFor();
};

/** The first who look let time run by that: the button may change while somebody reaches for it. */
const run = async (page: Page): Promise<void> => {
  const shortly = { timeout: 10_000 };
  // A browser hardly draws what lies behind another page.
  await page.bringToFront();
  while (!(await button(page, 'Pause').isVisible())) {
    await button(page, 'Run')
      .click(shortly)
      .catch(() => undefined);
    await button(page, 'Pause')
      .waitFor(shortly)
      .catch(() => undefined);
  }
};

/**
 * Lets time go on until something is seen; then it stands still. However long the machine takes to see it, little of
 * the world's time has passed: ten minutes in a second. @default 600
 */
export const runUntil = async (page: Page, seen: Locator, speed: 600 | 3600 = 600): Promise<void> => {
  await page.getByText(`${speed}×`, { exact: true }).click();
  await run(page);
  await seen.waitFor();
  await pause(page);
};
