import { SECOND } from '../clock.ts';
import { settleTimeMs } from '../order-import/recover-claims.ts';
import { atShop, ImportStopped } from '../order-import/run-faults.ts';
import type { ProofParts } from './ports.ts';
import { readFromShop } from './proof-run.ts';

/** Waits before each try to remove an order. */
const TRIES_MS = [0, SECOND, 5 * SECOND];

type RemovalParts = Pick<ProofParts, 'shop' | 'gate' | 'ledger' | 'clock' | 'logger'>;

/**
 * Removes a test order for good; where the shop does not let it, the owner hears which one it is.
 *
 * @returns false when it stays
 */
export async function removeTestOrder(parts: RemovalParts, wooOrderId: number): Promise<boolean> {
  const { ledger, clock, logger } = parts;
  const now = () => clock.now().toISOString();
  for (const waitMs of TRIES_MS) {
    await clock.sleep(waitMs);
    try {
      await atShop(() => parts.gate.run(() => parts.shop.deleteOrder(wooOrderId, { force: true })));
      await ledger.resolveIncidents(['mail-proof-order-left'], String(wooOrderId), now());
      return true;
    } catch (error) {
      if (!(error instanceof ImportStopped)) throw error;
      const { code } = error.fault;
      logger.warn('mail-proof-order-not-removed', { wooOrderId, code });
    }
  }
  await ledger.openIncident(
    {
      code: 'mail-proof-order-left',
      about: String(wooOrderId),
      accountId: undefined,
      params: { wooOrderId },
    },
    now(),
  );
  return false;
}

/**
 * Removes test orders that earlier proofs left in the shop: killed ones, or such that got no answer.
 *
 * @throws ImportStopped `mail-proof-unsettled` while one may still be made, `mail-proof-order-left`
 *   when one can't be removed, or the shop's fault
 */
export async function removeLeftovers(parts: RemovalParts): Promise<void> {
  const { ledger, clock } = parts;
  const open = await ledger.loadOpenTestOrders();
  // Before looking: what the shop makes while it lists its orders may be missing in the list.
  const lookedAt = clock.now().getTime();
  const left = await readFromShop(parts, () => parts.shop.listTestOrders());
  const stays = new Set<string>();
  for (const { wooOrderId, proofId } of left) {
    if (await removeTestOrder(parts, wooOrderId)) continue;
    stays.add(proofId);
  }
  const settleMs = open.length === 0 ? 0 : await settleTimeOf(parts);
  let isUnsettled = false;
  for (const proof of open) {
    const wasKnown =
      proof.woo_order_id !== null || left.some(({ proofId }) => proofId === proof.proof_id);
    const isSettled = lookedAt - Date.parse(proof.create_sent_at ?? '') >= settleMs;
    if (stays.has(proof.proof_id)) continue;
    if (wasKnown || isSettled) await ledger.closeTestOrder(proof.proof_id);
    else isUnsettled = true;
  }
  if (stays.size > 0) {
    const [order] = left.filter(({ proofId }) => stays.has(proofId));
    const params = { wooOrderId: order?.wooOrderId ?? 0 };
    throw new ImportStopped('shop', { code: 'mail-proof-order-left', params }, undefined);
  }
  if (isUnsettled) {
    throw new ImportStopped('shop', { code: 'mail-proof-unsettled', params: {} }, undefined);
  }
}

async function settleTimeOf(parts: RemovalParts): Promise<number> {
  const profile = await readFromShop(parts, () => parts.shop.loadShopProfile());
  return settleTimeMs(profile.maxExecutionSeconds);
}
