import type {
  ReportAnswers,
  ReportCommandName,
  ReportOptionName,
  ReportValueName,
} from '../report-cli-words.ts';

export const report: ReportAnswers = {
  column: {
    kind: 'Art',
    parcel: 'Sendung',
    outcome: 'Ergebnis',
    reference: 'Referenz',
    row: 'Zeile',
    shipBy: 'spätestens',
    pieces: 'Stück',
    at: 'wann',
    call: 'Aufruf',
    carrierName: 'Name',
    carrier: 'Versender bei OTTO',
  },
  deadline: (moment) => `Bis ${moment} muss die erste hinaus, um pünktlich zu sein.`,
  onlyShown: 'Das war nur die Vorschau, es wurde nichts gemeldet.',
  later: 'Meldungen gehen zu den Zeiten hinaus, die Sie eingestellt haben. Sofort senden:',
  runDone: ({ accepted, open, deferred, attention }) => {
    const parts = [
      ...(accepted > 0 ? [`${accepted} von OTTO angenommen`] : []),
      ...(open > 0 ? [`${open} mit offenem Ergebnis`] : []),
      ...(deferred > 0 ? [`${deferred} werden noch einmal versucht`] : []),
      ...(attention > 0 ? [`${attention} brauchen Sie`] : []),
    ];
    return `Meldungen gesendet: ${parts.join(', ')}.`;
  },
  nextRun: (moment) => `Läuft die Brücke, sendet sie das nächste Mal von selbst am ${moment}.`,
  noNextRun: 'Von selbst wird nichts gesendet: Der Zeitplan „schedules.reports“ steht auf „off“.',
  nothingToSend: 'Im Moment ist nichts weiter zu senden.',
  left: 'Nicht dabei:',
  noReports: 'Keine Meldungen.',
  toShipNone: 'Es ist nichts zu versenden.',
  overdue: 'überfällig',
  forecast: ({ now, ifShipped, dueToday, late }) =>
    `Pünktlich versendet in den letzten 30 Tagen: ${now}. Heute müssen noch ${dueToday} Stück hinaus, überfällig sind ${late}; geht das alles heute hinaus, sind es ${ifShipped}.`,
  noForecast: ({ dueToday, late }) =>
    `Heute müssen noch ${dueToday} Stück hinaus, überfällig sind ${late}.`,
  confirmHint: 'Es wurde noch nichts storniert. Wenn es dabei bleiben soll:',
  again: (count) =>
    count === 0
      ? 'Es gibt keine offene Meldung dazu.'
      : count === 1
        ? 'Eine Meldung wird jetzt noch einmal versucht.'
        : `${count} Meldungen werden jetzt noch einmal versucht.`,
  atOtto: {
    shown: 'OTTO zeigt es: Damit ist die Meldung erledigt.',
    'not-shown':
      'OTTO zeigt davon noch nichts. Die Meldung bleibt als von Hand erledigt markiert, und die Brücke sieht weiter nach.',
    fault: 'OTTO ließ sich jetzt nicht fragen; die Brücke sieht von selbst wieder nach.',
  },
  changed: (state) => `Die Meldung ist jetzt „${state}“.`,
  csvRead: ({ rows, layout, encoding }) => `Gelesen: ${rows} Zeilen, ${layout}, ${encoding}.`,
  csvCounts: ({ due, waits, known, refused, leftOut }) =>
    `Zu senden: ${due}, wartend: ${waits}, schon gemeldet: ${known}, nicht möglich: ${refused}, übergangen: ${leftOut}.`,
  csvUnknownLayout: 'eigene Spalten',
  csvHint: 'Übernehmen:',
  columnsAre: (columns) => `Die Spalten der Datei: ${columns}.`,
  furtherRows: (count) => `… und ${count} weitere Zeilen; alle zeigt --json.`,
  carrierChosen: (name, carrier) =>
    `„${name}“ ist ab jetzt ${carrier}. Was darauf wartete, geht weiter.`,
  noCarriersChosen: 'Sie haben noch keinen Namen zugeordnet.',
  attempts: 'Aufrufe bei OTTO',
  ofOrder: 'Meldungen an OTTO',
};

