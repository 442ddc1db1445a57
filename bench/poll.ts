import { parseArgs } from 'node:util';
import type { Bridge } from '../src/bridge/create-bridge.ts';
import { startFakeOtto } from '../test/fakes/otto/index.ts';
import { startFakeShop } from '../test/fakes/woocommerce/fake-shop.ts';
import { startPostgres } from '../test/postgres/start-postgres.ts';
import { middleOf } from './large/middle-of.ts';
import { prepareBridge } from './large/prepare-bridge.ts';
import { row } from './large/row.ts';
import { ACCOUNT } from './large/set-up-bridge.ts';
import { openQuietBridge } from './open-quiet-bridge.ts';

/**
 * How long it takes to ask OTTO, and the shop, for news when there are none: with few orders in the
 * ledger and with very many, by turns.
 */
const { values } = parseArgs({
  options: {
    few: { type: 'string', default: '1000' },
    many: { type: 'string', default: '1000000' },
    database: { type: 'string', default: 'sqlite' },
    times: { type: 'string', default: '100' },
  },
});
const MOST_RATIO = 1.1;
const WARM_UP = 10;

const otto = await startFakeOtto();
const shop = await startFakeShop();
const postgres = values.database === 'postgres' ? await startPostgres() : undefined;
const few = await prepareBridge(Number(values.few), { otto, shop, postgres });
const many = await prepareBridge(Number(values.many), { otto, shop, postgres });
const bridges = { few: await openQuietBridge(few), many: await openQuietBridge(many) };
const signal = new AbortController().signal;
const common = { cause: 'poll', holderKind: 'command', signal } as const;
const polls = {
  OTTO: (bridge: Bridge) =>
    bridge.importOrders({ ...common, accountId: ACCOUNT, cause: 'schedule' }),
  'the shop': (bridge: Bridge) => bridge.watchShop(common),
};
try {
  for (const [of, poll] of Object.entries(polls)) {
    const took: Record<'few' | 'many', number[]> = { few: [], many: [] };
    let shopCalls = 0;
    for (let time = -WARM_UP; time < Number(values.times); time += 1) {
      for (const name of ['few', 'many'] as const) {
        const callsBefore = shop.requests.length;
        const began = performance.now();
        const result = await poll(bridges[name]);
        const ms = performance.now() - began;
        if (!result.ran || result.fault) throw new Error(`The poll did not run: ${of}`);
        if (time < 0) continue;
        took[name].push(ms);
        shopCalls += shop.requests.length - callsBefore;
      }
    }
    const ratio = middleOf(took.many) / middleOf(took.few);
    const figures = `${middleOf(took.few).toFixed(1)} ms → ${middleOf(took.many).toFixed(1)} ms`;
    row(
      `poll of ${of} that finds nothing, ${values.few} → ${values.many} orders, ${values.database}`,
      {
        figure: `${ratio.toFixed(2)}× (${figures}), ${shopCalls} shop requests`,
        goal: of === 'OTTO' ? '≤ 1.1×, no shop request' : '≤ 1.1×',
        isMet: ratio <= MOST_RATIO && (of !== 'OTTO' || shopCalls === 0),
      },
    );
  }
} finally {
  await bridges.few.close();
  await bridges.many.close();
  await otto.stop();
  await shop.stop();
  await postgres?.stop();
  await few.remove();
  await many.remove();
}
