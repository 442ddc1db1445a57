import { LEAVE_AS_IT_IS } from '../../../mapping/import-rules.ts';
import { ORDER_PHASES } from '../../../mapping/order-phase.ts';
import type { ShopProfile } from '../../../mapping/woocommerce/shop-profile.ts';
import {
  applicableRates,
  multiplierFromPercent,
  taxMultiplier,
} from '../../../mapping/woocommerce/tax-rates.ts';
import type { Bridge } from '../../create-bridge.ts';
import { BridgeError, ConfigError } from '../../errors.ts';
import { effectiveRules } from '../../settings/import-rule-overrides.ts';
import type { Settings } from '../../settings/settings-schema.ts';
import { effectiveShippingRules } from '../../settings/shipping-rule-overrides.ts';
import { accessProblem } from '../../woocommerce/access-problem.ts';
import { accountStateWord, phaseWord } from '../../words/owner-words.ts';
import type { CliContext } from '../cli-context.ts';
import { commandLine } from '../command-hints.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-codes.ts';
import { type Told, tell, tellError } from '../tell-fault.ts';
import type { DoctorCheck } from '../words/answer-words.ts';

/** One thing looked at: fine, or with what to do about it. */
export type Finding = Omit<Told, 'code' | 'params'> & {
  check: DoctorCheck;
  accountId: string | null;
  code: string | null;
  exitCode: ExitCode;
};

/** VAT rates of German goods; books and food have the lower one. */
const USUAL_VAT_RATES = [19, 7];
const GERMANY = { country: 'DE', state: '', postcode: '10115', city: 'BERLIN' };

export async function checkShop(
  context: CliContext,
  bridge: Bridge,
  settings: Settings,
): Promise<{ findings: Finding[]; isUsable: boolean }> {
  const { words, language, io } = context;
  const isHttps = settings.shop?.url.startsWith('https:') ?? true;
  try {
    const { client } = bridge.connections.shop(settings);
    const minimumWooVersion = bridge.manifest.platform.woocommerce;
    const { problems, shop } = await client.checkAccess({ minimumWooVersion }, io.signal);
    const findings = problems.map(({ code, params }) =>
      wrong('shop', tell(language, code, params)),
    );
    const isUsable =
      shop !== undefined && findings.every(({ exitCode }) => exitCode === EXIT.needsOwner);
    if (!isUsable) return { findings, isUsable };
    if (findings.length === 0) {
      findings.push(
        fine('shop', words.doctor.shopFacts({ ...shop, url: settings.shop?.url ?? '' })),
      );
    }
    const profile = await client.loadShopProfile(io.signal);
    findings.push(
      ...checkStatuses(context, settings, profile),
      checkTaxes(context, profile),
      ...checkReports(context, settings, profile),
    );
    return { findings, isUsable };
  } catch (error) {
    if (error instanceof ConfigError || !(error instanceof BridgeError)) {
      return { findings: [wrong('shop', toldOf(context, error))], isUsable: false };
    }
    const { code, params } = accessProblem(error, { isHttps });
    return { findings: [wrong('shop', tell(language, code, params))], isUsable: false };
  }
}

function checkStatuses(context: CliContext, settings: Settings, profile: ShopProfile): Finding[] {
  const { words, language } = context;
  const known = new Set(profile.statuses.map(({ slug }) => slug));
  const missing = new Map<string, Finding>();
  const look = (place: string, mapping: Settings['importRules']['statusMapping']) => {
    for (const phase of ORDER_PHASES) {
      const status = mapping[phase];
      if (status === LEAVE_AS_IT_IS || known.has(status)) continue;
      const told = words.doctor.statusMissing({
        phase: phaseWord(language, phase),
        status,
        known: [...known].join(', '),
      });
      const name = `${place}.statusMapping.${phase}`;
      if (missing.has(`${phase}:${status}`)) continue;
      missing.set(
        `${phase}:${status}`,
        wrong('statuses', {
          ...tell(language, 'status-not-in-shop', { phase, status }),
          ...told,
          follows: null,
          command: commandLine(`settings set ${name} <Status>`),
        }),
      );
    }
  };
  look('importRules', settings.importRules.statusMapping);
  for (const account of settings.accounts) {
    look(`accounts.${account.id}.rules`, effectiveRules(settings, account).statusMapping);
  }
  return missing.size > 0 ? [...missing.values()] : [fine('statuses', words.doctor.ok)];
}

