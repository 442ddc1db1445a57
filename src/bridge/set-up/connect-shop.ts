import { Secret } from '../settings/secret.ts';
import { type Settings, type Shop, shopSchema } from '../settings/settings-schema.ts';
import { sealShop } from '../settings/stored-secrets.ts';
import type { Changed } from './change-settings.ts';
import { checkShop, type ShopChecked, type ShopToCheck } from './checks/check-shop.ts';
import { FieldsRefusedError, type RefusedField } from './fields-refused-error.ts';
import type { SetUpParts } from './ports.ts';
import { SECRET_NEEDED } from './sections.ts';

export type ShopWish = {
  url: string;
  consumerKey?: string;
  consumerSecret?: string;
  timeoutMs?: number;
};

export type ShopConnected = ShopChecked & {
  /** undefined = it was not saved, as it can't be worked with */
  changed: Changed | undefined;
};

/**
 * Connects a shop if it can be worked with; keys that do not work replace none that do. Keys that are
 * left out are kept, for the same address only.
 *
 * @throws FieldsRefusedError
 */
export async function connectShop(
  parts: Pick<SetUpParts, 'settings' | 'key'> & {
    /** a shop that is only tried */
    openTrial(settings: Settings): ShopToCheck;
  },
  wish: ShopWish,
  signal?: AbortSignal,
): Promise<ShopConnected> {
  const settings = await parts.settings.load();
  const shop = shopFrom(parts, settings.shop, wish);
  const tried = { ...settings, shop };
  const checked = await checkShop(() => parts.openTrial(tried), tried, signal);
  if (!checked.isUsable) return { ...checked, changed: undefined };
  let before: Settings | undefined;
  const after = await parts.settings.update((current) => {
    before = structuredClone(current);
    return { ...current, shop };
  });
  return { ...checked, changed: { before: before ?? after, after } };
}

function shopFrom(
  { key }: Pick<SetUpParts, 'key'>,
  present: Shop | null,
  { url, consumerKey, consumerSecret, timeoutMs }: ShopWish,
): Shop {
  const timeout = timeoutMs ?? present?.timeoutMs ?? shopSchema.shape.timeoutMs.parse(undefined);
  if (consumerKey !== undefined && consumerSecret !== undefined) {
    const keys = {
      consumerKey: new Secret(consumerKey),
      consumerSecret: new Secret(consumerSecret),
    };
    return sealShop({ url, timeoutMs: timeout, ...keys }, key);
  }
  const isSame = present?.url === url && present.consumerKey && present.consumerSecret;
  if (isSame && consumerKey === undefined && consumerSecret === undefined) {
    return { ...present, timeoutMs: timeout };
  }
  const missing: RefusedField[] = [];
  if (consumerKey === undefined) missing.push({ field: 'consumerKey', message: SECRET_NEEDED });
  if (consumerSecret === undefined)
    missing.push({ field: 'consumerSecret', message: SECRET_NEEDED });
  throw new FieldsRefusedError(missing);
}
