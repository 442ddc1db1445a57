import { ImportStopped, type RunFault, stopLevel } from '../order-import/run-faults.ts';
import type { ReconcileRun } from './ports.ts';

/**
 * Why a run could not go on. A side that does not answer is the same incident as in an import, which
 * the next good talk with it ends.
 *
 * @returns undefined for what nobody foresaw
 */
export async function faultOf(run: ReconcileRun, error: unknown): Promise<RunFault | undefined> {
  const { accountId } = run.account;
  if (run.signal.aborted) return { code: 'reconcile-stopped', params: {} };
  if (!(error instanceof ImportStopped)) return undefined;
  const { side, fault, cause } = error;
  run.logger[stopLevel(error)]('reconcile-stopped', {
    accountId,
    ...fault.params,
    code: fault.code,
    problem: cause instanceof Error ? cause.message : undefined,
  });
  if (side === 'bridge') return { code: 'reconcile-interrupted', params: {} };
  const about = side === 'shop' ? 'shop' : accountId;
  await run.ledger.openIncident({ ...fault, about, accountId }, run.clock.now().toISOString());
  return fault;
}
