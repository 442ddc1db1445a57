import type { Words } from '../words.ts';

export const errorCentre: Words['errorCentre'] = {
  title: 'Fehlerzentrale',
  lead: 'Ein Eintrag für jede Ursache, egal wie viele Bestellungen sie betrifft. Verloren geht dabei nichts.',
  parts: 'Offen und erledigt',
  open: 'Offen',
  resolved: 'Erledigt',
  search: 'Nach Bestellung oder Artikel suchen',
  noneFound: 'Nichts gefunden.',
  noneFoundText:
    'Suchen Sie nach einer Bestellnummer oder Artikelnummer, oder leeren Sie die Suche.',
  noneOpen: 'Alles läuft.',
  noneOpenText: 'Wenn etwas Sie braucht, steht es hier, und was zu tun ist.',
  noneResolved: 'Es ist noch nichts erledigt.',
  details: 'Ansehen und beheben',
  isOpen: 'offen',
  isResolved: 'erledigt',
  since: (ago) => `begann ${ago}`,
  resolvedAt: (at) => `erledigt ${at}`,
  orders: (orders) => `Bestellungen: ${orders}`,
  deadline: (at) => `versenden bis ${at}`,
  toOrders: (orders) => `Bestellungen ansehen (${orders})`,
  sendAgain: 'Meldungen noch einmal senden',
  tried: (reports) => `Noch einmal versucht: ${reports}`,
  acknowledge: 'Ist erledigt',
  acknowledgeTitle: 'Ist das erledigt?',
  acknowledgeText: (orders) =>
    `Die Brücke nimmt es dann von der Liste, für alle Bestellungen, die es betrifft (${orders}). Es kommt nur wieder, wenn sich die Ursache ändert.`,
  oneTitle: 'Was nicht stimmt',
  all: 'Zurück zur Fehlerzentrale',
  reports: 'Meldungen an OTTO',
  touched: 'Betroffene Bestellungen',
};
