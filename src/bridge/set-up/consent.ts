import { createHash, randomBytes } from 'node:crypto';
import { z } from 'zod';
import { MINUTE } from '../clock.ts';
import { ConfigError } from '../errors.ts';
import type { Settings } from '../settings/settings-schema.ts';
import type { Params } from '../words/saying.ts';
import type { ShopToCheck } from './checks/check-shop.ts';
import { connectShop, type ShopConnected } from './connect-shop.ts';
import type { SetUpParts } from './ports.ts';

/** Where the shop sends the keys that the merchant allowed. */
export const CONSENT_PATH = '/webhooks/woocommerce-consent';
const VALID_MS = 15 * MINUTE;
const APP_NAME = 'OTTO Market Bridge';

/** While the keys that came are being tried. */
const TAKEN = 'taken';

export type ConsentParts = Pick<SetUpParts, 'settings' | 'key' | 'clock' | 'ledger'> & {
  openTrial(settings: Settings): ShopToCheck;
};

/**
 * Where the merchant allows the bridge in, on the shop's own page. The shop then sends keys to us, so
 * it needs a public https address of ours: WooCommerce takes no other.
 *
 * @throws ConfigError `consent-needs-https`
 */
export async function askConsent(
  { settings, clock, ledger }: ConsentParts,
  asked: { url: string; askedBy: string },
): Promise<{ authorizeUrl: string; expiresAt: string }> {
  const { publicUrl } = await settings.load();
  if (publicUrl === null || !isPublicHttps(publicUrl)) throw needsHttps(publicUrl);
  const state = randomBytes(32).toString('base64url');
  const now = clock.now();
  const expiresAt = new Date(now.getTime() + VALID_MS).toISOString();
  await ledger.addConsent({
    state_hash: hashOf(state),
    shop_url: asked.url,
    asked_by: asked.askedBy,
    asked_at: now.toISOString(),
    expires_at: expiresAt,
  });
  const query = new URLSearchParams({
    app_name: APP_NAME,
    scope: 'read_write',
    user_id: state,
    return_url: `${publicUrl}/setup`,
    callback_url: `${publicUrl}${CONSENT_PATH}`,
  });
  return { authorizeUrl: `${asked.url}/wc-auth/v1/authorize?${query}`, expiresAt };
}

/** Whether the shop's page can send us keys. */
export function isPublicHttps(publicUrl: string | null): publicUrl is string {
  return publicUrl?.startsWith('https://') === true;
}

export function needsHttps(publicUrl: string | null): ConfigError {
  return new ConfigError('consent-needs-https', 'The shop sends keys to a public https address', {
    params: publicUrl === null ? {} : { publicUrl },
  });
}

const keysSchema = z.looseObject({
  user_id: z.string().min(20).max(100),
  consumer_key: z.string().min(1).max(200),
  consumer_secret: z.string().min(1).max(200),
  key_permissions: z.string().max(50),
});

/**
 * Takes the keys the shop sends after the merchant's yes: once, in time, and only if the shop that was
 * asked can be worked with by them. When it throws, the shop withdraws the keys.
 *
 * @throws ConfigError `consent-unknown`, `consent-keys-unusable`
 */
export async function receiveConsent(
  parts: ConsentParts,
  body: unknown,
): Promise<{ connected: ShopConnected; askedBy: string }> {
  const sent = keysSchema.safeParse(body);
  if (!sent.success) throw unknownConsent();
  const { user_id: state, consumer_key: consumerKey, consumer_secret: consumerSecret } = sent.data;
  const stateHash = hashOf(state);
  const now = parts.clock.now().toISOString();
  const asked = await parts.ledger.takeConsent(stateHash, TAKEN, now);
  if (asked === undefined) throw unknownConsent();
  const url = asked.shop_url;
  let connected: ShopConnected | undefined;
  try {
    if (sent.data.key_permissions === 'read_write') {
      connected = await connectShop(parts, { url, consumerKey, consumerSecret });
    }
  } finally {
    const outcome = connected?.changed ? 'connected' : 'consent-keys-unusable';
    await parts.ledger.settleConsent(stateHash, outcome);
  }
  if (connected?.changed) return { connected, askedBy: asked.asked_by };
  throw new ConfigError('consent-keys-unusable', 'The keys the shop sent do not work there', {
    params: { url },
  });
}

/** The merchant said no: the shop sent the browser back with our state and no keys. */
export async function denyConsent(parts: ConsentParts, state: string): Promise<void> {
  const now = parts.clock.now().toISOString();
  await parts.ledger.takeConsent(hashOf(state), 'consent-denied', now);
}

export type ConsentView = {
  state: 'none' | 'waiting' | 'connected' | 'denied' | 'expired' | 'failed';
  url: string | null;
  askedAt: string | null;
  expiresAt: string | null;
  problem: { code: string; params: Params } | null;
};

/** What became of the question that was put last. */
export async function viewConsent({ ledger, clock }: ConsentParts): Promise<ConsentView> {
  const row = await ledger.loadConsent();
  if (row === undefined) {
    return { state: 'none', url: null, askedAt: null, expiresAt: null, problem: null };
  }
  const { shop_url: url, asked_at: askedAt, expires_at: expiresAt, outcome } = row;
  const isOpen = outcome === null || outcome === TAKEN;
  const isExpired = isOpen && expiresAt <= clock.now().toISOString();
  const code = isExpired ? 'consent-expired' : isOpen || outcome === 'connected' ? null : outcome;
  return {
    state: stateOf(outcome, isOpen, isExpired),
    url,
    askedAt,
    expiresAt,
    problem: code === null ? null : { code, params: { url } },
  };
}

function stateOf(
  outcome: string | null,
  isOpen: boolean,
  isExpired: boolean,
): ConsentView['state'] {
  if (isExpired) return 'expired';
  if (isOpen) return 'waiting';
  if (outcome === 'connected') return 'connected';
  return outcome === 'consent-denied' ? 'denied' : 'failed';
}

function unknownConsent(): ConfigError {
  return new ConfigError('consent-unknown', 'No consent is asked for under this name');
}

/** The state itself is kept nowhere: whoever reads the ledger can't answer for the shop. */
function hashOf(state: string): string {
  return createHash('sha256').update(state).digest('hex');
}
