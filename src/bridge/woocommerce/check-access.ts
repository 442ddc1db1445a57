import { z } from 'zod';
import { MINUTE, SECOND } from '../clock.ts';
import { BridgeError, NetworkError } from '../errors.ts';
import { accessProblem, type ShopProblem, writeProblem } from './access-problem.ts';
import type { ShopCaller } from './shop-caller.ts';

/** What `doctor` and the wizard show; without problems the shop can be worked with. */
export type ShopCheck = { problems: ShopProblem[]; shop: ShopFacts | undefined };

export type ShopFacts = {
  wooVersion: string;
  wordpressVersion: string;
  currency: string;
  priceDecimals: number;
  /** orders in their own tables ("high-performance order storage") */
  hpos: boolean;
};

export type ShopNeeds = {
  /** the lowest WooCommerce that is supported, e.g. "9.9" */
  minimumWooVersion: string;
};

const LARGEST_SKEW_MS = 2 * MINUTE;
const CURRENCY = 'EUR';
const PRICE_DECIMALS = 2;

const systemSchema = z.object({
  environment: z.object({ version: z.string(), wp_version: z.string().catch('') }),
  settings: z.object({
    currency: z.string(),
    number_of_decimals: z.coerce.number(),
    HPOS_enabled: z.boolean().catch(false),
  }),
});

const SYSTEM_FIELDS = [
  'environment.version',
  'environment.wp_version',
  'settings.currency',
  'settings.number_of_decimals',
  'settings.HPOS_enabled',
].join(',');

/**
 * Reads the shop's version and settings, then makes a write that changes nothing: an empty batch
 * passes the shop's check for the right to write, and does nothing more.
 */
export async function checkAccess(
  caller: ShopCaller,
  needs: ShopNeeds,
  options: { isHttps: boolean; signal?: AbortSignal | undefined },
): Promise<ShopCheck> {
  const read = await attempt(() =>
    caller.read('system_status', { _fields: SYSTEM_FIELDS }, systemSchema, options.signal),
  );
  if (read.error instanceof NetworkError) {
    return { problems: [accessProblem(read.error, options)], shop: undefined };
  }
  const write = await attempt(() =>
    caller.write('POST', 'orders/batch', {}, options.signal).then(() => true),
  );
  const problems = clockProblems(caller.shopClock()?.skewMs);
  if (read.error) {
    const couldWrite = write.error === undefined;
    problems.push(accessProblem(read.error, { ...options, couldWrite }));
    return { problems, shop: undefined };
  }
  if (write.error) problems.push(writeProblem(write.error, options));
  const { environment, settings } = read.value;
  const shop: ShopFacts = {
    wooVersion: environment.version,
    wordpressVersion: environment.wp_version,
    currency: settings.currency,
    priceDecimals: settings.number_of_decimals,
    hpos: settings.HPOS_enabled,
  };
  return { problems: [...problems, ...shopProblems(shop, needs)], shop };
}

function shopProblems(shop: ShopFacts, { minimumWooVersion }: ShopNeeds): ShopProblem[] {
  const problems: ShopProblem[] = [];
  if (isOlder(shop.wooVersion, minimumWooVersion)) {
    const params = { version: shop.wooVersion, minimum: minimumWooVersion };
    problems.push({ code: 'woocommerce-too-old', params });
  }
  if (shop.currency !== CURRENCY) {
    problems.push({ code: 'currency-not-eur', params: { currency: shop.currency } });
  }
  if (shop.priceDecimals < PRICE_DECIMALS) {
    problems.push({ code: 'price-decimals-too-few', params: { decimals: shop.priceDecimals } });
  }
  return problems;
}

function clockProblems(skewMs: number | undefined): ShopProblem[] {
  if (skewMs === undefined || Math.abs(skewMs) <= LARGEST_SKEW_MS) return [];
  return [{ code: 'clock-differs', params: { seconds: Math.round(skewMs / SECOND) } }];
}

/** Compares "10.5.0-beta.1" with "9.9" number by number. */
function isOlder(version: string, minimum: string): boolean {
  const numbers = (text: string) => (/^[\d.]*/.exec(text)?.[0] ?? '').split('.').map(Number);
  const [own, wanted] = [numbers(version), numbers(minimum)];
  for (const [index, part] of wanted.entries()) {
    const difference = (own[index] ?? 0) - part;
    if (difference !== 0) return difference < 0;
  }
  return false;
}

type Attempt<T> = { value: T; error?: undefined } | { value?: undefined; error: BridgeError };

async function attempt<T>(call: () => Promise<T>): Promise<Attempt<T>> {
  try {
    return { value: await call() };
  } catch (error) {
    if (error instanceof BridgeError) return { error };
    throw error;
  }
}
