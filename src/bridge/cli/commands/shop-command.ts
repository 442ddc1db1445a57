import { ConfigError } from '../../errors.ts';
import { connectShop } from '../../set-up/connect-shop.ts';
import { shopSchema } from '../../settings/settings-schema.ts';
import { trialShop } from '../../wiring/set-up.ts';
import { askSecret } from '../ask-secret.ts';
import type { CliContext } from '../cli-context.ts';
import type { ExitCode } from '../exit-codes.ts';
import { recordCommand } from '../record-command.ts';
import { forCli, presentFinding, showFindings } from './doctor-checks.ts';

/** `shop`: connects the shop if it can be worked with; keys that do not work replace none that do. */
export async function connectShopCommand(
  context: CliContext,
  flags: { url: string; key: string; secret?: string },
): Promise<ExitCode> {
  const { words, language } = context;
  const address = shopSchema.shape.url.safeParse(flags.url.trim());
  if (!address.success) {
    throw new ConfigError('setting-invalid', 'Not an address', {
      params: { path: '--url', problems: address.error.issues[0]?.message ?? '' },
    });
  }
  const url = address.data;
  return context.withBridge(async (bridge) => {
    const secret = await askSecret(context, {
      given: flags.secret,
      variable: 'WOO_SECRET',
      what: 'consumerSecret',
    });
    const { changed, findings } = await connectShop(
      { ...bridge, openTrial: trialShop(bridge) },
      { url, consumerKey: flags.key.trim(), consumerSecret: secret },
      context.io.signal,
    );
    const isSaved = changed !== undefined;
    const settings = await bridge.settings.load();
    const told = findings.map((finding) => forCli(language, finding, settings));
    if (isSaved) await recordCommand(bridge, 'shop', url);
    context.json({ url, isSaved, findings: told.map(presentFinding) });
    context.say(isSaved ? words.shopConnected(url) : words.shopNotConnected(url));
    return showFindings(context, told);
  });
}
