import type {
  AcceptanceReason,
  RejectionReason,
  ReturnCondition,
} from '../../mapping/returns/return-words.ts';
import { formatCents, formatNumber } from './formats.ts';
import { wordFor } from './gaps.ts';
import type { Language } from './saying.ts';

type Words = {
  condition: Record<ReturnCondition, string>;
  reason: Record<AcceptanceReason | RejectionReason, string>;
  /** how a price reduction stands at OTTO */
  reductionStatus: Record<'INITIATED' | 'PROCESSED' | 'REJECTED', string>;
  accepted: (pieces: number, orders: number, sum: string) => string;
  rejected: (pieces: number) => string;
  restocked: (pieces: number) => string;
  notRestocked: (pieces: number) => string;
  nothing: string;
  reduction: (amount: string, newTotal: string) => string;
};

const WORDS: Record<Language, Words> = {
  de: {
    condition: {
      A: 'A: originalverpackt',
      B: 'B: wie neu',
      C: 'C: leicht gebraucht',
      D: 'D: stark gebraucht',
      E: 'E: defekt oder unvollständig',
    },
    reason: {
      RETURN_RECEIVED: 'Retoure ist angekommen',
      STATUS_SENT_BY_ACCIDENT: 'Aus Versehen als versendet gemeldet',
      CANCEL_REQUEST_BY_CUSTOMER: 'Käufer wollte vor dem Versand stornieren',
      REFUND_AFTER_AFFIDAVIT: 'Käufer hat den Nichterhalt eidesstattlich versichert',
      COMPLAINT: 'Reklamation',
      SHIPMENT_LOST: 'Sendung zum Käufer ist verloren',
      RETURN_LOST: 'Rücksendung ist verloren',
      UNDELIVERABLE: 'Unzustellbar zurückgekommen',
      THIRD_PARTY_ITEM: 'Ware eines anderen Händlers',
      WRONG_ITEM: 'Falsche Ware zurückgesendet',
      EXCHANGE: 'Käufer möchte einen Umtausch',
      DAMAGE_TO_THE_HYGIENE_SEAL: 'Hygienesiegel beschädigt',
      ITEM_DAMAGED: 'Ware beschädigt',
      RETURN_PERIOD_EXCEEDED: 'Rückgabefrist abgelaufen',
      ITEM_NOT_IN_THE_PARCEL: 'Ware war nicht im Paket',
    },
    reductionStatus: {
      INITIATED: 'von OTTO angenommen',
      PROCESSED: 'ausgeführt',
      REJECTED: 'von OTTO abgelehnt',
    },
    accepted: (pieces, orders, sum) =>
      `${pieces === 1 ? 'Eine Retoure wird angenommen' : `${count('de', pieces)} Retouren aus ${orders === 1 ? 'einer Bestellung' : `${count('de', orders)} Bestellungen`} werden angenommen`}: OTTO zahlt den Käufern dafür ${sum} zurück, zuzüglich allem, was OTTO selbst erstattet. Das lässt sich nicht zurücknehmen.`,
    rejected: (pieces) =>
      `${pieces === 1 ? 'Eine Retoure wird abgelehnt' : `${count('de', pieces)} Retouren werden abgelehnt`}; annehmen lassen sie sich später noch.`,
    restocked: (pieces) =>
      `${pieces === 1 ? 'Ein Stück kommt' : `${count('de', pieces)} Stück kommen`} im Shop wieder auf Lager.`,
    notRestocked: (pieces) =>
      `${pieces === 1 ? 'Ein Stück kommt' : `${count('de', pieces)} Stück kommen`} im Shop nicht wieder auf Lager.`,
    nothing: 'Es geht nichts an OTTO.',
    reduction: (amount, newTotal) =>
      `Der Käufer bekommt ${amount} zurück und behält das Stück; bezahlt hat er dafür dann ${newTotal}. Das lässt sich nicht zurücknehmen.`,
  },
  en: {
    condition: {
      A: 'A: original packaging',
      B: 'B: as new',
      C: 'C: slightly used',
      D: 'D: heavily used',
      E: 'E: faulty or incomplete',
    },
    reason: {
      RETURN_RECEIVED: 'return has arrived',
      STATUS_SENT_BY_ACCIDENT: 'reported as sent by mistake',
      CANCEL_REQUEST_BY_CUSTOMER: 'buyer wanted to cancel before the shipment',
      REFUND_AFTER_AFFIDAVIT: 'buyer declared on oath that nothing arrived',
      COMPLAINT: 'complaint',
      SHIPMENT_LOST: 'shipment to the buyer is lost',
      RETURN_LOST: 'return parcel is lost',
      UNDELIVERABLE: 'came back as undeliverable',
      THIRD_PARTY_ITEM: 'item of another seller',
      WRONG_ITEM: 'wrong item sent back',
      EXCHANGE: 'buyer wants an exchange',
      DAMAGE_TO_THE_HYGIENE_SEAL: 'hygiene seal damaged',
      ITEM_DAMAGED: 'item damaged',
      RETURN_PERIOD_EXCEEDED: 'return period is over',
      ITEM_NOT_IN_THE_PARCEL: 'item was not in the parcel',
    },
    reductionStatus: {
      INITIATED: 'taken by OTTO',
      PROCESSED: 'carried out',
      REJECTED: 'refused by OTTO',
    },
    accepted: (pieces, orders, sum) =>
      `${pieces === 1 ? 'One return will be accepted' : `${count('en', pieces)} returns of ${orders === 1 ? 'one order' : `${count('en', orders)} orders`} will be accepted`}: OTTO pays the buyers ${sum} back for it, beside whatever OTTO refunds itself. That can’t be undone.`,
    rejected: (pieces) =>
      `${pieces === 1 ? 'One return will be rejected' : `${count('en', pieces)} returns will be rejected`}; they can still be accepted later.`,
    restocked: (pieces) =>
      `${pieces === 1 ? 'One piece goes' : `${count('en', pieces)} pieces go`} back on stock in the shop.`,
    notRestocked: (pieces) =>
      `${pieces === 1 ? 'One piece does' : `${count('en', pieces)} pieces do`} not go back on stock in the shop.`,
    nothing: 'Nothing goes to OTTO.',
    reduction: (amount, newTotal) =>
      `The buyer gets ${amount} back and keeps the piece; then ${newTotal} will have been paid for it. That can’t be undone.`,
  },
};

