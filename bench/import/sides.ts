import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { type FakeOtto, startFakeOtto } from '../../test/fakes/otto/index.ts';
import { type FakeShop, startFakeShop } from '../../test/fakes/woocommerce/fake-shop.ts';
import { busyShop } from './busy-shop.ts';
import { credentialsOf } from './credentials.ts';
import { products, salesOrders } from './orders.ts';
import { SIDES_QUESTIONS } from './sides-questions.ts';
import { answerParent } from './talk.ts';

/** OTTO and the shop, in a process of their own. */
/** What tells an order in the shop from every other. */
const MARKS = [META.account, META.salesOrderId];
let otto: FakeOtto | undefined;
let shop: FakeShop | undefined;

answerParent(
  SIDES_QUESTIONS,
  {
    async begin({ accountIds, shop: kind }) {
      otto = await startFakeOtto({ credentials: accountIds.map(credentialsOf) });
      shop = await startFakeShop({ products });
      if (kind !== 'at-once') shop.hooks.onRequest = busyShop(kind.speed);
      const { consumerKey, consumerSecret } = shop.key;
      return { ottoUrl: otto.url, shop: { url: shop.url, consumerKey, consumerSecret } };
    },
    async order({ seed, count }) {
      for (const order of salesOrders(seed, count)) otto?.addOrder(order);
      return { total: otto?.state.orders.all().length ?? 0 };
    },
    async clear() {
      otto?.wipe();
      shop?.state.orders.clear();
      return {};
    },
    async empty() {
      shop?.state.orders.clear();
      return {};
    },
    async look() {
      const keys = [...(shop?.state.orders.values() ?? [])].map(({ meta }) =>
        MARKS.map((mark) => meta.find(({ key }) => key === mark)?.value).join(' '),
      );
      const { user, system } = process.cpuUsage();
      return {
        shopOrders: keys.length,
        doubled: keys.length - new Set(keys).size,
        cpuMs: (user + system) / 1_000,
      };
    },
  },
  async () => {
    await otto?.stop();
    await shop?.stop();
  },
);
