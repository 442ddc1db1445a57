import type { SkuMapParts } from './ports.ts';

/**
 * Lets everything follow what was just said about a SKU: orders that are held for it are looked at in
 * the next run, and its stock is read from the shop anew.
 *
 * @returns how many orders wait for it, counted up to 1000
 */
export async function wakeFor(
  {
    ledger,
    clock,
  }: { ledger: Pick<SkuMapParts['ledger'], 'lookAtStockOf' | 'wakeHeldForSku'> } & Pick<
    SkuMapParts,
    'clock'
  >,
  sku: string,
): Promise<number> {
  const now = clock.now().toISOString();
  await ledger.lookAtStockOf(sku, now);
  return ledger.wakeHeldForSku(sku, now);
}
