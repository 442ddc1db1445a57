import { AxeBuilder } from '@axe-core/playwright';
import chromium from '@sparticuz/chromium';
import { type Browser, chromium as driver, type Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';

let browser: Promise<Browser> | undefined;

/** One Chromium for each test file, started when the first page is opened. */
export function openBrowser(): Promise<Browser> {
  browser ??= launch();
  return browser;
}

afterAll(async () => {
  await (await browser)?.close();
  browser = undefined;
});

async function launch(): Promise<Browser> {
  const executablePath = await chromium.executablePath();
  // Not its `--single-process`: a page that is closed would take the browser with it.
  const args = chromium.args.filter((arg) => arg !== '--single-process' && arg !== '--no-zygote');
  return driver.launch({ executablePath, args });
}

/** Faults that the page made in the browser: script errors, and what its content policy forbade. */
export function watchFaults(page: Page): string[] {
  const faults: string[] = [];
  page.on('pageerror', (fault) => faults.push(`${fault.name}: ${fault.message}`));
  page.on('console', (message) => {
    // The browser itself writes a line for every answer of 400 and above; those are told on the page.
    const isAnswer = message.text().startsWith('Failed to load resource');
    if (message.type() === 'error' && !isAnswer) faults.push(message.text());
  });
  return faults;
}

/** Fails, naming the elements, when axe finds anything on the page as it is shown now. */
export async function assertAccessible(page: Page): Promise<void> {
  const { violations } = await new AxeBuilder({ page }).analyze();
  const told = violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.html.slice(0, 160)}`),
  );
  expect(told).toEqual([]);
}

/** The screen has loaded everything it shows. */
export async function settled(page: Page): Promise<void> {
  await page.locator('h1').first().waitFor();
  await expect.poll(() => page.locator('.loading').count(), { timeout: 10_000 }).toBe(0);
}

/** How many pixels the screen is wider than the window. */
export async function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  );
}
