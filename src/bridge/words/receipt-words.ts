import type {
  ReceiptCheckState,
  ReceiptType,
  RefundKind,
} from '../../mapping/receipts/receipt-words.ts';
import { wordFor } from './gaps.ts';
import type { Language } from './saying.ts';

const TYPES = {
  de: { PURCHASE: 'Rechnung', REFUND: 'Erstattung', PARTIAL_REFUND: 'Teilerstattung' },
  en: { PURCHASE: 'Invoice', REFUND: 'Refund', PARTIAL_REFUND: 'Partial refund' },
} as const satisfies Record<Language, Record<ReceiptType, string>>;

const REFUND_KINDS = {
  de: {
    RETURN: 'Retoure',
    CANCELLATION: 'Stornierung',
    SERVICE_FULL_REFUND_CANCELLED_BY_SDU: 'Service storniert',
    SERVICE_FULL_REFUND_PRODUCT_RETURNED: 'Service zu retournierter Ware',
    REFUND_COMPLAINT_ITEM: 'Reklamation',
    REFUND_PAYPAL_DISPUTE: 'Konflikt bei PayPal',
    REFUND_ESCALATION: 'Beschwerde',
    REFUND_PARTIAL_AMOUNT_AFTER_SERVICE_CANCELLATION: 'Teilbetrag nach Storno eines Services',
    REFUND_CREDIT_CARD_DISPUTE: 'Einspruch bei der Kreditkarte',
  },
  en: {
    RETURN: 'Return',
    CANCELLATION: 'Cancellation',
    SERVICE_FULL_REFUND_CANCELLED_BY_SDU: 'Service cancelled',
    SERVICE_FULL_REFUND_PRODUCT_RETURNED: 'Service of returned goods',
    REFUND_COMPLAINT_ITEM: 'Complaint',
    REFUND_PAYPAL_DISPUTE: 'PayPal dispute',
    REFUND_ESCALATION: 'Escalation',
    REFUND_PARTIAL_AMOUNT_AFTER_SERVICE_CANCELLATION: 'Part after a service was cancelled',
    REFUND_CREDIT_CARD_DISPUTE: 'Credit card dispute',
  },
} as const satisfies Record<Language, Record<RefundKind, string>>;

const CHECK_STATES = {
  de: {
    pending: 'noch nicht verglichen',
    agree: 'stimmt überein',
    open: 'Belege kommen noch',
    overdue: 'Beleg fehlt zu lange',
    settling: 'wird noch einmal geprüft',
    differs: 'weicht ab',
    'not-compared': 'nicht verglichen',
  },
  en: {
    pending: 'not compared yet',
    agree: 'agrees',
    open: 'receipts to come',
    overdue: 'receipt missing too long',
    settling: 'being checked again',
    differs: 'differs',
    'not-compared': 'not compared',
  },
} as const satisfies Record<Language, Record<ReceiptCheckState, string>>;

export function receiptTypeWord(language: Language, type: ReceiptType): string {
  return TYPES[language][type];
}

/** Why money went back; a kind this bridge does not know as OTTO sent it. */
export function refundKindWord(language: Language, kind: string): string {
  return wordFor(REFUND_KINDS[language], kind);
}

export function checkStateWord(language: Language, state: ReceiptCheckState): string {
  return CHECK_STATES[language][state];
}

/** The code of the sentence about a state. */
export function codeOfCheck(state: ReceiptCheckState): string {
  return state === 'differs' ? 'receipts-differ' : `receipts-${state}`;
}
