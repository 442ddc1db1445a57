import { test } from 'vitest';
import { AxeBuilder } from '@axe-core/playwright';
import { PHONE, DESKTOP, startPageWorld } from './page-world.ts';

test('look', { timeout: 280_000 }, async () => {
  const world = await startPageWorld();
  const problems: string[] = [];
  for (const [name, viewport, language] of [['wide', DESKTOP, 'de'], ['phone', PHONE, 'de']] as const) {
    const page = await world.open('/settings', { viewport, language });
    for (const path of (process.env['ONLY'] ?? '').split(',')) {
      await page.goto(`${world.service.url}${path}`);
      await page.waitForSelector('h1');
      await page.waitForTimeout(1500);
      await page.screenshot({ path: `/tmp/e3shots/${name}${path.replaceAll('/', '-')}.png`, fullPage: true });
      const wide = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      if (wide > 0) problems.push(`${name} ${path}: overflows by ${wide}`);
      const { violations } = await new AxeBuilder({ page }).analyze();
      for (const { id, nodes } of violations) for (const node of nodes) problems.push(`${name} ${path} ${id} ${node.html.slice(0, 200)} ${node.failureSummary}`);
    }
  }
  console.log(problems.join('\n'));
});
