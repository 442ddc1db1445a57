import type { ReceiptDifference } from '../../../mapping/receipts/compared-order.ts';
import type { ReceiptCode, ReceiptEventKind } from '../owner-code.ts';
import type { Gaps, Say, SayEvent } from '../saying.ts';

const PARTNER_CONNECT = 'OTTO Partner Connect (portal.otto.market)';
const LOOK_AT_RECEIPT = `Öffnen Sie den Beleg als PDF und vergleichen Sie ihn mit der Bestellung in ${PARTNER_CONNECT}. Stimmt der Beleg nicht, wenden Sie sich an OTTO; stimmt er, gleichen Sie die Shop-Bestellung von Hand an.`;
const LOOK_AT_SHOP =
  'Vergleichen Sie die Erstattungen der Shop-Bestellung mit den Belegen. Fehlt eine, tragen Sie sie im Shop ohne Zahlung ein; ist eine zu viel, löschen Sie sie dort.';
const COMPARED_AGAIN =
  'Die Brücke vergleicht von selbst weiter und schließt den Vorfall, sobald alles übereinstimmt.';

/** What differs, as sentences; of a finding by itself, and as part of the incident of its order. */
const differs: Record<ReceiptDifference['code'], (g: Gaps) => string> = {
  'purchase-differs': (g) =>
    `Der Beleg ${g.text('receiptNumber')} berechnet für Waren ${g.sum('actualCents')}, die Stücke darauf kosten bei OTTO ${g.sum('expectedCents')}.`,
  'billed-twice': (g) =>
    `Der Beleg ${g.text('receiptNumber')} berechnet Stücke noch einmal, die schon auf einem früheren Beleg stehen (${g.sum('cents')}).`,
  'fee-not-billed': (g) =>
    `Von den Versandkosten der Bestellung (${g.sum('expectedCents')}) hat OTTO ${g.sum('actualCents')} berechnet.`,
  'fee-differs': (g) =>
    `OTTO hat ${g.sum('actualCents')} Versandkosten berechnet, in der Bestellung stehen ${g.sum('expectedCents')}.`,
  'fee-refund-differs': (g) =>
    `OTTO hat ${g.sum('actualCents')} Versandkosten erstattet, berechnet waren ${g.sum('expectedCents')}.`,
  'refund-without-return': (g) =>
    `Der Beleg ${g.text('receiptNumber')} erstattet ${g.sum('cents')} für Stücke, die bei OTTO nicht als zurückgekommen stehen.`,
  'refunds-differ': (g) =>
    `Für Waren erstatten die Belege ${g.sum('actualCents')}, nach Retouren und Preisnachlässen wären es ${g.sum('expectedCents')}.`,
  'shop-differs': (g) =>
    `Nach den Belegen bleiben ${g.sum('expectedCents')}, in der Shop-Bestellung ${g.sum('actualCents')}.`,
};

const saysDifference =
  (code: ReceiptDifference['code']): Say =>
  (g) => ({ what: differs[code](g), follows: undefined, todo: todoFor(code) });

function todoFor(code: string): string {
  if (code === 'shop-differs') return LOOK_AT_SHOP;
  if (code === 'fee-not-billed') {
    return `Das kommt vor, wenn ein Teil der Bestellung storniert wurde. Öffnen Sie die Belege als PDF: Hat der Käufer die Versandkosten nicht bezahlt, tragen Sie sie in der Shop-Bestellung als Erstattung ohne Zahlung ein; danach stimmen beide überein. Sonst fragen Sie bei OTTO nach.`;
  }
  return LOOK_AT_RECEIPT;
}

function sides(g: Gaps): string {
  const otto = g.has('ottoCents') ? `, die Bestellung bei OTTO ${g.sum('ottoCents')}` : '';
  const number = g.has('wooOrderId') ? ` ${g.text('wooOrderId')}` : '';
  const shop = g.has('shopCents') ? `, die Shop-Bestellung${number} ${g.sum('shopCents')}` : '';
  return `Die Belege von OTTO ergeben ${g.sum('receiptsCents')}${otto}${shop}.`;
}

