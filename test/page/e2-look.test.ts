import { test } from 'vitest';
import { assertAccessible, DESKTOP, PHONE, startPageWorld } from './page-world.ts';
import { fillWorld } from './screenshots/fill-world.ts';

test('look', async () => {
  const world = await startPageWorld();
  const { incidentId } = await fillWorld(world);
  const list = await world.bridge.ledger.listSalesOrders({ importState: 'imported', limit: 30 });
  const items = list.slice(0, 3).map((o) => `main/${o.sales_order_id}`);
  const reports = await world.bridge.ledger.listTransmissions({ accountId: 'main', limit: 50 });
  const runs = await world.bridge.ledger.listReconcileRuns({ limit: 1 });
  const paths = (process.env.PATHS ?? '').split(' ').filter(Boolean);
  const all = {
    ship: '/ship', csv: '/ship/csv', reports: '/ship/reports',
    report: `/ship/reports?report=${reports.find((r) => r.state === 'waiting')?.transmissionId}`,
    form1: `/ship?orders=${items[0]}`, form3: `/ship?orders=${items.join(',')}`, cancel: `/ship?cancel=${items[1]}`,
    errors: '/error-centre', error: `/error-centre/${incidentId}`, jobs: '/jobs?job=reports', reconcile: '/reconcile',
    run: `/reconcile/${runs[0]?.reconcile_run_id}`,
  } as Record<string, string>;
  for (const language of (process.env.LANGS ?? 'de').split(' ') as ('de' | 'en')[]) {
    for (const [size, viewport] of Object.entries({ wide: DESKTOP, phone: PHONE })) {
      const page = await world.open('/today', { language, viewport, expectedFault: /./ });
      for (const [name, path] of Object.entries(all)) {
        if (paths.length > 0 && !paths.includes(name)) continue;
        await page.goto(`${world.service.url}${path}`);
        await page.waitForSelector('h1');
        await page.waitForFunction(() => !document.querySelector('.loading'), undefined, { timeout: 8000 }).catch(() => console.log('still loading', name));
        await page.waitForTimeout(400);
        await page.screenshot({ path: `/tmp/e2/${name}-${language}-${size}.png`, fullPage: true });
        const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        if (over > 0) console.log(name, size, 'overflow', over);
        await assertAccessible(page).catch((fault) => console.log(name, size, JSON.stringify(fault.actual)));
      }
      await page.context().close();
    }
  }
}, 280_000);
