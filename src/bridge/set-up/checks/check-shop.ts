import { LEAVE_AS_IT_IS } from '../../../mapping/import-rules.ts';
import { ORDER_PHASES } from '../../../mapping/order-phase.ts';
import type { ShopProfile } from '../../../mapping/woocommerce/shop-profile.ts';
import {
  applicableRates,
  multiplierFromPercent,
  taxMultiplier,
} from '../../../mapping/woocommerce/tax-rates.ts';
import { BridgeError, ConfigError } from '../../errors.ts';
import { effectiveRules } from '../../settings/import-rule-overrides.ts';
import type { Settings } from '../../settings/settings-schema.ts';
import { effectiveShippingRules } from '../../settings/shipping-rule-overrides.ts';
import type { ShopProblem } from '../../woocommerce/access-problem.ts';
import type { ShopFacts } from '../../woocommerce/check-access.ts';
import type { WooClient } from '../../woocommerce/woo-client.ts';
import { type Finding, fine, wrong } from './finding.ts';

/** VAT rates of German goods; books and food have the lower one. */
const USUAL_VAT_RATES = [19, 7];
const GERMANY = { country: 'DE', state: '', postcode: '10115', city: 'BERLIN' };

/** Faults after which orders can come in all the same: the owner has something to do, no more. */
const MINOR: readonly string[] = [
  'clock-differs',
  'currency-not-eur',
  'price-decimals-too-few',
  'woocommerce-too-old',
];

export type ShopChecked = {
  findings: Finding[];
  /** whether it can be worked with at all */
  isUsable: boolean;
  facts: ShopFacts | undefined;
};

/** What is asked of the shop. `problemOf` says in the owner's terms why a call failed. */
export type ShopToCheck = {
  client: Pick<WooClient, 'checkAccess' | 'loadShopProfile'>;
  minimumWooVersion: string;
  problemOf(error: BridgeError): ShopProblem;
};

/**
 * Looks at the shop: reading, writing, version, currency, clock; then at what the settings want of it.
 *
 * @param open throws a ConfigError where the settings do not lead to a shop
 */
export async function checkShop(
  open: () => ShopToCheck,
  settings: Settings,
  signal: AbortSignal | undefined,
): Promise<ShopChecked> {
  let shopToCheck: ShopToCheck | undefined;
  try {
    shopToCheck = open();
    const { client, minimumWooVersion } = shopToCheck;
    const { problems, shop } = await client.checkAccess({ minimumWooVersion }, signal);
    const findings = problems.map((problem) => wrong('shop', problem));
    const isUsable = shop !== undefined && problems.every(({ code }) => MINOR.includes(code));
    if (!isUsable) return { findings, isUsable, facts: shop };
    if (findings.length === 0) {
      const { wooVersion, currency } = shop;
      const params = { url: settings.shop?.url ?? '', wooVersion, currency };
      findings.push(fine('shop', 'shop-facts', params));
    }
    const profile = await client.loadShopProfile(signal);
    findings.push(
      ...checkStatuses(settings, profile),
      checkTaxes(profile),
      ...checkReports(settings, profile),
    );
    return { findings, isUsable, facts: shop };
  } catch (error) {
    if (error instanceof ConfigError) {
      const { code, params } = error;
      return { findings: [wrong('shop', { code, params })], isUsable: false, facts: undefined };
    }
    if (!(error instanceof BridgeError) || shopToCheck === undefined) throw error;
    const problem = shopToCheck.problemOf(error);
    return { findings: [wrong('shop', problem)], isUsable: false, facts: undefined };
  }
}

function checkStatuses(settings: Settings, profile: ShopProfile): Finding[] {
  const known = profile.statuses.map(({ slug }) => slug);
  const missing = new Map<string, Finding>();
  const look = (place: string, mapping: Settings['importRules']['statusMapping']) => {
    for (const phase of ORDER_PHASES) {
      const status = mapping[phase];
      const name = `${phase}:${status}`;
      if (status === LEAVE_AS_IT_IS || known.includes(status) || missing.has(name)) continue;
      missing.set(
        name,
        wrong('statuses', {
          code: 'status-not-in-shop',
          params: { phase, status, known: known.join(', ') },
          word: 'status-missing',
          setting: `${place}.statusMapping.${phase}`,
        }),
      );
    }
  };
  look('importRules', settings.importRules.statusMapping);
  for (const account of settings.accounts) {
    look(`accounts.${account.id}.rules`, effectiveRules(settings, account).statusMapping);
  }
  return missing.size > 0 ? [...missing.values()] : [fine('statuses', 'fine')];
}

/** What keeps shipments from being reported before the first one is made. */
function checkReports(settings: Settings, { statuses }: ShopProfile): Finding[] {
  const known = statuses.map(({ slug }) => slug);
  return settings.accounts.map((account) => {
    const { shippedStatuses, shipFrom } = effectiveShippingRules(settings, account);
    const status = shippedStatuses.find((slug) => !known.includes(slug));
    if (status !== undefined) {
      const own = account.shipping.shippedStatuses !== undefined;
      const place = own ? `accounts.${account.id}.shipping` : 'shippingRules';
      const found = {
        code: 'status-not-in-shop',
        params: { status, known: known.join(', ') },
        word: 'shipped-status-missing',
        setting: `${place}.shippedStatuses`,
      } as const;
      return wrong('reports', found, account.id);
    }
    const names = shipFrom.map(({ name }) => name).join(', ');
    return names === ''
      ? fine('reports', 'ship-from-missing', {}, account.id)
      : fine('reports', 'ship-from', { names }, account.id);
  });
}

function checkTaxes(profile: ShopProfile): Finding {
  if (!profile.taxesOn) return fine('taxes', 'taxes-off');
  const multipliers = ['', ...profile.taxClasses].map((taxClass) =>
    taxMultiplier(applicableRates(profile, GERMANY, taxClass)),
  );
  const missing = USUAL_VAT_RATES.filter(
    (rate) => !multipliers.includes(multiplierFromPercent(rate)),
  );
  if (missing.length === 0) return fine('taxes', 'fine');
  const params = { rates: missing.join(', ') };
  return wrong('taxes', { code: 'vat-rate-not-in-shop', params, word: 'vat-rate-missing' });
}
