import { Link } from 'wouter';
import { moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { StatusBadge } from '../status-badge.tsx';
import { ToldText } from '../told.tsx';
import { ChooseCarrier } from './choose-carrier.tsx';
import { ReportActions } from './report-actions.tsx';
import { type Report, reportTone } from './report-tone.ts';
import './reports.css';

/** One report to OTTO in short: what it is, where it stands, why, and its repair right there. */
export function ReportLine({ report }: { report: Report }) {
  const { ship: words } = useWords();
  return (
    <div className="report-line">
      <p className="report-line-head">
        <StatusBadge tone={reportTone(report.state)}>{report.stateWord}</StatusBadge>
        <Link href={`/ship/reports?report=${report.transmissionId}`}>
          {words.reportOf(report.kindWord, report.orderNumber)}
        </Link>
        <span className="quiet">{moment(report.createdAt)}</span>
      </p>
      <Parcels report={report} />
      {report.reason && <ToldText about={report.reason} />}
      {unknownCarrierOf(report).map((name) => (
        <ChooseCarrier key={name} carrierName={name} />
      ))}
      <ReportActions report={report} />
    </div>
  );
}

/** Its parcels in one line each, as far as they are known. */
export function Parcels({ report }: { report: Report }) {
  const { ship: words } = useWords();
  const lines = report.parcels.map(({ carrier, carrierName, trackingNumber }) =>
    [carrier ?? carrierName, trackingNumber ?? words.noTrackingNumber].filter(Boolean).join(' '),
  );
  if (lines.length === 0) return null;
  return <p className="report-parcels">{lines.join(' · ')}</p>;
}

/** Names in a report that waits because nobody said which of OTTO's carriers they mean. */
export function unknownCarrierOf({ reason, endedAt, parcels }: Report): string[] {
  if (endedAt !== null || reason?.code !== 'report-carrier-unknown') return [];
  const named = reason.params.carrierName;
  const names = typeof named === 'string' ? [named] : parcels.map((one) => one.carrierName);
  return [...new Set(names.filter((name) => name !== null))];
}
