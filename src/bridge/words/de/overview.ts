import type { OverviewLabels } from '../overview-labels.ts';

export const overviewLabels: OverviewLabels = {
  tab: {
    backlog: 'Noch nicht im Shop',
    wait: 'Warten',
    'ship-now': 'Jetzt versenden',
    sending: 'Wird gemeldet',
    problem: 'Problem',
    done: 'Fertig',
  },
  shopStatus: {
    pending: 'Zahlung ausstehend',
    processing: 'In Bearbeitung',
    'on-hold': 'In Wartestellung',
    completed: 'Fertiggestellt',
    cancelled: 'Storniert',
    refunded: 'Erstattet',
    failed: 'Fehlgeschlagen',
    'checkout-draft': 'Entwurf',
    trash: 'Papierkorb',
  },
  health: {
    ok: 'in Ordnung',
    down: 'antwortet nicht richtig',
    unknown: 'noch kein Kontakt',
    off: 'nicht aktiv',
  },
  missing: {
    shop: 'Ihr Shop ist noch nicht verbunden.',
    account: 'Die Zugangsdaten eines OTTO-Kontos fehlen noch.',
    live: 'Noch ist kein OTTO-Konto aktiv.',
  },
  today: {
    missing: (what) => `${what} Bis dahin kommen keine Bestellungen in den Shop.`,
    ottoDown: (account) =>
      `OTTO ist über das Konto „${account}“ gerade nicht zu erreichen. Es geht nichts verloren: Alles wird nachgeholt.`,
    shopDown:
      'Ihr Shop ist gerade nicht zu erreichen. Es geht nichts verloren: Alles wird nachgeholt.',
    problems: ({ count, text }) =>
      count === 1
        ? 'Eine Bestellung braucht Ihren Blick, alle anderen sind sicher.'
        : `${text} Bestellungen brauchen Ihren Blick, alle anderen sind sicher.`,
    incidents: ({ count, text }) =>
      count === 1
        ? 'Ein Vorfall ist offen, der keine Bestellung aufhält.'
        : `${text} Vorfälle sind offen, die keine Bestellung aufhalten.`,
    none: 'Alles ist bereit. In den letzten 30 Tagen kam keine Bestellung von OTTO.',
    safe: ({ count, text }) =>
      count === 1
        ? 'Die eine Bestellung der letzten 30 Tage ist sicher.'
        : `Alle ${text} Bestellungen der letzten 30 Tage sind sicher.`,
    shipToday: ({ count, text }) =>
      count === 1 ? 'Eine ist heute noch zu versenden.' : `${text} sind heute noch zu versenden.`,
    overdue: ({ count, text }) =>
      count === 1
        ? 'Bei einer ist die Versandzeit überschritten.'
        : `Bei ${text} ist die Versandzeit überschritten.`,
    toConfirm: ({ count, text }) =>
      count === 1
        ? 'Eine Stornierung wartet auf Ihr Ja.'
        : `${text} Stornierungen warten auf Ihr Ja.`,
  },
  why: {
    ordered: (moment, sum) => `Bestellt bei OTTO am ${moment}, Summe ${sum}.`,
    phase: (phase) => `Phase: ${phase}.`,
    inShop: (number, status) => `Im Shop: Bestellung ${number}, Status „${status}“.`,
    notInShop: 'Im Shop: nein.',
    next: {
      seen: 'Wie es weitergeht: Der nächste Importlauf bringt sie in den Shop.',
      backlog:
        'Wie es weitergeht: Sobald OTTO sie freigibt, kommt sie mit dem nächsten Lauf in den Shop. Unter Einstellungen > Angekündigte Bestellungen lässt sich wählen, dass sie sofort kommt (importRules.announcedImport = all).',
      held: 'Wie es weitergeht: Sie wird automatisch erneut versucht. Haben Sie die Ursache behoben, hilft der nächste Lauf.',
      skipped: 'Wie es weitergeht: Sie bleibt außerhalb des Shops.',
      claimed:
        'Wie es weitergeht: Der Shop hat auf das Anlegen nicht geantwortet. Der nächste Lauf sucht sie dort und legt sie nur an, wenn sie sicher fehlt.',
      imported:
        'Wie es weitergeht: Jede Änderung bei OTTO kommt mit dem nächsten Lauf in den Shop.',
    },
    nextLook: (moment) => `Nächster Blick darauf: ${moment}.`,
    nextRun: 'Nächster Blick darauf: beim nächsten Lauf.',
  },
};
