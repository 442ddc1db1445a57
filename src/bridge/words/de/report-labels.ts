import type { ReportLabels } from '../report-labels.ts';

export const reportLabels = {
  transmissionState: {
    waiting: 'wartet',
    due: 'wird gesendet',
    'in-flight': 'Ergebnis offen',
    accepted: 'von OTTO angenommen',
    confirmed: 'von OTTO bestätigt',
    attention: 'braucht Sie',
    'by-hand': 'von Hand erledigt',
    withdrawn: 'zurückgenommen',
  },
  transmissionKind: {
    shipment: 'Versand',
    cancellation: 'Stornierung',
    acceptance: 'Retoure angenommen',
    rejection: 'Retoure abgelehnt',
    'price-reduction': 'Preisnachlass',
  },
  transmissionSource: {
    shop: 'aus dem Shop',
    'ship-list': 'von der Versandliste',
    'web-service': 'über den Webdienst',
    csv: 'aus einer Datei des Versenders',
    command: 'per Befehl',
  },
  attemptCall: {
    'create-shipment': 'Sendung gemeldet',
    'add-pieces': 'Stücke zu einer Sendung gemeldet',
    'cancel-piece': 'Stück storniert',
    'accept-return': 'Retoure angenommen',
    'reject-return': 'Retoure abgelehnt',
    'reduce-price': 'Preis nachgelassen',
    'look-up': 'bei OTTO nachgesehen',
  },
  attemptOutcome: {
    done: 'angenommen',
    refused: 'abgelehnt',
    'not-sent': 'nicht angekommen',
    unknown: 'ohne Antwort',
    absent: 'dort nicht vorhanden',
    open: 'läuft',
  },
  shipOutcome: {
    due: 'wird an OTTO gesendet',
    waits: 'wartet',
    known: 'schon gemeldet',
    refused: 'nicht möglich',
    'left-out': 'übergangen',
    'would-due': 'würde gesendet',
    'would-wait': 'würde warten',
  },
  leftWhy: {
    'in-other-report': 'Ist schon gemeldet oder vorgemerkt.',
    'other-goods':
      'Paketware und Speditionsware gehen nicht in einer Sendung; für dieses Stück ist keine angegeben.',
    'in-no-parcel': 'Ist in keinem der Pakete angegeben.',
  },
  consequence: {
    unpaid: 'Diese Sendungen sind OTTO nicht gemeldet: OTTO zahlt sie nicht.',
    uncancelled: 'Bei OTTO ist noch nichts storniert: Der Käufer erwartet die Lieferung.',
    unreturned: 'Bei OTTO ist die Retoure noch nicht angenommen: Der Käufer wartet auf sein Geld.',
  },
} as const satisfies ReportLabels;
