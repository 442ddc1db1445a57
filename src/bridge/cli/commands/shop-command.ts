import { ConfigError } from '../../errors.ts';
import { Secret } from '../../settings/secret.ts';
import { shopSchema } from '../../settings/settings-schema.ts';
import { sealShop } from '../../settings/stored-secrets.ts';
import { askSecret } from '../ask-secret.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { checkShop } from './doctor-checks.ts';
import { presentFinding, showFindings } from './doctor-command.ts';

/** `shop`: connects the shop if it can be worked with; keys that do not work replace none that do. */
export async function connectShopCommand(
  context: CliContext,
  flags: { url: string; key: string; secret?: string },
): Promise<ExitCode> {
  const { words } = context;
  const address = shopSchema.shape.url.safeParse(flags.url.trim());
  if (!address.success) {
    throw new ConfigError('setting-invalid', 'Not an address', {
      params: { path: '--url', problems: address.error.issues[0]?.message ?? '' },
    });
  }
  const url = address.data;
  return context.withBridge(async (bridge) => {
    const settings = await bridge.settings.load();
    const secret = await askSecret(context, {
      given: flags.secret,
      variable: 'WOO_SECRET',
      what: 'consumerSecret',
    });
    const shop = sealShop(
      {
        url,
        timeoutMs: settings.shop?.timeoutMs ?? shopSchema.shape.timeoutMs.parse(undefined),
        consumerKey: new Secret(flags.key.trim()),
        consumerSecret: new Secret(secret),
      },
      bridge.key,
    );
    const { findings, isUsable } = await checkShop(context, bridge, { ...settings, shop });
    if (isUsable) await bridge.settings.update((current) => ({ ...current, shop }));
    context.json({ url, isSaved: isUsable, findings: findings.map(presentFinding) });
    context.say(isUsable ? words.shopConnected(url) : words.shopNotConnected(url));
    return showFindings(context, findings);
  });
}
