import { randomUUID } from 'node:crypto';
import type { ProofOptions, ProofParts } from '../mail-proof/ports.ts';
import { type ProofResult, proveMail } from '../mail-proof/prove-mail.ts';
import { tidyMailProofs } from '../mail-proof/tidy-mail-proofs.ts';
import { effectiveRules } from '../settings/import-rule-overrides.ts';
import type { Settings } from '../settings/settings-schema.ts';
import { outcomeOf } from '../woocommerce/outcome-of.ts';
import { commonParts, type Wired } from './wired.ts';

export type MailProofRequest = Omit<ProofOptions, 'proofId' | 'rules'>;

/** @throws ConfigError `shop-missing`, `secret-missing`, `secret-not-openable` */
export async function runMailProof(bridge: Wired, request: MailProofRequest): Promise<ProofResult> {
  const settings = await bridge.settings.load();
  const parts = partsFor(bridge, settings);
  return proveMail(parts, { ...request, proofId: randomUUID(), rules: rulesOf(settings) });
}

/** For the start of the service; where no proof left anything, the shop is asked nothing. */
export async function runMailProofTidying(bridge: Wired): Promise<void> {
  if ((await bridge.ledger.loadOpenTestOrders()).length === 0) return;
  await tidyMailProofs(partsFor(bridge, await bridge.settings.load()));
}

/** Of every account that imports; of all where none does yet; the common ones without an account. */
function rulesOf(settings: Settings): ProofOptions['rules'] {
  const active = settings.accounts.filter(({ state }) => state === 'active');
  const chosen = active.length > 0 ? active : settings.accounts;
  const [first, ...others] = chosen.map((account) => effectiveRules(settings, account));
  return [first ?? settings.importRules, ...others];
}

function partsFor(bridge: Wired, settings: Settings): ProofParts {
  const { client, gate } = bridge.connections.shop(settings);
  return {
    shop: client,
    gate,
    outcomeOf,
    ...commonParts(bridge),
  };
}
