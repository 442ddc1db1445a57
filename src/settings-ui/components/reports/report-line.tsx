import { Link } from 'wouter';
import { moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { StatusBadge } from '../status-badge.tsx';
import { ToldText } from '../told.tsx';
import { ChooseCarrier } from './choose-carrier.tsx';
import { ReportActions } from './report-actions.tsx';
import { reportSays } from './report-says.ts';
import { type Report, reportTone } from './report-tone.ts';
import './reports.css';

/** One report to OTTO in short: what it is, where it stands, why, and its repair right there. */
export function ReportLine({ report }: { report: Report }) {
  const words = useWords();
  const says = reportSays(report, words);
  return (
    <div className="report-line">
      <p className="report-line-head">
        <StatusBadge tone={reportTone(report.state)}>{report.stateWord}</StatusBadge>
        <Link href={`/ship/reports?report=${report.transmissionId}`}>
          {words.ship.reportOf(report.kindWord, report.orderNumber)}
        </Link>
        <span className="quiet">{moment(report.createdAt)}</span>
      </p>
      {says !== '' && <p className="report-parcels">{says}</p>}
      {report.reason && <ToldText about={report.reason} />}
      {unknownCarrierOf(report).map((name) => (
        <ChooseCarrier key={name} carrierName={name} />
      ))}
      <ReportActions report={report} />
    </div>
  );
}

/** Names in a report that waits because nobody said which of OTTO's carriers they mean. */
export function unknownCarrierOf({ reason, endedAt, parcels }: Report): string[] {
  if (endedAt !== null || reason?.code !== 'report-carrier-unknown') return [];
  const named = reason.params.carrierName;
  const names = typeof named === 'string' ? [named] : parcels.map((one) => one.carrierName);
  return [...new Set(names.filter((name) => name !== null))];
}
