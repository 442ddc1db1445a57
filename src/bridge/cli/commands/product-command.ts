import { chooseProduct, forgetProduct } from '../../set-up/owner-lists.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';

/** `product`: remembers which shop product a SKU of OTTO is, and lets waiting orders be looked at again. */
export async function chooseProductCommand(
  context: CliContext,
  sku: string,
  shopSku: string | undefined,
): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge) => {
    if (shopSku === undefined) await forgetProduct(bridge, sku);
    else {
      const { client } = bridge.connections.shop(await bridge.settings.load());
      await chooseProduct(bridge, client, { sku, shopSku });
    }
    await recordCommand(bridge, 'product', sku);
    context.json({ sku, shopSku: shopSku ?? null });
    context.say(
      shopSku === undefined ? words.productForgotten(sku) : words.productChosen(sku, shopSku),
    );
    return EXIT.ok;
  });
}
