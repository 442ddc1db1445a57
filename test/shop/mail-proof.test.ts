import { expect, it, onTestFinished } from 'vitest';
import { META, TEST_CREATED_VIA } from '../../src/mapping/woocommerce/order-meta.ts';
import { furtherProducts, sandboxProducts } from '../fixtures/otto/index.ts';
import { startJourney } from './support/journey.ts';
import { done } from './support/real-shop.ts';
import { shopClient } from './support/shop-client.ts';

const client = shopClient();
const skus = [sandboxProducts.shirt.sku, furtherProducts.cookbook.sku];

it('proves on this very shop that no mail can reach a buyer, and leaves nothing behind', async () => {
  const journey = await startJourney();
  const salesOrder = journey.order();
  await journey.run();
  const { stocks, shop, bridge } = journey;
  const [before, shelf] = [await journey.orders(), await stocks(skus)];
  // As a killed proof would have left it.
  const left = await shop.api.post('orders', {
    status: 'processing',
    created_via: TEST_CREATED_VIA,
    meta_data: [{ key: META.mailProof, value: 'killed' }],
  });
  const leftId = Number(done(left, 'a test order').body.id);
  onTestFinished(() => client.deleteOrder(leftId, { force: true }));

  const steps: string[] = [];
  const result = await bridge.proveMail({
    cause: 'command',
    holderKind: 'command',
    signal: new AbortController().signal,
    onStep: ({ kind, status, findings }) => {
      steps.push(`${kind} ${status}`.trim());
      expect(findings).toEqual([]);
    },
  });
  expect(result).toMatchObject({ ran: true, fault: undefined });
  for (const status of ['on-hold', 'processing', 'completed', 'cancelled']) {
    expect(steps.join('\n')).toContain(status);
  }
  expect(steps.at(-1)).toBe('removed');
  expect(await client.listTestOrders()).toEqual([]);

  // Neither the look at the shop nor the import takes the test order for one of OTTO's.
  await journey.watch();
  await journey.run();
  expect(await journey.orders()).toEqual(before);
  expect(await stocks(skus)).toEqual(shelf);
  expect(await journey.incidents()).toEqual([]);
  expect((await journey.row(salesOrder)).import_state).toBe('imported');
});
