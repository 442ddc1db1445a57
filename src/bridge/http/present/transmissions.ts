import type { TransmissionState } from '../../../mapping/reporting/transmission.ts';
import type { Attempt } from '../../ledger/transmission-attempts.ts';
import type { ParcelInLedger, Transmission } from '../../ledger/transmission-rows.ts';
import { reportCode } from '../../words/report-code.ts';
import { reportWord } from '../../words/report-words.ts';
import { conditionWord, returnReasonWord } from '../../words/return-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import { tell } from '../words-of-request.ts';

type Presented = AnswerOf<'listTransmissions'>['items'][number];

export function presentTransmission(language: Language, report: Transmission): Presented {
  const { kind, state, source } = report;
  return {
    transmissionId: report.transmissionId,
    accountId: report.accountId,
    salesOrderId: report.salesOrderId,
    orderNumber: report.orderNumber,
    wooOrderId: report.wooOrderId ?? null,
    kind,
    kindWord: reportWord(language, 'transmissionKind', kind),
    state,
    stateWord: reportWord(language, 'transmissionState', state),
    reason: presentReason(language, report),
    source,
    sourceWord: reportWord(language, 'transmissionSource', source),
    positionItemIds: report.positionItemIds,
    parcels: report.parcels.map(presentParcel),
    shipDate: report.shipDate ?? null,
    deliverBy: report.deliverBy ?? null,
    failures: report.failures,
    createdAt: report.createdAt,
    nextTryAt: report.nextTryAt ?? null,
    sentAt: report.sentAt ?? null,
    acceptedAt: report.acceptedAt ?? null,
    endedAt: report.endedAt ?? null,
    ottoShipmentId: report.ottoShipmentId ?? null,
    decision: presentDecision(language, report),
    amountCents: report.amountCents ?? null,
    can: possibleWith(report),
  };
}

function presentDecision(
  language: Language,
  { condition, decisionReason }: Transmission,
): Presented['decision'] {
  if (condition === undefined || decisionReason === undefined) return null;
  return {
    condition,
    conditionWord: conditionWord(language, condition),
    reason: decisionReason,
    reasonWord: returnReasonWord(language, decisionReason),
  };
}

export function presentParcel(parcel: ParcelInLedger): Presented['parcels'][number] {
  return {
    carrier: parcel.carrier ?? null,
    carrierName: parcel.carrierName ?? null,
    trackingNumber: parcel.trackingNumber ?? null,
    returnCarrier: parcel.returnCarrier ?? null,
    returnNumber: parcel.returnNumber ?? null,
  };
}

export function presentAttempt(
  language: Language,
  attempt: Attempt,
): AnswerOf<'getTransmission'>['attempts'][number] {
  const { at, endedAt, call, outcome, statusCode, titles, logref, fault } = attempt;
  return {
    at,
    endedAt: endedAt ?? null,
    call,
    callWord: reportWord(language, 'attemptCall', call),
    outcome: outcome ?? null,
    outcomeWord: reportWord(language, 'attemptOutcome', outcome ?? 'open'),
    statusCode: statusCode ?? null,
    titles: [...titles],
    logref: logref ?? null,
    fault: fault ?? null,
  };
}

function presentReason(
  language: Language,
  { reason, kind, orderNumber }: Transmission,
): Presented['reason'] {
  if (!reason) return null;
  return tell(language, reportCode(reason.code), { orderNumber, kind, ...reason.params });
}

/** Surely nothing of it is at OTTO in these states, unless OTTO took it before. */
const NOT_AT_OTTO: readonly TransmissionState[] = ['waiting', 'due', 'attention'];

/** What the owner can do with a report as it stands; the ledger has the last word. */
function possibleWith({
  kind,
  state,
  reason,
  acceptedAt,
  endedAt,
}: Transmission): Presented['can'] {
  const can: Presented['can'] = [];
  if (endedAt !== undefined) return can;
  const isHere = NOT_AT_OTTO.includes(state);
  if (reason?.code === 'cancellation-to-confirm') can.push('confirm');
  if (isHere || state === 'by-hand') can.push('send-again');
  if (isHere) can.push('by-hand');
  if (isHere && acceptedAt === undefined) {
    can.push('withdraw');
    if (kind === 'shipment') can.push('correct');
  }
  return can;
}
