import type {
  ReportAnswers,
  ReportCommandName,
  ReportOptionName,
  ReportValueName,
} from '../report-cli-words.ts';

export const report: ReportAnswers = {
  column: {
    kind: 'kind',
    parcel: 'parcel',
    outcome: 'outcome',
    reference: 'reference',
    row: 'row',
    shipBy: 'by',
    pieces: 'pieces',
    at: 'when',
    call: 'call',
    carrierName: 'name',
    carrier: 'carrier at OTTO',
  },
  deadline: (moment) => `The first one has to leave by ${moment} to be on time.`,
  onlyShown: 'This was the preview only, nothing was reported.',
  later: 'Reports leave at the times you have set. Send them now:',
  runDone: ({ accepted, open, deferred, attention }) => {
    const parts = [
      ...(accepted > 0 ? [`${accepted} taken by OTTO`] : []),
      ...(open > 0 ? [`${open} with an open outcome`] : []),
      ...(deferred > 0 ? [`${deferred} to be tried again`] : []),
      ...(attention > 0 ? [`${attention} in need of you`] : []),
    ];
    return `Reports sent: ${parts.join(', ')}.`;
  },
  nextRun: (moment) => `A running bridge sends by itself next on ${moment}.`,
  noNextRun: 'Nothing is sent by itself: the schedule "schedules.reports" is "off".',
  nothingToSend: 'Nothing more is to be sent right now.',
  left: 'Not part of it:',
  noReports: 'No reports.',
  toShipNone: 'There is nothing to ship.',
  overdue: 'overdue',
  forecast: ({ now, ifShipped, dueToday, late }) =>
    `Shipped on time in the last 30 days: ${now}. Pieces that still have to leave today: ${dueToday}, overdue: ${late}; if all of these leave today, it is ${ifShipped}.`,
  noForecast: ({ dueToday, late }) =>
    `Pieces that still have to leave today: ${dueToday}, overdue: ${late}.`,
  confirmHint: 'Nothing is cancelled yet. If it is to be:',
  again: (count) =>
    count === 0
      ? 'There is no open report of this.'
      : count === 1
        ? 'One report is tried again now.'
        : `${count} reports are tried again now.`,
  atOtto: {
    shown: 'OTTO shows it: the report is settled.',
    'not-shown':
      'OTTO does not show it yet. The report stays marked as done by hand, and the bridge goes on looking.',
    fault: 'OTTO could not be asked now; the bridge looks again by itself.',
  },
  changed: (state) => `The report is now “${state}”.`,
  csvRead: ({ rows, layout, encoding }) => `Read: ${rows} rows, ${layout}, ${encoding}.`,
  csvCounts: ({ due, waits, known, refused, leftOut }) =>
    `To be sent: ${due}, waiting: ${waits}, reported already: ${known}, not possible: ${refused}, passed over: ${leftOut}.`,
  csvUnknownLayout: 'columns of its own',
  csvHint: 'Take it over:',
  columnsAre: (columns) => `The columns of the file: ${columns}.`,
  furtherRows: (count) => `… and ${count} further rows; --json shows them all.`,
  carrierChosen: (name, carrier) =>
    `“${name}” is ${carrier} from now on. What waited for it goes on.`,
  noCarriersChosen: 'You have not assigned any name yet.',
  attempts: 'Calls to OTTO',
  ofOrder: 'Reports to OTTO',
};

export const reportCommands: Record<ReportCommandName, string> = {
  ship: 'report an order or single pieces as shipped',
  'ship-list': 'what has to be shipped, the most urgent first, and how punctual you are',
  'ship-csv': 'read in a carrier’s export file; without --yes the preview only',
  cancel: 'cancel an order or single pieces at OTTO; without --yes only what it costs',
  carrier: 'say which of OTTO’s carriers a name means; without words show all',
  reports: 'reports to OTTO that are not through yet',
  'reports run': 'send reports now, outside the set times as well',
  'reports list': 'list reports, newest first',
  'reports show': 'show one report with every call to OTTO',
  'reports send-again': 'try reports again now',
  'reports by-hand': 'take a report out because you did it at OTTO by hand',
  'reports withdraw': 'take back a report that is not at OTTO yet',
  'reports confirm': 'agree to a cancellation that comes from the shop',
  'reports correct': 'give a report what it lacks, and try it again',
};

export const reportExamples = {
  ship: [
    ['with a tracking number', 'ship bu5h6x7z2k --carrier DHL --tracking 00340434161094042557'],
    [
      'in two parcels',
      'ship bu5h6x7z2k --tracking 00340434161094042557 --tracking 00340434161094042564',
    ],
    ['by forwarder, without a number', 'ship bu5h6x7z2k --carrier DACHSER'],
    ['look first', 'ship bu5h6x7z2k --tracking 00340434161094042557 --dry-run'],
  ],
  cancel: [
    ['what it would cost', 'cancel bu5h6x7z2k'],
    ['cancel; this can’t be undone', 'cancel bu5h6x7z2k --yes'],
  ],
  'ship-csv': [
    ['preview', 'ship-csv shipments.csv'],
    ['take it over', 'ship-csv shipments.csv --yes'],
    [
      'a file with columns of its own',
      "ship-csv list.csv --map orderReference=Order --map 'trackingNumber=Parcel no.'",
    ],
  ],
  carrier: [['', "carrier 'Swift Parcels' DPD"]],
  'reports send-again': [
    ['all of an order', 'reports send-again --order bu5h6x7z2k'],
    ['all that an incident is about', 'reports send-again --incident 12'],
  ],
  'reports correct': [
    [
      'another tracking number',
      'reports correct bu5h6x7z2k --tracking 00340434161094042557 --carrier DHL',
    ],
  ],
} as const;

export const reportOptions: Record<ReportOptionName, string> = {
  shipOrder: 'order number at OTTO, or the number of the shop order',
  shipAccount: 'only orders of this account',
  shipCarrier: 'carrier; recognised by the tracking number when left out',
  tracking: 'tracking number; several times for several parcels',
  returnNumber: 'return tracking number; from the number pool when left out',
  returnCarrier: 'carrier of the return',
  piece: 'id of a piece (why shows it with --json); several times for several',
  shippedOn: 'day of the hand-over (YYYY-MM-DD); now when left out',
  shipDryRun: 'only show what would be reported',
  cancelYes: 'really cancel',
  csvFile: 'the carrier’s CSV file',
  csvYes: 'take it over instead of showing it only',
  csvMap:
    'column of a file with headings of its own, e.g. orderReference=Order; likewise trackingNumber, carrier, returnNumber, shippedAt, sku, quantity, dateFormat',
  carrierName: 'name as it stands in the shop or in the file',
  ottoCarrier: 'carrier as OTTO writes it, e.g. DPD',
  report: 'id of the report, or the order number when it has only one open report',
  reportsAll: 'those that are through as well',
  reportState: 'only reports in this state',
  ofOrder: 'only of this order',
  ofIncident: 'only those this incident is about',
  everyReport: 'all that are open',
};

export const reportValues: Record<ReportValueName, string> = {
  carrier: 'carrier',
  tracking: 'tracking-number',
  pieceId: 'piece-id',
  column: 'role=column',
  report: 'report',
};
