import { BridgeError } from '../errors.ts';
import { atShop, ImportStopped, type RunFault } from '../order-import/run-faults.ts';
import { findDeliverable, findInNotes } from './find-deliverable.ts';
import type { CustomerMail, ProofOptions, ProofParts } from './ports.ts';
import type { Finding, ProofStep } from './proof-step.ts';

/** One proof in progress: what it works with and what it has seen. */
export type ProofRun = ProofParts & {
  options: ProofOptions;
  /** before each write: makes sure that this proof still is the one that may write */
  keepLease(): Promise<void>;
  steps: ProofStep[];
  /** undefined = the shop does not let them be read */
  switches: CustomerMail[] | undefined;
  /** the test order, once it is known */
  wooOrderId: number | undefined;
  knownNotes: Set<number>;
  now(): string;
};

/** A place was found that mail could reach a buyer through. */
export class MailProofFailed extends BridgeError {
  override readonly name = 'MailProofFailed';
  readonly fault: RunFault;

  constructor(finding: Finding, step: ProofStep) {
    super(`Mail could reach a buyer through ${finding.place} in the status ${step.status}`);
    const { way, place } = finding;
    this.fault = {
      code: 'mail-proof-failed',
      params: { status: step.status, place, finding: way },
    };
  }
}

/** Sends one write when the gate has room for it, if this proof may still write by then. */
export async function writeToShop<Result>(
  run: ProofRun,
  write: () => Promise<Result>,
): Promise<Result> {
  run.options.signal.throwIfAborted();
  await run.keepLease();
  return atShop(() => run.gate.run(write));
}

/** Reads something of the shop when the gate has room for it. */
export function readFromShop<Result>(
  run: Pick<ProofParts, 'gate'>,
  read: () => Promise<Result>,
): Promise<Result> {
  return atShop(() => run.gate.run(read));
}

/**
 * Reads the test order and its notes as the shop shows them after a step, and commits what was seen.
 *
 * @throws MailProofFailed when mail could reach a buyer
 */
export async function lookAt(
  run: ProofRun,
  kind: ProofStep['kind'],
  wooOrderId: number,
): Promise<void> {
  const order = await readFromShop(run, () => run.shop.getRawOrder(wooOrderId));
  if (order === undefined) {
    throw new ImportStopped('shop', { code: 'mail-proof-order-gone', params: {} }, undefined);
  }
  const notes = await readFromShop(run, () => run.shop.listRawNotes(wooOrderId));
  const inNotes = findInNotes(notes, run.knownNotes);
  const step: ProofStep = {
    kind,
    status: statusOf(order),
    notesAboutMail: inNotes.notesAboutMail,
    findings: [...findDeliverable(order), ...inNotes.findings],
  };
  await noteStep(run, step);
  const [finding] = step.findings;
  if (finding) throw new MailProofFailed(finding, step);
}

/** Commits a step and tells whoever watches. */
export async function noteStep(run: ProofRun, step: ProofStep): Promise<void> {
  run.steps.push(step);
  await saveProgress(run);
  run.options.onStep?.(step);
}

export async function saveProgress(run: ProofRun): Promise<void> {
  const { wooOrderId, steps, switches } = run;
  await run.ledger.saveMailProof(run.options.proofId, { wooOrderId, steps, switches });
}

function statusOf(rawOrder: unknown): string {
  const hasStatus = typeof rawOrder === 'object' && rawOrder !== null && 'status' in rawOrder;
  return hasStatus && typeof rawOrder.status === 'string' ? rawOrder.status : '';
}
