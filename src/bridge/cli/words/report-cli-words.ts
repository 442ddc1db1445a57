/** Commands about reports to OTTO. */
export type ReportCommandName =
  | 'ship'
  | 'ship-list'
  | 'ship-csv'
  | 'cancel'
  | 'carrier'
  | 'reports'
  | 'reports run'
  | 'reports list'
  | 'reports show'
  | 'reports send-again'
  | 'reports by-hand'
  | 'reports withdraw'
  | 'reports confirm'
  | 'reports correct';

export type ReportOptionName =
  | 'shipOrder'
  | 'shipAccount'
  | 'shipCarrier'
  | 'tracking'
  | 'returnNumber'
  | 'returnCarrier'
  | 'piece'
  | 'shippedOn'
  | 'shipDryRun'
  | 'cancelYes'
  | 'csvFile'
  | 'csvYes'
  | 'csvMap'
  | 'carrierName'
  | 'ottoCarrier'
  | 'report'
  | 'reportsAll'
  | 'reportState'
  | 'ofOrder'
  | 'ofIncident'
  | 'everyReport';

export type ReportValueName = 'carrier' | 'tracking' | 'pieceId' | 'column' | 'report';

export type ReportColumn =
  | 'kind'
  | 'parcel'
  | 'outcome'
  | 'reference'
  | 'row'
  | 'shipBy'
  | 'pieces'
  | 'at'
  | 'call'
  | 'carrierName'
  | 'carrier';

/** What commands about reports answer. */
export type ReportAnswers = {
  column: Record<ReportColumn, string>;
  deadline: (moment: string) => string;
  /** ends an answer that committed nothing */
  onlyShown: string;
  /** reports do not leave at once: by the owner's own times, or not by themselves */
  later: string;
  runDone: (counts: {
    accepted: number;
    open: number;
    deferred: number;
    attention: number;
  }) => string;
  nothingToSend: string;
  /** of a service that runs */
  nextRun: (moment: string) => string;
  noNextRun: string;
  left: string;
  noReports: string;
  toShipNone: string;
  overdue: string;
  forecast: (rates: { now: string; ifShipped: string; dueToday: number; late: number }) => string;
  noForecast: (counts: { dueToday: number; late: number }) => string;
  confirmHint: string;
  again: (count: number) => string;
  atOtto: Record<'shown' | 'not-shown' | 'fault', string>;
  changed: (state: string) => string;
  csvRead: (file: { rows: number; layout: string; encoding: string }) => string;
  csvCounts: (counts: {
    due: number;
    waits: number;
    known: number;
    refused: number;
    leftOut: number;
  }) => string;
  csvUnknownLayout: string;
  csvHint: string;
  columnsAre: (columns: string) => string;
  furtherRows: (count: number) => string;
  carrierChosen: (name: string, carrier: string) => string;
  noCarriersChosen: string;
  attempts: string;
  /** heads the reports in the story of an order */
  ofOrder: string;
};
