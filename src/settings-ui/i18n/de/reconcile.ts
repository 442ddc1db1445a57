import type { Words } from '../words.ts';

export const reconcile: Words['reconcile'] = {
  title: 'Abgleich',
  lead: 'Die Brücke zählt bei OTTO, in ihren eigenen Büchern und in Ihrem Shop und nennt jede Bestellung, bei der sie sich unterscheiden. Sie ändert nichts, bevor Sie es sagen.',
  start: 'Jetzt abgleichen',
  accounts: 'Konten',
  from: 'Bestellt ab',
  until: 'Bestellt bis',
  daysHelp:
    'Lassen Sie beides leer für die üblichen Tage. Ist eine ältere Bestellung noch offen, beginnt der Abgleich mit ihr.',
  turnedDays: 'Der letzte Tag liegt vor dem ersten.',
  compareNow: 'Abgleich starten',
  begun: 'Der Abgleich hat begonnen.',
  runs: 'Abgleiche bisher',
  noRuns: 'Es ist noch nichts abgeglichen.',
  noRunsText: 'Starten Sie oben einen Abgleich. Jede Nacht gleicht die Brücke auch von selbst ab.',
  began: 'Begonnen',
  period: 'Bestellt',
  result: 'Ergebnis',
  running: 'läuft',
  failed: 'vorzeitig beendet',
  differs: 'Unterschiede',
  equal: 'alles gleich',
  all: 'Alle Abgleiche',
  ofDay: (at) => `Abgleich vom ${at}`,
  runningText: (period) => `Die Bestellungen aus der Zeit ${period} werden verglichen …`,
  ordersOf: (period) => `Bestellungen aus der Zeit ${period}`,
  atOtto: 'Bei OTTO',
  inLedger: 'In der Brücke',
  inShop: 'Im Shop',
  waiting: 'Warten in der Brücke',
  keptOut: 'Bleiben dem Shop fern',
  differences: 'Unterschiede',
  reasons: 'Warum Bestellungen nicht im Shop sind',
  differencesTitle: 'Was sich unterscheidet',
  order: (number) => `Bestellung ${number}`,
  tickAll: (differences) => `Alle anhaken, die sich reparieren lassen (${differences})`,
  repairOf: (order, repair) => `Bestellung ${order}: ${repair}`,
  repair: (differences) => {
    if (differences === 0) return 'Reparieren';
    return differences === 1
      ? '1 Unterschied reparieren'
      : `${differences} Unterschiede reparieren`;
  },
  repairTitle: 'Diese Unterschiede reparieren?',
  repairText: 'Die Brücke sieht jede Bestellung auf beiden Seiten neu an, bevor sie etwas ändert.',
  repairBegun: 'Die Reparatur hat begonnen.',
  repaired: 'repariert',
  inHand: 'wird repariert',
  download: 'Unterschiede als Datei für Tabellen (CSV)',
};
