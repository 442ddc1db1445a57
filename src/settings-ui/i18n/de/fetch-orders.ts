import type { Words } from '../words.ts';

export const fetchOrders: Words['fetchOrders'] = {
  title: 'Bestellungen bei OTTO abrufen',
  inHand: 'Abruf läuft …',
  accounts: 'Konten',
  allPicked: 'Alle',
  nonePicked: 'Keines',
  draft: (name) => `${name} (Entwurf: nur Probe)`,
  noneToFetch: 'Es gibt noch kein Konto, für das Bestellungen abgerufen werden könnten.',
  toAccounts: 'Konto einrichten',
  since: 'Bestellungen ab (freiwillig)',
  sinceHelp:
    'Ohne Datum kommt alles, was sich seit dem letzten Abruf geändert hat. Mit Datum wird alles seit diesem Tag noch einmal gelesen, und auch Bestellungen, die seitdem eingegangen sind, kommen in den Shop.',
  rehearse: 'Probe: nur zeigen, was geschehen würde',
  rehearseHelp: 'In Ihrem Shop wird nichts geändert und an OTTO nichts gemeldet.',
  pickOne: 'Wählen Sie mindestens ein Konto aus.',
  start: 'Bestellungen abrufen',
  startRehearsal: 'Probe starten',
  goesOn:
    'Sie können dieses Fenster schließen: Der Abruf läuft weiter, und „Abruf läuft …“ holt das Fenster zurück.',
  joined: (name) =>
    `Für ${name} lief schon ein Abruf. Sie sehen diesen; ein zweiter wurde daneben nicht begonnen.`,
  again: 'Noch einmal abrufen',
  rehearsal: 'Probe',
  states: { running: 'Läuft', finished: 'Abgeschlossen', failed: 'Vorzeitig beendet' },
  asked: 'Der Stand wird geholt …',
  progress: (account) => `Fortschritt für ${account}`,
  reconnecting:
    'Die Verbindung ist unterbrochen. Der Abruf läuft weiter; die Seite sucht ihn von selbst wieder.',
  log: (account) => `Bestellungen von ${account}`,
  touched: (lines) => `Bearbeitete Bestellungen: ${lines}`,
  noneTouched: 'Es musste keine Bestellung bearbeitet werden.',
  showOlder: 'Mehr anzeigen',
  noOrder: 'Bestellung ohne Nummer',
  shopOrder: (wooOrderId) => `Shop-Bestellung ${wooOrderId}`,
};
