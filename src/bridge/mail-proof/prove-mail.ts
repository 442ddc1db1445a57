import { giveBackLease } from '../order-import/give-back-lease.ts';
import { leaseKeeper, takeLease } from '../order-import/keep-lease.ts';
import { ImportStopped, type RunFault } from '../order-import/run-faults.ts';
import { workThenEnd } from '../order-import/work-then-end.ts';
import { liveTestOrder } from './live-test-order.ts';
import type { ProofOptions, ProofParts } from './ports.ts';
import {
  MailProofFailed,
  noteStep,
  type ProofRun,
  readFromShop,
  saveProgress,
} from './proof-run.ts';
import { removeLeftovers, removeTestOrder } from './remove-test-orders.ts';

export const MAIL_PROOF_LEASE = 'mail-proof';

export type ProofResult =
  | { ran: false; why: 'mail-proof-running' }
  /** no fault = no mail could reach a buyer */
  | { ran: true; proofId: string; fault: RunFault | undefined };

/**
 * Proves that no mail can reach a buyer: makes a test order in the shop, takes it through every status,
 * looks after each step whether anything stands there that mail could go to, and removes it. Killed
 * anywhere, what it left is removed by the next proof, or when the service starts.
 */
export async function proveMail(parts: ProofParts, options: ProofOptions): Promise<ProofResult> {
  const { ledger, clock, logger } = parts;
  const { proofId, cause } = options;
  const now = () => clock.now().toISOString();
  const holder = `${options.holderKind}:${parts.processName}:${parts.newId()}`;
  const lease = await takeLease(parts, MAIL_PROOF_LEASE, holder, () =>
    ledger.restartTestOrders(now()),
  );
  if (!lease) return { ran: false, why: 'mail-proof-running' };
  const keeper = leaseKeeper(parts, lease);
  let fault: RunFault | undefined = { code: 'unexpected', params: {} };
  const startAndProve = async (): Promise<RunFault | undefined> => {
    await ledger.closeBrokenMailProofs(now());
    await ledger.startMailProof({ proofId, cause, startedAt: now() });
    options.onStarted?.(proofId);
    logger.info('mail-proof-started', { proofId, cause });
    const run: ProofRun = {
      ...parts,
      options,
      keepLease: keeper.keep,
      steps: [],
      switches: undefined,
      wooOrderId: undefined,
      knownNotes: new Set(),
      now,
    };
    return faultOf(run);
  };
  const workFenced = async (): Promise<void> => {
    fault = await keeper.faultOf(startAndProve);
  };
  await workThenEnd(workFenced, [
    keeper.stop,
    () => ledger.finishMailProof(proofId, { finishedAt: now(), error: fault }),
    () => giveBackLease(parts, lease),
    () => logger.info('mail-proof-finished', { proofId, fault: fault?.code }),
  ]);
  return { ran: true, proofId, fault };
}

/** @returns why the proof failed or could not be made; undefined = it passed */
async function faultOf(run: ProofRun): Promise<RunFault | undefined> {
  const { ledger } = run;
  try {
    await prove(run);
    await ledger.resolveIncidents(['mail-proof-failed'], 'shop', run.now());
    return undefined;
  } catch (error) {
    if (error instanceof MailProofFailed) {
      const { code, params } = error.fault;
      await ledger.openIncident({ code, about: 'shop', accountId: undefined, params }, run.now());
      return error.fault;
    }
    if (run.options.signal.aborted) return { code: 'mail-proof-interrupted', params: {} };
    if (error instanceof ImportStopped) return error.fault;
    throw error;
  }
}

async function prove(run: ProofRun): Promise<void> {
  await removeLeftovers(run);
  const profile = await readFromShop(run, () => run.shop.loadShopProfile());
  run.switches = await customerMails(run);
  await saveProgress(run);
  try {
    await liveTestOrder(run, profile);
  } finally {
    await removeOwn(run);
  }
}

/** For information only: a shop that does not let them be read is proved all the same. */
async function customerMails(run: ProofRun): Promise<ProofRun['switches']> {
  try {
    return await readFromShop(run, () => run.shop.listCustomerMails());
  } catch (error) {
    if (!(error instanceof ImportStopped)) throw error;
    run.logger.warn('mail-switches-not-readable', { code: error.fault.code });
    return undefined;
  }
}

/** Whatever happened before: the test order does not stay. */
async function removeOwn(run: ProofRun): Promise<void> {
  if (run.wooOrderId === undefined || !(await removeTestOrder(run, run.wooOrderId))) return;
  await run.ledger.closeTestOrder(run.options.proofId);
  await noteStep(run, { kind: 'removed', status: '', notesAboutMail: 0, findings: [] });
}