function count(language: Language, pieces: number): string {
  return formatNumber(language, pieces);
}

/** In which condition a piece came back, with OTTO's letter. */
export function conditionWord(language: Language, condition: string): string {
  return wordFor(WORDS[language].condition, condition);
}

/** OTTO's reason of an acceptance or a rejection; a word that is not known as it is. */
export function returnReasonWord(language: Language, reason: string): string {
  return wordFor(WORDS[language].reason, reason);
}

/** How a price reduction stands at OTTO; a word that is not known as it is. */
export function reductionStatusWord(language: Language, status: string): string {
  return wordFor(WORDS[language].reductionStatus, status);
}

/** What deciding returns comes to, to be known before it is confirmed. Sums are integer cents. */
export function decisionExtent(
  language: Language,
  extent: {
    orders: number;
    accepted: number;
    rejected: number;
    restocked: number;
    sumCents: number;
  },
): string {
  const words = WORDS[language];
  const { orders, accepted, rejected, restocked, sumCents } = extent;
  const told = [
    ...(accepted > 0 ? [words.accepted(accepted, orders, formatCents(language, sumCents))] : []),
    ...(restocked > 0 ? [words.restocked(restocked)] : []),
    ...(accepted > restocked ? [words.notRestocked(accepted - restocked)] : []),
    ...(rejected > 0 ? [words.rejected(rejected)] : []),
  ];
  return told.length === 0 ? words.nothing : told.join(' ');
}

/** What a price reduction comes to. Integer cents. */
export function reductionExtent(
  language: Language,
  extent: { amountCents: number; newTotalCents: number },
): string {
  const { amountCents, newTotalCents } = extent;
  return WORDS[language].reduction(
    formatCents(language, amountCents),
    formatCents(language, newTotalCents),
  );
}
