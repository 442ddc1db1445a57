import { type ChoiceRequest, type ChoiceResult, chooseSide } from '../order-choice/choose-side.ts';
import { findAccount } from '../settings/find-account.ts';
import { effectiveRules } from '../settings/import-rule-overrides.ts';
import { outcomeOf } from '../woocommerce/outcome-of.ts';
import type { Wired } from './wired.ts';

/**
 * @throws ConfigError `account-unknown`, `shop-missing`, `secret-missing`, `secret-not-openable`;
 *   ImportStopped with the shop's fault
 */
export async function runChoice(bridge: Wired, asked: ChoiceRequest): Promise<ChoiceResult> {
  const settings = await bridge.settings.load();
  const account = findAccount(settings, asked.accountId);
  const { client, gate } = bridge.connections.shop(settings);
  return chooseSide(
    {
      shop: client,
      gate,
      outcomeOf,
      ledger: bridge.ledger,
      rules: effectiveRules(settings, account),
      clock: bridge.clock,
      logger: bridge.logger,
    },
    asked,
  );
}
