import type { EventCause } from '../ledger/tables.ts';
import type { Transmission } from '../ledger/transmission-rows.ts';
import type { DeskParts, Refusal } from './ports.ts';

/** What came of something the owner did with one report. */
export type ActionResult =
  | { done: true; transmission: Transmission }
  | { done: false; refusal: Refusal };

/** The owner says yes to a cancellation that the shop asks for. It can't be undone at OTTO. */
export function confirmReport(parts: DeskParts, transmissionId: string): Promise<ActionResult> {
  const now = parts.clock.now().toISOString();
  return act(parts, transmissionId, () => parts.ledger.confirmCancellation(transmissionId, now));
}

/** It is no longer wanted; its pieces are free for another report. */
export function withdrawReport(
  parts: DeskParts,
  transmissionId: string,
  cause: EventCause,
): Promise<ActionResult> {
  const now = parts.clock.now().toISOString();
  return act(parts, transmissionId, () =>
    parts.ledger.withdrawTransmission(transmissionId, cause, now),
  );
}

/** It is tried now, whatever it waits for. */
export function sendReportAgain(parts: DeskParts, transmissionId: string): Promise<ActionResult> {
  const now = parts.clock.now().toISOString();
  return act(
    parts,
    transmissionId,
    async () => (await parts.ledger.sendAgain({ transmissionIds: [transmissionId] }, now)) > 0,
  );
}

/** The owner did it at OTTO by hand: it is not sent any more, and over once OTTO shows it. */
export function takeReportByHand(parts: DeskParts, transmissionId: string): Promise<ActionResult> {
  const now = parts.clock.now().toISOString();
  return act(parts, transmissionId, () => parts.ledger.takeByHand(transmissionId, now));
}

async function act(
  { ledger }: Pick<DeskParts, 'ledger'>,
  transmissionId: string,
  change: () => Promise<boolean>,
): Promise<ActionResult> {
  const isChanged = await change();
  const transmission = (await ledger.loadTransmission(transmissionId))?.transmission;
  if (!transmission) return { done: false, refusal: reportUnknown(transmissionId) };
  return isChanged ? { done: true, transmission } : { done: false, refusal: notNow(transmission) };
}

export function reportUnknown(transmissionId: string): Refusal {
  return { code: 'transmission-unknown', params: { transmissionId } };
}

/** What is asked for is not possible with the report as it stands. */
export function notNow({ orderNumber, state }: Transmission): Refusal {
  return { code: 'report-not-possible-now', params: { orderNumber, state } };
}
