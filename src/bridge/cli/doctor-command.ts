import { LEAVE_AS_IT_IS } from '../../mapping/import-rules.ts';
import { ORDER_PHASES } from '../../mapping/order-phase.ts';
import type { ShopProfile } from '../../mapping/woocommerce/shop-profile.ts';
import {
  applicableRates,
  multiplierFromPercent,
  taxMultiplier,
} from '../../mapping/woocommerce/tax-rates.ts';
import type { Bridge } from '../create-bridge.ts';
import { BridgeError, ConfigError } from '../errors.ts';
import { effectiveRules } from '../settings/import-rule-overrides.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { phaseWord, sayingOf } from '../words/owner-words.ts';
import type { Params } from '../words/saying.ts';
import type { CliContext } from './cli-context.ts';
import { EXIT, type ExitCode } from './exit-codes.ts';
import type { DoctorCheck } from './words.ts';

/** One thing looked at: fine, or with what to do about it. */
type Finding = { check: DoctorCheck; about: string; isFine: boolean; finding: string };

/** VAT rates of German goods; books and food have the lower one. */
const USUAL_VAT_RATES = [19, 7];

/** `doctor`: looks at both sides without changing anything. */
export async function doctorCommand(
  context: CliContext,
  options: { only?: DoctorCheck[] } = {},
): Promise<ExitCode> {
  const { words } = context;
  return context.withBridge(async (bridge) => {
    const settings = await bridge.settings.load();
    const findings = [
      fine(context, 'ledger', bridge.manifest.version),
      ...(await checkShop(context, bridge, settings)),
      ...(await checkAccounts(context, bridge, settings)),
    ].filter(({ check }) => !options.only || options.only.includes(check));
    context.json(findings);
    context.say(words.doctor.title);
    for (const { check, about, isFine, finding } of findings) {
      context.say(
        `${isFine ? '✓' : '✗'} ${words.doctor.checks[check]}${about && ` ${about}`}: ${finding}`,
      );
    }
    const open = findings.filter(({ isFine }) => !isFine).length;
    context.say(open === 0 ? words.doctor.allGood : words.doctor.somethingToDo(open));
    return open === 0 ? EXIT.ok : EXIT.needsOwner;
  });
}

async function checkShop(
  context: CliContext,
  bridge: Bridge,
  settings: Settings,
): Promise<Finding[]> {
  const { words, language } = context;
  try {
    const { client } = bridge.connections.shop(settings);
    const minimumWooVersion = bridge.manifest.platform.woocommerce;
    const { problems, shop } = await client.checkAccess({ minimumWooVersion }, context.io.signal);
    const findings = problems.map(({ code, params }) =>
      wrong('shop', tell(language, code, params)),
    );
    if (shop) {
      const facts = words.doctor.shopFacts(shop);
      if (findings.length === 0) findings.push(fine(context, 'shop', '', facts));
      const profile = await client.loadShopProfile(context.io.signal);
      findings.push(...checkStatuses(context, settings, profile), ...checkTaxes(context, profile));
    }
    return findings;
  } catch (error) {
    return [wrong('shop', tellError(language, error))];
  }
}

function checkStatuses(context: CliContext, settings: Settings, profile: ShopProfile): Finding[] {
  const { words, language } = context;
  const known = new Set(profile.statuses.map(({ slug }) => slug));
  const mappings = [
    settings.importRules.statusMapping,
    ...settings.accounts.map((account) => effectiveRules(settings, account).statusMapping),
  ];
  const missing = new Map<string, Finding>();
  for (const mapping of mappings) {
    for (const phase of ORDER_PHASES) {
      const status = mapping[phase];
      if (status === LEAVE_AS_IT_IS || known.has(status)) continue;
      const finding = words.doctor.statusMissing(phaseWord(language, phase), status);
      missing.set(`${phase}:${status}`, wrong('statuses', finding));
    }
  }
  return missing.size > 0 ? [...missing.values()] : [fine(context, 'statuses', '')];
}

function checkTaxes(context: CliContext, profile: ShopProfile): Finding[] {
  if (!profile.taxesOn) return [fine(context, 'taxes', '')];
  const germany = { country: 'DE', state: '', postcode: '10115', city: 'BERLIN' };
  const multipliers = ['', ...profile.taxClasses].map((taxClass) =>
    taxMultiplier(applicableRates(profile, germany, taxClass)),
  );
  const missing = USUAL_VAT_RATES.filter(
    (rate) => !multipliers.includes(multiplierFromPercent(rate)),
  );
  return missing.length === 0
    ? [fine(context, 'taxes', '')]
    : [wrong('taxes', context.words.doctor.vatRateMissing(missing.join(', ')))];
}

async function checkAccounts(
  context: CliContext,
  bridge: Bridge,
  settings: Settings,
): Promise<Finding[]> {
  const { words, language } = context;
  const findings: Finding[] = [];
  if (!settings.accounts.some(({ state }) => state === 'active')) {
    findings.push(wrong('accounts', words.doctor.noActiveAccount));
  }
  for (const account of settings.accounts) {
    try {
      const check = await bridge.connections.otto(account).checkAccess(context.io.signal);
      findings.push(
        check.outcome === 'ok'
          ? fine(context, 'otto', account.id)
          : wrong('otto', tell(language, check.outcome, { accountId: account.id }), account.id),
      );
    } catch (error) {
      findings.push(wrong('otto', tellError(language, error), account.id));
    }
  }
  return findings;
}

function fine(context: CliContext, check: DoctorCheck, about: string, finding?: string): Finding {
  return { check, about, isFine: true, finding: finding ?? context.words.doctor.ok };
}

function wrong(check: DoctorCheck, finding: string, about = ''): Finding {
  return { check, about, isFine: false, finding };
}

function tell(language: 'de' | 'en', code: string, params: Params): string {
  const saying = sayingOf(language, code, params);
  return [saying.what, saying.follows, saying.todo].filter(Boolean).join(' ');
}

function tellError(language: 'de' | 'en', error: unknown): string {
  if (error instanceof ConfigError) return tell(language, error.code, error.params);
  if (error instanceof BridgeError) return error.message;
  throw error;
}
