import { ConfigError } from '../errors.ts';
import type { Account } from './account-schema.ts';
import type { MailServer } from './notification-schema.ts';
import type { Sealed, SealingKey } from './sealing-key.ts';
import type { Secret } from './secret.ts';
import type { Settings, Shop } from './settings-schema.ts';

const CONSUMER_KEY = 'shop.consumerKey';
const CONSUMER_SECRET = 'shop.consumerSecret';
export const MAIL_PASSWORD = 'notifications.mail.password';

/** Where an account's secret lies; every secret is sealed for its place. */
export function clientSecretPosition(accountId: string): string {
  return `accounts.${accountId}.clientSecret`;
}

/** A shop that can be called. */
export type OpenedShop = Pick<Shop, 'url' | 'timeoutMs'> & {
  consumerKey: Secret;
  consumerSecret: Secret;
};

export function sealShop(shop: OpenedShop, key: SealingKey): Shop {
  return {
    ...shop,
    consumerKey: key.seal(CONSUMER_KEY, shop.consumerKey),
    consumerSecret: key.seal(CONSUMER_SECRET, shop.consumerSecret),
  };
}

/** @throws ConfigError `shop-missing`, `secret-missing`, `secret-not-openable` */
export function openShop(settings: Pick<Settings, 'shop'>, key: SealingKey): OpenedShop {
  const { shop } = settings;
  if (shop === null) {
    throw new ConfigError('shop-missing', 'No shop is connected yet: enter its address and keys.');
  }
  return {
    url: shop.url,
    timeoutMs: shop.timeoutMs,
    consumerKey: open(CONSUMER_KEY, shop.consumerKey, key),
    consumerSecret: open(CONSUMER_SECRET, shop.consumerSecret, key),
  };
}

export function sealClientSecret(accountId: string, secret: Secret, key: SealingKey): Sealed {
  return key.seal(clientSecretPosition(accountId), secret);
}

/** @throws ConfigError `secret-missing`, `secret-not-openable` */
export function openClientSecret(
  account: Pick<Account, 'id' | 'clientSecret'>,
  key: SealingKey,
): Secret {
  return open(clientSecretPosition(account.id), account.clientSecret, key);
}

export function sealMailPassword(password: Secret, key: SealingKey): Sealed {
  return key.seal(MAIL_PASSWORD, password);
}

/**
 * @returns undefined where the mail server is asked without a login
 * @throws ConfigError `secret-missing`, `secret-not-openable`
 */
export function openMailPassword(
  mail: Pick<MailServer, 'user' | 'password'>,
  key: SealingKey,
): Secret | undefined {
  return mail.user === '' ? undefined : open(MAIL_PASSWORD, mail.password, key);
}

/** The settings with every secret replaced by what `replace` says for its position. */
export function mapSecrets(
  settings: Settings,
  replace: (position: string, sealed: Sealed | null) => Sealed | null,
): Settings {
  const { shop, notifications } = settings;
  const { mail } = notifications;
  return {
    ...settings,
    notifications: {
      ...notifications,
      mail: mail && { ...mail, password: replace(MAIL_PASSWORD, mail.password) },
    },
    shop: shop && {
      ...shop,
      consumerKey: replace(CONSUMER_KEY, shop.consumerKey),
      consumerSecret: replace(CONSUMER_SECRET, shop.consumerSecret),
    },
    accounts: settings.accounts.map((account) => ({
      ...account,
      clientSecret: replace(clientSecretPosition(account.id), account.clientSecret),
    })),
  };
}

/** Every secret that is present, by position. */
export function sealedSecrets(settings: Settings): Map<string, Sealed> {
  const present = new Map<string, Sealed>();
  mapSecrets(settings, (position, sealed) => {
    if (sealed !== null) present.set(position, sealed);
    return sealed;
  });
  return present;
}

/** Positions of the secrets that a key does not open. */
export function closedTo(key: SealingKey, settings: Settings): string[] {
  const isClosed = (position: string, sealed: Sealed) => {
    try {
      key.open(position, sealed);
      return false;
    } catch {
      return true;
    }
  };
  return [...sealedSecrets(settings)]
    .filter(([position, sealed]) => isClosed(position, sealed))
    .map(([position]) => position);
}

function open(position: string, sealed: Sealed | null, key: SealingKey): Secret {
  if (sealed !== null) return key.open(position, sealed);
  throw new ConfigError('secret-missing', `The secret at ${position} is not there yet: enter it.`, {
    params: { position },
  });
}