export const reportCommands: Record<ReportCommandName, string> = {
  ship: 'eine Bestellung oder einzelne Stücke als versendet melden',
  'ship-list': 'was versendet werden muss, das Dringendste zuerst, und wie pünktlich Sie sind',
  'ship-csv': 'die Exportdatei eines Versenders einlesen; ohne --yes nur die Vorschau',
  cancel: 'eine Bestellung oder einzelne Stücke bei OTTO stornieren; ohne --yes nur, was es kostet',
  carrier:
    'sagen, welcher Versender von OTTO mit einem Namen gemeint ist; ohne Angaben alle zeigen',
  reports: 'Meldungen an OTTO, die noch nicht durch sind',
  'reports run': 'Meldungen jetzt senden, auch außerhalb der eingestellten Zeiten',
  'reports list': 'Meldungen auflisten, neueste zuerst',
  'reports show': 'eine Meldung mit jedem Aufruf bei OTTO zeigen',
  'reports send-again': 'Meldungen jetzt noch einmal versuchen',
  'reports by-hand': 'eine Meldung herausnehmen, weil Sie sie bei OTTO von Hand erledigt haben',
  'reports withdraw': 'eine Meldung zurücknehmen, die noch nicht bei OTTO ist',
  'reports confirm': 'einer Stornierung zustimmen, die aus dem Shop kommt',
  'reports correct': 'einer Meldung geben, was ihr fehlt, und sie noch einmal versuchen',
};

export const reportExamples = {
  ship: [
    ['mit einer Sendungsnummer', 'ship bu5h6x7z2k --carrier DHL --tracking 00340434161094042557'],
    [
      'in zwei Paketen',
      'ship bu5h6x7z2k --tracking 00340434161094042557 --tracking 00340434161094042564',
    ],
    ['per Spedition, ohne Nummer', 'ship bu5h6x7z2k --carrier DACHSER'],
    ['vorher ansehen', 'ship bu5h6x7z2k --tracking 00340434161094042557 --dry-run'],
  ],
  cancel: [
    ['was es kosten würde', 'cancel bu5h6x7z2k'],
    ['stornieren; das lässt sich nicht zurücknehmen', 'cancel bu5h6x7z2k --yes'],
  ],
  'ship-csv': [
    ['Vorschau', 'ship-csv sendungen.csv'],
    ['übernehmen', 'ship-csv sendungen.csv --yes'],
    [
      'eine Datei mit eigenen Spalten',
      "ship-csv liste.csv --map orderReference=Auftrag --map 'trackingNumber=Paketnr.'",
    ],
  ],
  carrier: [['', "carrier 'Versand Meier' DPD"]],
  'reports send-again': [
    ['alle einer Bestellung', 'reports send-again --order bu5h6x7z2k'],
    ['alle, um die es in einem Vorfall geht', 'reports send-again --incident 12'],
  ],
  'reports correct': [
    [
      'eine andere Sendungsnummer',
      'reports correct bu5h6x7z2k --tracking 00340434161094042557 --carrier DHL',
    ],
  ],
} as const;

export const reportOptions: Record<ReportOptionName, string> = {
  shipOrder: 'Bestellnummer bei OTTO, oder die Nummer der Shop-Bestellung',
  shipAccount: 'nur Bestellungen dieses Kontos',
  shipCarrier: 'Versender; ohne Angabe an der Sendungsnummer erkannt',
  tracking: 'Sendungsnummer; mehrmals für mehrere Pakete',
  returnNumber: 'Retouren-Sendungsnummer; ohne Angabe aus dem Nummernkreis',
  returnCarrier: 'Versender der Retoure',
  piece: 'Kennung eines Stücks (why zeigt sie mit --json); mehrmals für mehrere',
  shippedOn: 'Tag der Übergabe (JJJJ-MM-TT); ohne Angabe jetzt',
  shipDryRun: 'nur zeigen, was gemeldet würde',
  cancelYes: 'wirklich stornieren',
  csvFile: 'CSV-Datei des Versenders',
  csvYes: 'übernehmen, statt nur zu zeigen',
  csvMap:
    'Spalte einer Datei mit eigenen Überschriften, z. B. orderReference=Auftrag; ebenso trackingNumber, carrier, returnNumber, shippedAt, sku, quantity, dateFormat',
  carrierName: 'Name, wie er im Shop oder in der Datei steht',
  ottoCarrier: 'Versender, wie OTTO ihn schreibt, z. B. DPD',
  report: 'Kennung der Meldung, oder die Bestellnummer, wenn sie nur eine offene hat',
  reportsAll: 'auch abgeschlossene',
  reportState: 'nur Meldungen in diesem Stand',
  ofOrder: 'nur zu dieser Bestellung',
  ofIncident: 'nur die, um die es in diesem Vorfall geht',
  everyReport: 'alle offenen',
};

export const reportValues: Record<ReportValueName, string> = {
  carrier: 'Versender',
  tracking: 'Nummer',
  pieceId: 'Kennung',
  column: 'Angabe=Spalte',
  report: 'Meldung',
};
