import type { Words } from '../words.ts';

export const setUp: Words['setUp'] = {
  title: 'Einrichtung',
  progress: 'Schritte der Einrichtung',
  states: {
    done: 'Erledigt',
    open: 'Zu tun',
    later: 'Später',
    running: 'Läuft',
    wrong: 'Stimmt nicht',
  },
  steps: {
    shop: {
      title: 'Shop verbinden',
      why: 'Die Brücke legt Bestellungen in Ihrem WooCommerce-Shop an, darum muss der Shop sie hereinlassen.',
    },
    checks: {
      title: 'Shop prüfen',
      why: 'Damit Summen, Steuern und Status von der ersten Bestellung an stimmen.',
    },
    account: {
      title: 'OTTO-Konto',
      why: 'Mit diesen Daten holt die Brücke Ihre Bestellungen bei OTTO und meldet Ihren Versand.',
    },
    statuses: {
      title: 'Statuszuordnung',
      why: 'Ihre Packer richten sich nach dem Status im Shop: Sagen Sie, welchen jede Phase bei OTTO bekommt.',
    },
    announced: {
      title: 'Angekündigte Bestellungen',
      why: 'Entscheiden Sie, ob Bestellungen Bestand reservieren, bevor OTTO sie freigibt.',
    },
    shipping: {
      title: 'Versand',
      why: 'OTTO zahlt, wenn der Versand gemeldet ist: Sagen Sie, woran die Brücke erkennt, dass ein Paket das Haus verlassen hat.',
    },
    'mail-proof': {
      title: 'Mail-Probe',
      why: 'OTTO verbietet Mails an seine Käufer: Hier sehen Sie, dass Ihr Shop keine senden kann.',
    },
    rehearsal: {
      title: 'Probe',
      why: 'Sehen Sie, wie Ihre Bestellungen hereinkämen, bevor etwas in den Shop geschrieben wird.',
    },
    live: {
      title: 'Scharf schalten',
      why: 'Ab hier kommen Bestellungen von selbst in Ihren Shop.',
    },
  },
  welcomeTitle: 'Willkommen',
  welcomeLive: 'Die Brücke ist scharf',
  welcomeText:
    'In neun Schritten von der leeren Brücke zur ersten Bestellung. Sie können bei jedem Schritt aufhören und später weitermachen.',
  needed: 'Halten Sie bereit:',
  neededShop: 'die Anmeldung eines Administrators in Ihrem WooCommerce-Shop',
  neededOtto: 'die Anmeldung in OTTO Partner Connect, mit dem Recht „API-Zugriff“',
  neededTime: 'etwa fünf Minuten',
  nothingYet:
    'Bis zum letzten Schritt wird nur eine Testbestellung in Ihren Shop geschrieben und wieder entfernt.',
  begin: 'Beginnen',
  goOnWith: (title) => `Weiter mit: ${title}`,
  next: 'Weiter',
  back: 'Zurück',
  later: 'Später weitermachen',
  saveAndNext: 'Speichern und weiter',
  takeAndNext: 'Passt so, weiter',
  consent: {
    waiting:
      'Ihr Shop ist gefragt. Bitte genehmigen Sie auf seiner Seite; hier geht es von selbst weiter.',
    connected: 'Ihr Shop hat die Brücke hereingelassen.',
    denied:
      'Auf der Seite des Shops wurde der Zugang abgelehnt. Sie können noch einmal fragen oder Schlüssel von Hand eingeben.',
    expired: 'Innerhalb von 15 Minuten kam keine Antwort. Bitte fragen Sie noch einmal.',
    failed: 'Der Shop hat Schlüssel gesendet, die sich nicht verwenden lassen.',
  },
  checksTitle: 'Was angesehen wurde',
  checkAgain: 'Noch einmal prüfen',
  checksNotAll: 'Sie können weitermachen und den Rest später in Ordnung bringen.',
  ottoWhere: 'Wo Sie die Daten bei OTTO finden',
  ottoStep1:
    'Melden Sie sich in OTTO Partner Connect an (portal.otto.market). Sie brauchen das Recht „API-Zugriff“.',
  ottoStep2: 'Öffnen Sie Einstellungen > API.',
  ottoStep3: 'Wählen Sie „Live“ für echte Bestellungen oder „Sandbox“ zum Ausprobieren.',
  ottoStep4:
    'Klicken Sie auf „Neue App erstellen“, vergeben Sie einen Namen und schalten Sie die Schnittstellen Orders und Shipments ein; für Retouren, Belege und Preisnachlässe auch Returns, Receipts und Price Reduction, für den Bestand Availability.',
  ottoStep5:
    'Kopieren Sie Client-ID und Client-Secret hierher. Das Secret wird nur einmal angezeigt.',
  accountForm: 'Zugangsdaten',
  saveAndTest: 'Speichern und testen',
  accountFirst: 'Dafür wird zuerst ein Konto bei OTTO gebraucht.',
  rehearsalTitle: 'Wie kämen Ihre Bestellungen herein?',
  rehearsalText:
    'Die Brücke liest bei OTTO Ihre Bestellungen der letzten Tage. In den Shop wird nichts geschrieben.',
  rehearse: 'Probe beginnen',
  rehearseAgain: 'Noch einmal proben',
  seen: (count) => `${count} Bestellungen bisher gelesen`,
  moreOrders: 'Es sind mehr; die ersten 200 werden angezeigt.',
  withoutRehearsal: 'Ohne Probe weiter',
  unreadableOrder: 'Unlesbare Bestellung',
  orderedAt: (at) => `Bestellt am ${at}.`,
  status: 'Status im Shop',
  billing: 'Rechnungsadresse',
  shippingAddress: 'Lieferadresse',
  noAddress: 'noch keine',
  lines: 'Zeilen der Bestellung',
  lineName: 'Artikel',
  lineSku: 'SKU',
  quantity: 'Menge',
  shopProduct: 'Produkt des Shops',
  namedLine: 'kein Produkt des Shops',
  notes: 'Bestellnotizen:',
  stillOpen: 'Noch offen',
  secondTitle: 'Bringt noch jemand OTTO-Bestellungen herein?',
  secondText: 'Täte ein anderes Plugin oder ein Dienst das auch, käme jede Bestellung doppelt.',
  goLiveTitle: 'Beginnen',
  goLiveText:
    'Der erste Abruf beginnt mit dem nächsten Lauf. Sie können das Konto jederzeit pausieren.',
  goLive: 'Scharf schalten',
  isLive: 'Ihre Bestellungen kommen herein',
  isLiveText:
    'Alles Weitere geschieht von selbst. Wenn etwas Sie braucht, steht es auf der Seite „Heute“.',
  toToday: 'Zur Seite „Heute“',
  toOrders: 'Bestellungen ansehen',
  toNotifications: 'Eine Mail bekommen, wenn etwas nicht stimmt',
};
