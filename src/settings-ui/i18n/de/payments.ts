import type { Words } from '../words.ts';

export const payments: Words['payments'] = {
  title: 'Zahlungen',
  lead: 'Zu jeder freigegebenen Bestellung ein Eintrag über die volle Summe.',
  explain:
    'OTTO zahlt nicht Bestellung für Bestellung: OTTO kassiert bei den Käufern und zahlt Ihnen Sammelbeträge aus, abzüglich der Gebühren. Hinter einem einzelnen Eintrag hier steht also keine Überweisung. Die Einträge sind dazu da, dass Buchhaltung und Warenwirtschaft zu jeder Bestellung eine Zahlung finden; das Zahlungssystem ist immer „OTTO Market“.',
  search: 'Nach Bestellnummer suchen',
  paidFrom: 'Bezahlt ab',
  paidTo: 'Bezahlt bis',
  changedSince: 'Geändert seit',
  notTogether: 'Filtern Sie entweder nach der Änderung oder nach der Zahlung.',
  sort: 'Reihenfolge',
  newest: 'Neueste zuerst',
  oldest: 'Älteste zuerst',
  total: (payments, count, sum) =>
    `${payments} ${count === 1 ? 'Zahlung' : 'Zahlungen'}, zusammen ${sum}`,
  totalCapped: (payments, sum) =>
    `Mehr als ${payments} Zahlungen; die ersten ${payments} zusammen ${sum}`,
  order: 'Bestellung',
  sum: 'Summe',
  system: 'Zahlungssystem',
  method: 'Zahlungsart',
  methods: {
    INVOICE_SINGLE: 'Rechnung',
    INVOICE_INSTALLMENTS: 'Ratenzahlung',
    PREPAYMENT: 'Vorkasse',
    DIRECT_DEBIT: 'Lastschrift',
    DIRECT_DEBIT_INSTALLMENTS: 'Lastschrift in Raten',
    PAYPAL: 'PayPal',
    CREDIT_CARD: 'Kreditkarte',
    CREDIT_CARD_ONLINE: 'Kreditkarte (online)',
  },
  unknown: 'Nicht bekannt',
  paidAt: 'Bezahlt',
  changedAt: 'Geändert',
  shopOrder: 'Shop-Bestellung',
  none: 'Es gibt noch keine Zahlungen',
  noneHelp: 'Ein Eintrag erscheint, sobald OTTO eine Bestellung freigegeben hat.',
  noneFound: 'Keine Zahlung passt zu Suche und Filtern',
  showAll: 'Alle Zahlungen zeigen',
};
