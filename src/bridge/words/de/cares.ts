import type { CareCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

/** What the mail proof and the erasing of personal data tell. */
export const cares = {
  'mail-proof-failed': (g) => ({
    what: `Die Mail-Probe hat eine Lücke gefunden: Im Status „${g.text('status')}“ ${gapFound(g)}.`,
    follows:
      'Ihr Shop könnte Käufern von OTTO Mails schicken. OTTO verbietet das und kann Ihr Konto dafür sperren.',
    todo: `${closeGap(g)} Wiederholen Sie danach die Mail-Probe; dieser Vorfall bleibt, bis sie bestanden ist.`,
  }),
  'mail-proof-running': () => ({
    what: 'Es läuft schon eine Mail-Probe.',
    follows: 'Eine zweite wird daneben nicht begonnen.',
    todo: 'Warten Sie, bis sie fertig ist.',
  }),
  'mail-proof-unsettled': () => ({
    what: 'Der Shop hat auf das Anlegen einer Testbestellung nicht geantwortet und kann sie noch anlegen.',
    follows:
      'Damit keine zweite entsteht, beginnt so lange keine neue Mail-Probe. Erscheint die Testbestellung noch, wird sie entfernt.',
    todo: 'Wiederholen Sie die Mail-Probe in zehn Minuten.',
  }),
  'mail-proof-interrupted': () => ({
    what: 'Die Mail-Probe wurde unterbrochen.',
    follows:
      'Sie sagt deshalb nichts aus. Steht ihre Testbestellung noch im Shop, entfernt die nächste Probe sie, oder der nächste Start der Brücke.',
    todo: 'Wiederholen Sie die Mail-Probe.',
  }),
  'mail-proof-order-gone': () => ({
    what: 'Die Testbestellung der Mail-Probe ist mittendrin aus dem Shop verschwunden.',
    follows: 'Die Probe sagt deshalb nichts aus.',
    todo: 'Wiederholen Sie die Mail-Probe. Verschwindet die Bestellung wieder, löscht ein Plugin neue Bestellungen.',
  }),
  'mail-proof-order-left': (g) => ({
    what: `Die Testbestellung ${g.text('wooOrderId')} einer Mail-Probe ließ sich nicht aus dem Shop entfernen.`,
    follows: 'Sie hat kein Produkt und keinen Käufer; es wird nur ihre Summe mitgezählt.',
    todo: 'Löschen Sie sie im Shop endgültig, oder wiederholen Sie die Mail-Probe: Sie versucht es zuerst noch einmal.',
  }),
  'data-erase-incomplete': (g) => ({
    what:
      g.text('orders') === '1'
        ? 'In einer alten Shop-Bestellung ließen sich die persönlichen Zusatzangaben nicht löschen.'
        : `In ${g.number('orders')} alten Shop-Bestellungen ließen sich die persönlichen Zusatzangaben nicht löschen.`,
    follows: 'Es wird jeden Tag noch einmal versucht.',
    todo: 'Bleibt es dabei, sehen Sie im Protokoll der Brücke nach, welche Bestellungen es sind („shop-meta-not-erased“), und ob ein Plugin sie sperrt.',
  }),
  'data-erase-running': () => ({
    what: 'Das Löschen persönlicher Zusatzangaben läuft schon.',
    follows: 'Ein zweiter Lauf wird daneben nicht begonnen.',
    todo: undefined,
  }),
} as const satisfies Record<CareCode, Say>;

function gapFound(g: Gaps): string {
  switch (g.text('finding')) {
    case 'customer-account':
      return 'gehört die Testbestellung einem Kundenkonto des Shops, das eine Adresse hat';
    case 'note-to-buyer':
      return 'stand an der Testbestellung eine Notiz an den Käufer, die der Shop als Mail verschickt';
    case 'note-with-address':
      return 'erzählt eine Notiz an der Testbestellung von einer Mail an den Käufer';
    default:
      return `stand in der Testbestellung eine Mail-Adresse (${g.text('place')})`;
  }
}

function closeGap(g: Gaps): string {
  return g.text('finding') === 'customer-account'
    ? 'Ein Plugin ordnet Bestellungen einem Kundenkonto zu: Nehmen Sie Bestellungen von OTTO Market davon aus, oder schalten Sie es ab.'
    : 'Die Brücke trägt keine Mail-Adresse ein, das tut ein Plugin: Nehmen Sie Bestellungen von OTTO Market davon aus, oder schalten Sie es ab.';
}
