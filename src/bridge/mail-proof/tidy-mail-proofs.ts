import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import { ImportStopped } from '../order-import/run-faults.ts';
import type { ProofParts } from './ports.ts';
import { MAIL_PROOF_LEASE } from './prove-mail.ts';
import { removeLeftovers } from './remove-test-orders.ts';

/** Removes what a killed proof left in the shop. What does not work now is done by the next start or proof. */
export async function tidyMailProofs(parts: ProofParts): Promise<void> {
  const { ledger, logger } = parts;
  const holder = `service:${parts.processName}:${parts.newId()}`;
  const lease = await takeLease(parts, MAIL_PROOF_LEASE, holder, () =>
    ledger.restartTestOrders(parts.clock.now().toISOString()),
  );
  if (!lease) return;
  const keeper = leaseKeeper(parts, lease);
  try {
    await keeper.fenced(async () => {
      await ledger.closeBrokenMailProofs(parts.clock.now().toISOString());
      await removeLeftovers(parts);
    });
  } catch (error) {
    if (!(error instanceof ImportStopped)) throw error;
    logger.warn('mail-proof-leftovers-stay', { code: error.fault.code });
  } finally {
    keeper.stop();
    await giveBackLease(parts, lease);
  }
}
