import type { Page } from 'playwright-core';

const MOST_STEPS = 80;

/**
 * Goes on by the Tab key alone until the element with this name has the focus.
 *
 * @throws Error when the keyboard does not lead there
 */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let step = 0; step < MOST_STEPS; step += 1) {
    await page.keyboard.press('Tab');
    const focused = await page.evaluate(() => {
      const element = document.activeElement;
      if (!(element instanceof HTMLElement)) return '';
      const labels = element instanceof HTMLInputElement ? [...(element.labels ?? [])] : [];
      const label = labels.map(({ textContent }) => textContent).join(' ');
      return element.getAttribute('aria-label') ?? (label || element.textContent || '');
    });
    if (typeof name === 'string' ? focused.trim() === name : name.test(focused)) return;
  }
  throw new Error(`the keyboard does not lead to “${name}”`);
}
