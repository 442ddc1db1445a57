import type { Words } from '../words.ts';

export const today: Words['today'] = {
  title: 'Heute',
  setUpTitle: 'Noch nicht eingerichtet',
  setUpText: 'Damit Bestellungen kommen, fehlt noch:',
  toSetUp: 'Mit der Einrichtung weitermachen',
  askOwner: 'Das muss ein Benutzer tun, der die Einstellungen ändern darf.',
  due: 'Zu tun',
  nothingDue: 'Es ist nichts zu tun.',
  overdue: (orders, count) =>
    `${orders} ${count === 1 ? 'Bestellung ist' : 'Bestellungen sind'} überfällig`,
  shipToday: (orders, count, by) =>
    `${orders} ${count === 1 ? 'Bestellung' : 'Bestellungen'} heute${by === '' ? '' : ` bis ${by} Uhr`} versenden`,
  toShip: (orders, count) =>
    `${orders} ${count === 1 ? 'Bestellung ist' : 'Bestellungen sind'} insgesamt zu versenden`,
  failedReports: (reports, count) =>
    `${reports} ${count === 1 ? 'Meldung an OTTO braucht' : 'Meldungen an OTTO brauchen'} Sie`,
  waitingReports: (reports, count) =>
    `${reports} ${count === 1 ? 'Meldung an OTTO fehlt' : 'Meldungen an OTTO fehlen'} noch Angaben`,
  cancellations: (reports, count) =>
    `${reports} ${count === 1 ? 'Stornierung' : 'Stornierungen'} bestätigen`,
  toDecide: (orders, count) =>
    `Über ${orders} ${count === 1 ? 'Bestellung' : 'Bestellungen'} entscheiden: Shop und OTTO widersprechen sich`,
  problems: (orders, count) =>
    `${orders} ${count === 1 ? 'Bestellung hat' : 'Bestellungen haben'} ein Problem`,
  returnsToDecide: (returns, count) =>
    `${returns} ${count === 1 ? 'Retoure wartet' : 'Retouren warten'} auf Ihre Entscheidung`,
  returnsOnTheWay: (returns, count) =>
    `${returns} ${count === 1 ? 'Retoure ist' : 'Retouren sind'} angekündigt oder unterwegs`,
  misdirected: (returns, count) =>
    `${returns} davon ${count === 1 ? 'liegt' : 'liegen'} fehlgeleitet bei OTTO`,
  health: 'Verbindungen',
  shop: 'Ihr Shop',
  lastSuccess: (distance) => `Zuletzt erreicht: ${distance}`,
  noSuccess: 'Noch nie erreicht',
  toIncident: 'Was nicht stimmt',
  incidents: 'Offene Vorfälle',
  noIncidents: 'Kein Vorfall ist offen.',
  allIncidents: (open) => `Alle ${open} offenen Vorfälle`,
  orders: (orders, count) => `${orders} ${count === 1 ? 'Bestellung' : 'Bestellungen'}`,
  runs: 'Abruf der Bestellungen',
  lastRun: (distance) => `Zuletzt: ${distance}.`,
  neverRun: 'Noch nie abgerufen.',
  nextRun: (at) => `Nächstes Mal: ${at}.`,
  noNextRun: 'Wird nicht nach Zeitplan abgerufen.',
  showRun: (account) => `Einzelheiten zu ${account}`,
  details: 'Einzelheiten',
  statistics: 'Die letzten Tage',
  days: 'Zeitraum',
  someDays: (days) => `${days} Tage`,
  ordersChart: 'Bestellungen je Tag',
  ordersChartText: (orders, days, most) =>
    `${orders} Bestellungen in ${days} Tagen, höchstens ${most} an einem Tag.`,
  noOrders: 'In dieser Zeit wurde nichts bestellt.',
  rateChart: 'Pünktlich, in Prozent je Tag',
  rateChartText: (rate, target) =>
    `${rate} der Sendungen gingen pünktlich hinaus; OTTO verlangt ${target}.`,
  noRate: 'In dieser Zeit wurde nichts als versendet gemeldet.',
  target: (target) => `OTTO verlangt ${target}`,
  asTable: 'Als Tabelle',
  day: 'Tag',
  placed: 'Bestellt',
  gross: 'Summe',
  imported: 'In den Shop gekommen',
  handedOver: 'Versendet',
  onTime: 'Pünktlich',
  returned: 'Retourniert',
  cancelled: 'Storniert',
};
