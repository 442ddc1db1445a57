import type { Bridge } from '../../create-bridge.ts';
import { atShop } from '../../order-import/run-faults.ts';
import { CallFault } from '../call-fault.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';

/** `product`: remembers which shop product a SKU of OTTO is, and lets waiting orders be looked at again. */
export async function chooseProductCommand(
  context: CliContext,
  sku: string,
  shopSku: string | undefined,
): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge) => {
    if (shopSku !== undefined && !(await shopHas(bridge, shopSku))) {
      throw new CallFault('product-unknown', { shopSku });
    }
    await bridge.ledger.saveProductChoice(sku, shopSku);
    context.json({ sku, shopSku: shopSku ?? null });
    context.say(
      shopSku === undefined ? words.productForgotten(sku) : words.productChosen(sku, shopSku),
    );
    return EXIT.ok;
  });
}

async function shopHas(bridge: Bridge, shopSku: string): Promise<boolean> {
  const { client } = bridge.connections.shop(await bridge.settings.load());
  return (await atShop(() => client.findProducts([shopSku]))).has(shopSku);
}
