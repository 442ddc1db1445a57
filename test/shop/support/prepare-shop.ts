import { createHash, randomBytes } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { furtherProducts, sandboxProducts } from '../../fixtures/otto/index.ts';
import { done, type RealShop, realShop } from './real-shop.ts';
import { VARIATION_SKU } from './wares.ts';
import { deleteOwnWebhooks } from './webhooks.ts';

/*
 * Before all journeys: the products they sell stand in the shop with enough stock. After them, or before
 * the next ones where these were killed: everything is as it was. See ../README.md.
 */

const STOCK = 1_000;

const recordSchema = z.object({
  settings: z.array(z.object({ group: z.string(), id: z.string(), value: z.string() })),
  stocks: z.array(
    z.object({ id: z.number(), manage_stock: z.boolean(), stock_quantity: z.number().nullable() }),
  ),
  madeProducts: z.array(z.number()),
});
type PutBack = z.output<typeof recordSchema>;

/** Settings the journeys change; those of a group are read and written as /settings/<group>/<id>. */
export const CHANGED_SETTINGS = [
  { group: 'general', id: 'woocommerce_calc_taxes' },
  { group: 'tax', id: 'woocommerce_prices_include_tax' },
  { group: 'tax', id: 'woocommerce_tax_round_at_subtotal' },
  { group: 'tax', id: 'woocommerce_shipping_tax_class' },
] as const;

export async function setup(): Promise<() => Promise<void>> {
  const shop = realShop();
  process.env.WOO_TEST_SEED ||= randomBytes(4).toString('hex');
  console.log(`The same orders again: WOO_TEST_SEED=${process.env.WOO_TEST_SEED}`);
  await putBack(shop);
  const record: PutBack = { settings: [], stocks: [], madeProducts: [] };
  for (const setting of CHANGED_SETTINGS) {
    record.settings.push({ ...setting, value: await shop.setting(setting.group, setting.id) });
  }
  const save = () => writeFile(recordPath(shop), JSON.stringify(record));
  await save();
  await makeProducts(shop, record, save);
  await makeVariation(shop, record, save);
  return () => putBack(shop);
}

async function makeProducts(shop: RealShop, record: PutBack, save: () => Promise<void>) {
  // The panel is left out on purpose: it is the SKU that the shop does not know.
  const wares = [...Object.values(sandboxProducts), furtherProducts.cookbook];
  for (const ware of wares) {
    const [known] = await shop.products([ware.sku]);
    if (known) {
      const { id, manage_stock, stock_quantity } = known;
      record.stocks.push({ id, manage_stock: manage_stock === true, stock_quantity });
      await save();
      const stock = { manage_stock: true, stock_quantity: STOCK };
      done(await shop.api.put(`products/${id}`, stock), `stock of ${ware.sku}`);
    } else {
      await make(shop, record, save, {
        name: ware.productTitle,
        sku: ware.sku,
        regular_price: '10.00',
        tax_class: ware.vatRate === 7 ? 'reduced-rate' : '',
        manage_stock: true,
        stock_quantity: STOCK,
      });
    }
  }
}

async function makeVariation(shop: RealShop, record: PutBack, save: () => Promise<void>) {
  const parent = await make(shop, record, save, {
    name: 'Hemd in Größen',
    type: 'variable',
    attributes: [{ name: 'Größe', variation: true, options: ['M', 'L'] }],
  });
  done(
    await shop.api.post(`products/${parent}/variations`, {
      sku: VARIATION_SKU,
      regular_price: '10.00',
      manage_stock: true,
      stock_quantity: STOCK,
      attributes: [{ name: 'Größe', option: 'L' }],
    }),
    'the variation',
  );
}

async function make(
  shop: RealShop,
  record: PutBack,
  save: () => Promise<void>,
  product: Record<string, unknown>,
): Promise<number> {
  const answer = done(await shop.api.post('products', product), `product ${String(product.name)}`);
  const id = Number(answer.body.id);
  record.madeProducts.push(id);
  await save();
  return id;
}

/** Makes the shop what it was, by the record of these or of earlier journeys. */
async function putBack(shop: RealShop): Promise<void> {
  await shop.deleteOrders((await shop.orders()).map(({ id }) => id));
  await deleteOwnWebhooks();
  const saved = await readFile(recordPath(shop), 'utf8').catch(() => undefined);
  if (saved === undefined) return;
  const record = recordSchema.parse(JSON.parse(saved));
  for (const { group, id, value } of record.settings) await shop.set(group, id, value);
  for (const { id, manage_stock, stock_quantity } of record.stocks) {
    const stock = { manage_stock, ...(stock_quantity === null ? {} : { stock_quantity }) };
    done(await shop.api.put(`products/${id}`, stock), `stock of product ${id}`);
  }
  for (const id of record.madeProducts) {
    const answer = await shop.api.delete(`products/${id}`, { force: true });
    if (answer.status !== 404) done(answer, `product ${id}`);
  }
  await rm(recordPath(shop));
}

function recordPath({ url }: RealShop): string {
  const name = createHash('sha256').update(url).digest('hex').slice(0, 16);
  return join(tmpdir(), `otto-market-bridge-shop-test-${name}.json`);
}
