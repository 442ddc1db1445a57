/** Texts that stand in the shop's own orders, read by packers and the owner. */
type ShopWords = {
  deliveryFee: (name: string) => string;
  takeBackKey: string;
  takeBackValue: string;
  roundingFee: string;
  takeBackNote: (titles: string[]) => string;
  fraudNote: string;
  cancelledNote: (piece: { title: string; reason: string }) => string;
  cancelledOrderNote: (order: {
    reasons: { reason: string; pieces: string }[];
    isAtPackers: boolean;
  }) => string;
  returnedNote: (piece: { title: string }) => string;
  sentNote: (parcel: { pieces: string; tracking: string }) => string;
  cancelledRefundReason: string;
  returnedRefundReason: string;
  moneyBackReason: Record<'reduction' | 'delivery-fee' | 'other', string>;
  reducedNote: (reduction: { title: string; amount: string }) => string;
  moneyBackNote: Record<'delivery-fee' | 'other', (amount: string) => string>;
  /** an amount as `12.34` in the words of the language */
  amount: (decimal: string) => string;
  cancellationReason: Record<string, string>;
  unknownReason: (raw: string) => string;
};

const de: ShopWords = {
  deliveryFee: (name) =>
    wordsFor(name, {
      DELIVERY_FEE_STANDARD: 'OTTO Market: Versand',
      DELIVERY_FEE_FREIGHT_SURCHARGE: 'OTTO Market: Speditionszuschlag',
    }) ?? `OTTO Market: ${name || 'Versand'}`,
  takeBackKey: 'Altgeräte-Mitnahme',
  takeBackValue: 'ja',
  roundingFee: 'Rundungsdifferenz OTTO Market',
  takeBackNote: (titles) =>
    `Altgeräte-Mitnahme gebucht für: ${titles.join(', ')}. Bitte die Spedition beauftragen, das Altgerät mitzunehmen.`,
  fraudNote:
    'OTTO meldet einen Betrugsverdacht zu dieser Bestellung. Bitte vor dem Versand in OTTO Partner Connect prüfen.',
  cancelledNote: ({ title, reason }) =>
    `OTTO Market hat storniert: 1 × ${title}. Grund: ${reason}. Bitte nicht versenden.`,
  cancelledOrderNote: ({ reasons, isAtPackers }) =>
    [
      'Die ganze Bestellung ist bei OTTO Market storniert.',
      ...reasons.map(({ reason, pieces }) => `${pieces}, Grund: ${reason}.`),
      ...(isAtPackers ? ['Bitte nicht versenden.'] : []),
    ].join(' '),
  returnedNote: ({ title }) => `Retoure bei OTTO Market angenommen: 1 × ${title}.`,
  sentNote: ({ pieces, tracking }) =>
    `Bei OTTO Market als versendet gemeldet: ${pieces}${tracking && `, ${tracking}`}.`,
  cancelledRefundReason: 'Bei OTTO Market storniert',
  returnedRefundReason: 'Retoure bei OTTO Market angenommen',
  moneyBackReason: {
    reduction: 'Preisnachlass bei OTTO Market',
    'delivery-fee': 'Versandkosten bei OTTO Market erstattet',
    other: 'Von OTTO Market erstattet',
  },
  reducedNote: ({ title, amount }) =>
    `Preisnachlass bei OTTO Market: ${amount} auf 1 × ${title}. Die Ware bleibt bei der Kundschaft.`,
  moneyBackNote: {
    'delivery-fee': (amount) => `OTTO Market hat Versandkosten erstattet: ${amount}.`,
    other: (amount) =>
      `OTTO Market hat ${amount} erstattet, ohne zu nennen, wofür. Der Beleg dazu steht in OTTO Partner Connect.`,
  },
  amount: (decimal) => `${decimal.replace('.', ',')} €`,
  cancellationReason: {
    CANCELLED_ON_CUSTOMER_WISH: 'auf Wunsch der Kundin oder des Kunden',
    CANCELLED_ON_PARTNER_WISH: 'auf Ihren Wunsch',
    PAYMENT_ABORTED: 'Zahlung abgebrochen',
    PAYMENT_FRAUD: 'Zahlungsbetrug',
    PARTNER_TERMINATED: 'Vertrag mit OTTO Market beendet',
    ILLEGAL_PRODUCT: 'Artikel darf nicht verkauft werden',
    MARKETPLACE_FRAUD: 'Betrug auf dem Marktplatz',
    CANCELLED_ON_MARKETPLACE_WISH: 'auf Wunsch von OTTO Market',
  },
  unknownReason: (raw) => raw || 'nicht genannt',
};

