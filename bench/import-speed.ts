import { parseArgs } from 'node:util';
import { setup } from '../test/shop/support/prepare-shop.ts';
import { shopAccess } from '../test/shop/support/shop-access.ts';
import { asDrafts } from './import/as-drafts.ts';
import { bareLoop, type LoopSize } from './import/bare-loop.ts';
import { credentialsOf } from './import/credentials.ts';
import { median, table } from './import/figures.ts';
import { importByCall } from './import/import-by-call.ts';
import { installBridge } from './import/installed-bridge.ts';
import { salesOrders } from './import/orders.ts';
import type { ShopPlace } from './import/shop-place.ts';
import { SIDES_QUESTIONS } from './import/sides-questions.ts';
import { startAnswering } from './import/talk.ts';

/**
 * How fast orders come into a shop: through the bridge, by a bare loop over the REST package with the
 * best of a grid of batch sizes and connections, and one at a time. All three take turns, so that a busy
 * machine hits each of them. With WOO_URL and its key it is a real shop, see test/shop/README.md.
 */
const { values } = parseArgs({
  options: {
    orders: { type: 'string', default: '1000' },
    /** orders for each place of the grid */
    grid: { type: 'string', default: '100' },
    singles: { type: 'string', default: '40' },
    rounds: { type: 'string', default: '3' },
    /** how many times as fast as recorded the fake shop answers */
    speed: { type: 'string', default: '1' },
    /** in place of the grid, e.g. 50x2 */
    best: { type: 'string' },
  },
});
const count = Number(values.orders);
const isReal = Boolean(process.env.WOO_URL);
const ACCOUNT = 'shoptest-bench';
const GRID: LoopSize[] = [10, 25, 50].flatMap((batch) =>
  [1, 2, 4].map((connections) => ({ batch, connections })),
);
const run = Date.now();

const sides = await startAnswering(new URL('import/sides.ts', import.meta.url), SIDES_QUESTIONS);
const begun = await sides.ask('begin', {
  accountIds: [ACCOUNT],
  shop: { speed: Number(values.speed) },
});
const putBack = isReal ? await setup() : undefined;
const place: ShopPlace = isReal ? shopAccess() : begun.shop;
const installed = await installBridge(
  {
    otto: { url: begun.ottoUrl },
    shop: { url: place.url, key: place },
    accounts: [{ id: ACCOUNT, ...credentialsOf(ACCOUNT) }],
  },
  {},
);
try {
  const drafts = (seed: string, some: number) =>
    asDrafts(place, ACCOUNT, salesOrders(`${run}-${seed}`, some));

  let best = { perSecond: 0, size: { batch: 25, connections: 2 } };
  const [batch, connections] = (values.best ?? '').split('x').map(Number);
  if (batch && connections) best.size = { batch, connections };
  else await tryGrid();

  const ratios: { limit: number; single: number }[] = [];
  for (let round = 1; round <= Number(values.rounds); round += 1) {
    const bridge = await throughBridge(`bridge-${round}`);
    const limit = await bareLoop(place, await drafts(`limit-${round}`, count), best.size);
    const single = await bareLoop(place, await drafts(`single-${round}`, Number(values.singles)), {
      batch: 1,
      connections: 1,
    });
    console.log(
      `round ${round}: bridge ${bridge.toFixed(2)}, limit ${limit.toFixed(2)}, one at a time ${single.toFixed(2)} orders/s`,
    );
    ratios.push({ limit: bridge / limit, single: bridge / single });
  }
  const shop = isReal ? 'a real shop' : `the fake shop, ${values.speed} x as fast as recorded`;
  console.log(
    table([
      [
        `import into ${shop}, to the best bare loop (batches of ${best.size.batch}, ${best.size.connections} side by side)`,
        median(ratios.map(({ limit }) => limit)).toFixed(3),
        '≥ 0.95',
      ],
      [
        `import into ${shop}, to one order at a time`,
        `${median(ratios.map(({ single }) => single)).toFixed(2)} x`,
        '–',
      ],
    ]),
  );

  async function tryGrid(): Promise<void> {
    for (const size of GRID) {
      const name = `${size.batch} x ${size.connections}`;
      const perSecond = await bareLoop(place, await drafts(name, Number(values.grid)), size);
      console.log(`bare loop, ${name.padEnd(7)} ${perSecond.toFixed(2)} orders/s`);
      if (perSecond > best.perSecond) best = { perSecond, size };
    }
  }
} finally {
  await putBack?.();
  await sides.end();
  await installed.remove();
}

/** @returns orders a second, through a bridge that has run before, but has yet to learn the shop's pace */
async function throughBridge(seed: string): Promise<number> {
  await sides.ask('clear', {});
  const service = await installed.start();
  try {
    await sides.ask('order', { seed: `${run}-first-${seed}`, count: 2 });
    await importByCall(service, installed.token);
    await sides.ask('order', { seed: `${run}-${seed}`, count });
    const { created, tookMs, fault } = await importByCall(service, installed.token);
    if (created !== count || fault) throw new Error(`${created} of ${count} came in: ${fault}`);
    return (created * 1_000) / tookMs;
  } finally {
    await service.stop();
  }
}