function finding(g: Gaps): string {
  if (!g.has('finding')) return '';
  const say = new Map(Object.entries(differs)).get(g.text('finding'));
  return say ? ` ${say(g)}` : '';
}

/** OTTO's receipts, and how they compare with order and shop. */
export const receipts = {
  'receipts-differ': (g) => ({
    what: `${g.order}: ${sides(g)}${finding(g)}`,
    follows: `Umsatz und Auszahlung passen so nicht zusammen. ${COMPARED_AGAIN}`,
    todo: todoFor(g.has('finding') ? g.text('finding') : ''),
  }),
  'receipts-settling': (g) => ({
    what: `${g.order}: ${sides(g)}${finding(g)}`,
    follows:
      'Das kann eine Erstattung sein, die gerade gebucht wird. Die Brücke sieht in einer Stunde noch einmal nach und meldet sich, wenn es dabei bleibt.',
    todo: undefined,
  }),
  'receipts-agree': (g) => ({
    what: `${g.order}: Belege, Bestellung bei OTTO und Shop-Bestellung stimmen überein.`,
    follows: undefined,
    todo: undefined,
  }),
  'receipts-open': (g) => ({
    what: `${g.order}: Es kommen noch Belege von OTTO.`,
    follows: 'Sind sie da, wird verglichen.',
    todo: undefined,
  }),
  'receipts-overdue': (g) => ({
    what: `${g.order}: Seit mehr als zwei Wochen fehlt ein Beleg, den OTTO geschrieben haben müsste.`,
    follows: 'Ohne ihn lässt sich nicht sagen, ob richtig abgerechnet wird.',
    todo: `Sehen Sie in ${PARTNER_CONNECT} bei der Bestellung nach, ob es den Beleg dort gibt, und fragen Sie sonst bei OTTO nach.`,
  }),
  'receipts-pending': (g) => ({
    what: `${g.order}: Die Belege wurden noch nicht verglichen.`,
    follows: 'Das geschieht, wenn die Brücke das nächste Mal Belege abruft.',
    todo: undefined,
  }),
  'receipts-not-compared': (g) => ({
    what: `${g.order}: Die Belege werden nicht verglichen.`,
    follows: undefined,
    todo: undefined,
  }),
  'receipt-technical-receipts': () => ({
    what: 'Es gibt nur technische Belege, oder solche einer Lieferung nach Helgoland oder Büsingen, die anders abrechnen.',
    follows: 'Wie OTTO darauf abrechnet, ist nicht beschrieben; deshalb ist das kein Fehler.',
    todo: undefined,
  }),
  'receipt-order-unknown': () => ({
    what: 'Die Brücke kennt diese Bestellung nicht, nur Belege davon.',
    follows: 'Kommt die Bestellung später in die Brücke, wird verglichen.',
    todo: undefined,
  }),
  'receipt-order-not-in-shop': () => ({
    what: 'Diese Bestellung steht nicht im Shop.',
    follows: 'Kommt sie in den Shop, wird verglichen.',
    todo: undefined,
  }),
  'receipt-piece-state-unknown': () => ({
    what: 'OTTO nennt für ein Stück einen Zustand, den die Brücke nicht kennt.',
    follows: 'Kennt sie ihn, wird verglichen.',
    todo: 'Prüfen Sie, ob es eine neuere Version der Brücke gibt.',
  }),
  'receipt-purchase-to-come': (g) => ({
    what: `Zu versendeten Stücken fehlt noch die Rechnung von OTTO (Stückzahl ${g.number('pieces')}).`,
    follows: 'OTTO schreibt sie, sobald der Versand gemeldet ist.',
    todo: undefined,
  }),
  'receipt-refund-to-come': (g) => ({
    what: `Zu zurückgekommenen Stücken fehlt noch die Erstattung von OTTO (Stückzahl ${g.number('pieces')}).`,
    follows: 'OTTO schreibt sie, sobald die Retoure angenommen ist.',
    todo: undefined,
  }),
  'receipt-reduction-to-come': (g) => ({
    what: `Zu einem Preisnachlass fehlt noch der Beleg von OTTO (${g.sum('cents')}).`,
    follows: undefined,
    todo: undefined,
  }),
  'receipt-pieces-to-send': (g) => ({
    what: `Noch nicht versendet: Stückzahl ${g.number('pieces')}.`,
    follows: 'Die Rechnung dazu kommt mit dem Versand.',
    todo: undefined,
  }),
  'receipt-purchase-differs': saysDifference('purchase-differs'),
  'receipt-billed-twice': saysDifference('billed-twice'),
  'receipt-fee-not-billed': saysDifference('fee-not-billed'),
  'receipt-fee-differs': saysDifference('fee-differs'),
  'receipt-fee-refund-differs': saysDifference('fee-refund-differs'),
  'receipt-refund-without-return': saysDifference('refund-without-return'),
  'receipt-refunds-differ': saysDifference('refunds-differ'),
  'receipt-shop-differs': saysDifference('shop-differs'),
  'receipts-unreadable': (g) => ({
    what: `Unter den Belegen von OTTO sind welche, die die Brücke nicht versteht (${g.number('count')}${g.has('receiptNumbers') ? `: ${g.text('receiptNumbers')}` : ''}).`,
    follows:
      'Sie fehlen in den Listen und im Vergleich. Alle anderen Belege werden weiter gelesen, und diese bei jedem Abruf wieder versucht.',
    todo: `Sehen Sie in ${PARTNER_CONNECT} nach den Belegen, und prüfen Sie, ob es eine neuere Version der Brücke gibt.`,
  }),
  'receipt-unknown': () => ({
    what: 'Einen solchen Beleg kennt die Brücke nicht.',
    follows: undefined,
    todo: 'Rufen Sie die Belege ab; ältere gibt es mit einem früheren Tag.',
  }),
  'receipt-pdf-missing': (g) => ({
    what: `OTTO hat zum Beleg ${g.text('receiptNumber')} kein PDF.`,
    follows: undefined,
    todo: `Sehen Sie in ${PARTNER_CONNECT} bei der Bestellung nach dem Beleg.`,
  }),
  'receipts-since-invalid': (g) => ({
    what: `Ab „${g.text('since')}“ lassen sich keine Belege abrufen.`,
    follows: 'OTTO gibt Belege vier Jahre lang heraus.',
    todo: `Nennen Sie einen Tag vom ${g.text('earliest')} an bis heute, zum Beispiel so geschrieben: ${g.text('earliest')}.`,
  }),
  'month-invalid': (g) => ({
    what: `„${g.text('month')}“ ist kein Monat.`,
    follows: undefined,
    todo: 'Schreiben Sie Jahr und Monat wie in 2026-11.',
  }),
  'receipts-running': () => ({
    what: 'Für dieses OTTO-Konto werden gerade Belege abgerufen.',
    follows: 'Ein zweiter Abruf wird daneben nicht begonnen.',
    todo: 'Versuchen Sie es noch einmal, wenn er fertig ist.',
  }),
} as const satisfies Record<ReceiptCode, Say>;

export const receiptEvents = {
  'receipt-purchase': (g) =>
    `OTTO hat die Rechnung ${g.text('receiptNumber')} über ${g.sum('cents')} geschrieben.`,
  'receipt-refund': (g) =>
    `OTTO hat eine Erstattung über ${g.sum('cents')} geschrieben (Beleg ${g.text('receiptNumber')}).`,
  'receipt-partial-refund': (g) =>
    `OTTO hat eine Teilerstattung über ${g.sum('cents')} geschrieben (Beleg ${g.text('receiptNumber')}).`,
  'receipt-technical': (g) =>
    `OTTO hat einen technischen Beleg geschrieben, oder einen für Helgoland oder Büsingen (${g.text('receiptNumber')}, ${g.sum('cents')}).`,
} as const satisfies Record<ReceiptEventKind, SayEvent>;
