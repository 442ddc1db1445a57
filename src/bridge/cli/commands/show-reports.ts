import type { AnswerOf } from '../../http/api-contract.ts';
import { formatMoment } from '../../words/formats.ts';
import { reportReasonWord } from '../../words/report-words.ts';
import type { CliContext } from '../cli-context.ts';
import { EXIT, type ExitCode, gravest } from '../exit-codes.ts';
import { type Told, tell, toldText } from '../tell-fault.ts';

type Shown = AnswerOf<'listTransmissions'>['items'][number];

/** Reports as a table, with what each waits for in a few words. */
export function showReports(context: CliContext, reports: readonly Shown[]): void {
  const { language, words } = context;
  const { column } = words;
  context.table(
    [
      { head: column.orderNumber, isWhole: true },
      { head: words.report.column.kind },
      { head: words.report.column.parcel },
      { head: column.accountState },
      { head: column.id, isWhole: true },
    ],
    reports.map((report) => [
      report.orderNumber,
      report.kindWord,
      parcelsText(report.parcels),
      report.reason === null
        ? report.stateWord
        : `${report.stateWord}: ${reportReasonWord(language, report.reason.code)}`,
      report.transmissionId,
    ]),
  );
}

/** One report in a line, and below it what it waits for and what to do. */
export function sayReport(context: CliContext, report: Shown): void {
  const parcels = parcelsText(report.parcels);
  context.say(`• ${report.kindWord}${parcels === '' ? '' : ` (${parcels})`}: ${report.stateWord}`);
  if (report.reason) context.say(toldText(tellReason(context, report, report.reason), '  '));
}

function tellReason(
  { language }: CliContext,
  { accountId, transmissionId, orderNumber }: Shown,
  { code, params }: NonNullable<Shown['reason']>,
): Told {
  return tell(language, code, params, { accountId, transmissionId, orderNumber });
}

/** @returns e.g. "DHL 00340434161094042557, DHL 00340434161094042564"; "" for none */
export function parcelsText(parcels: Shown['parcels']): string {
  return parcels
    .flatMap(({ carrier, carrierName, trackingNumber }) => {
      const text = [carrier ?? carrierName, trackingNumber].filter((part) => part !== null);
      return text.length === 0 ? [] : [text.join(' ')];
    })
    .join(', ');
}

/** What a script is to hear of reports: one waits for somebody, or OTTO did not take it yet. */
export function exitCodeOfReports(reports: readonly Pick<Shown, 'state' | 'reason'>[]): ExitCode {
  return gravest(reports.map(exitCodeOfReport));
}

function exitCodeOfReport({ state, reason }: Pick<Shown, 'state' | 'reason'>): ExitCode {
  if (state === 'attention') return EXIT.needsOwner;
  if (state === 'waiting') {
    return reason?.code === 'report-tracking-expected' ? EXIT.ok : EXIT.needsOwner;
  }
  const isOnItsWay = state === 'due' || state === 'in-flight';
  return isOnItsWay && reason !== null ? EXIT.unreachable : EXIT.ok;
}

/** Moments of a report's life, for `reports show`. */
export function sayMoments({ say, language, words }: CliContext, report: Shown): void {
  const { shipDate, deliverBy } = report;
  if (shipDate) say(`  ${words.report.column.at}: ${formatMoment(language, shipDate)}`);
  if (deliverBy) say(`  ${words.report.column.shipBy}: ${formatMoment(language, deliverBy)}`);
}