const en: ShopWords = {
  deliveryFee: (name) =>
    wordsFor(name, {
      DELIVERY_FEE_STANDARD: 'OTTO Market: delivery',
      DELIVERY_FEE_FREIGHT_SURCHARGE: 'OTTO Market: freight surcharge',
    }) ?? `OTTO Market: ${name || 'delivery'}`,
  takeBackKey: 'Old appliance take-back',
  takeBackValue: 'yes',
  roundingFee: 'OTTO Market rounding difference',
  takeBackNote: (titles) =>
    `Old appliance take-back booked for: ${titles.join(', ')}. Please tell the forwarder to take the old appliance along.`,
  fraudNote:
    'OTTO suspects fraud in this order. Please check it in OTTO Partner Connect before you ship.',
  cancelledNote: ({ title, reason }) =>
    `OTTO Market cancelled: 1 × ${title}. Reason: ${reason}. Please do not ship it.`,
  cancelledOrderNote: ({ reasons, isAtPackers }) =>
    [
      'The whole order is cancelled at OTTO Market.',
      ...reasons.map(({ reason, pieces }) => `${pieces}, reason: ${reason}.`),
      ...(isAtPackers ? ['Please do not ship it.'] : []),
    ].join(' '),
  returnedNote: ({ title }) => `Return accepted at OTTO Market: 1 × ${title}.`,
  sentNote: ({ pieces, tracking }) =>
    `Reported as sent at OTTO Market: ${pieces}${tracking && `, ${tracking}`}.`,
  cancelledRefundReason: 'Cancelled at OTTO Market',
  returnedRefundReason: 'Return accepted at OTTO Market',
  moneyBackReason: {
    reduction: 'Price reduction at OTTO Market',
    'delivery-fee': 'Delivery fee refunded at OTTO Market',
    other: 'Refunded by OTTO Market',
  },
  reducedNote: ({ title, amount }) =>
    `Price reduction at OTTO Market: ${amount} on 1 × ${title}. The buyer keeps the goods.`,
  moneyBackNote: {
    'delivery-fee': (amount) => `OTTO Market refunded delivery fees: ${amount}.`,
    other: (amount) =>
      `OTTO Market refunded ${amount} without saying what for. The receipt about it is in OTTO Partner Connect.`,
  },
  amount: (decimal) => `€${decimal}`,
  cancellationReason: {
    CANCELLED_ON_CUSTOMER_WISH: 'the buyer wished it',
    CANCELLED_ON_PARTNER_WISH: 'you wished it',
    PAYMENT_ABORTED: 'payment aborted',
    PAYMENT_FRAUD: 'payment fraud',
    PARTNER_TERMINATED: 'contract with OTTO Market ended',
    ILLEGAL_PRODUCT: 'product may not be sold',
    MARKETPLACE_FRAUD: 'fraud on the marketplace',
    CANCELLED_ON_MARKETPLACE_WISH: 'OTTO Market wished it',
  },
  unknownReason: (raw) => raw || 'not named',
};

/** OTTO's word in the words of the table, or undefined; no word of OTTO's is anything but a word. */
export function wordsFor(word: string, table: Record<string, string>): string | undefined {
  return Object.hasOwn(table, word) ? table[word] : undefined;
}

export const SHOP_WORDS = { de, en } as const satisfies Record<'de' | 'en', ShopWords>;
