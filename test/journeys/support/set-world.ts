import type { WireSalesOrder } from '../../fixtures/otto/index.ts';
import type { World } from './world.ts';

export const EAN = '4006381333931';

/** One SKU of OTTO's that no shop product has. */
export const TEA = {
  sku: 'TEA-SET-OTTO',
  articleNumber: 'S0T1E2A3',
  ean: EAN,
  productTitle: 'Teeset »Morgen«',
  vatRate: 19,
};

/** Both databases, for journeys whose queries differ. */
export const withDatabase = ['sqlite', 'postgres'] as const;

/** Ten mugs and ten pots on the shelf. */
export function addTeaProducts({ shop }: Pick<World, 'shop'>): void {
  shop.addProduct({ name: 'Becher', sku: 'MUG', price: '12.00', stockQuantity: 10 });
  shop.addProduct({ name: 'Kanne', sku: 'POT', price: '16.00', stockQuantity: 10 });
}

/** Two mugs and a pot, split by the shop's prices: 60 % and 40 %. */
export function saveTeaSet({ bridge }: Pick<World, 'bridge'>) {
  return bridge.skuMap.saveSet({
    sku: TEA.sku,
    parts: [
      { shopSku: 'MUG', quantity: 2 },
      { shopSku: 'POT', quantity: 1 },
    ],
  });
}

/** The lines of the shop order: SKU of the product, quantity, what the line costs with tax. */
export function linesIn(
  { shop, shopOrder }: Pick<World, 'shop' | 'shopOrder'>,
  { salesOrderId }: Pick<WireSalesOrder, 'salesOrderId'>,
): [sku: string | undefined, quantity: number, gross: string][] {
  return shopOrder(salesOrderId).lineItems.map((line) => {
    const product = shop.state.products.get(line.variationId || line.productId);
    const tax = [...line.taxes.values()].reduce((sum, each) => sum + Number(each), 0);
    return [product?.sku, line.quantity, (Number(line.total) + tax).toFixed(2)];
  });
}