/** What keeps shipments from being reported before the first one is made. */
function checkReports(
  { words, language }: CliContext,
  settings: Settings,
  { statuses }: ShopProfile,
): Finding[] {
  const known = statuses.map(({ slug }) => slug);
  return settings.accounts.map((account) => {
    const { shippedStatuses, shipFrom } = effectiveShippingRules(settings, account);
    const missing = shippedStatuses.find((slug) => !known.includes(slug));
    if (missing !== undefined) {
      const place = account.shipping.shippedStatuses
        ? `accounts.${account.id}.shipping`
        : 'shippingRules';
      const told = {
        ...tell(language, 'status-not-in-shop', { status: missing }),
        ...words.doctor.shippedStatusMissing({ status: missing, known: known.join(', ') }),
        command: commandLine(`settings set ${place}.shippedStatuses '["completed"]'`),
      };
      return wrong('reports', told, account.id);
    }
    const names = shipFrom.map(({ name }) => name).join(', ');
    const what = names === '' ? words.doctor.shipFromMissing : words.doctor.shipFrom(names);
    return fine('reports', what, account.id);
  });
}

function checkTaxes({ words, language }: CliContext, profile: ShopProfile): Finding {
  if (!profile.taxesOn) return fine('taxes', words.doctor.taxesOff);
  const multipliers = ['', ...profile.taxClasses].map((taxClass) =>
    taxMultiplier(applicableRates(profile, GERMANY, taxClass)),
  );
  const missing = USUAL_VAT_RATES.filter(
    (rate) => !multipliers.includes(multiplierFromPercent(rate)),
  );
  if (missing.length === 0) return fine('taxes', words.doctor.ok);
  return wrong('taxes', {
    ...tell(language, 'vat-rate-not-in-shop', {}),
    ...words.doctor.vatRateMissing(missing.join(', ')),
  });
}

export async function checkAccounts(
  context: CliContext,
  bridge: Bridge,
  settings: Settings,
): Promise<Finding[]> {
  const { words, language } = context;
  const active = settings.accounts.filter(({ state }) => state === 'active').length;
  const first = settings.accounts[0];
  const findings: Finding[] = [
    active > 0
      ? fine('accounts', words.doctor.activeAccounts(active))
      : {
          ...wrong('accounts', {
            ...tell(language, 'no-active-account', {}),
            ...words.doctor.noActiveAccount,
            command: commandLine(
              first
                ? `account activate ${first.id}`
                : 'account add --id main --name … --client-id …',
            ),
          }),
          exitCode: EXIT.needsOwner,
        },
  ];
  for (const account of settings.accounts) {
    const accountId = account.id;
    try {
      const { outcome } = await bridge.connections.otto(account).checkAccess(context.io.signal);
      const state = accountStateWord(language, account.state);
      findings.push(
        outcome === 'ok'
          ? fine('otto', words.doctor.accountState(state), accountId)
          : wrong('otto', tell(language, outcome, {}, { accountId }), accountId),
      );
    } catch (error) {
      findings.push(wrong('otto', toldOf(context, error), accountId));
    }
  }
  return findings;
}

/** A fault of the settings is a finding; anything else ends the command. */
function toldOf({ language }: CliContext, error: unknown): Told {
  if (error instanceof ConfigError) return tellError(language, error);
  throw error;
}

export function fine(check: DoctorCheck, what: string, accountId: string | null = null): Finding {
  const nothing = { code: null, follows: null, todo: null, command: null };
  return { check, accountId, ...nothing, what, exitCode: EXIT.ok };
}

function wrong(check: DoctorCheck, told: Told, accountId: string | null = null): Finding {
  const { code, what, follows, todo, command } = told;
  return { check, accountId, code, what, follows, todo, command, exitCode: exitCodeOf(code) };
}
