import type { ReactNode } from 'react';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer } from '../../api/use-api.ts';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { ChooseCarrier } from '../../components/reports/choose-carrier.tsx';
import { ReportActions } from '../../components/reports/report-actions.tsx';
import { unknownCarrierOf } from '../../components/reports/report-line.tsx';
import { reportTone } from '../../components/reports/report-tone.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { ToldText } from '../../components/told.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { moment, money } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

type Report = AnswerOf<'getTransmission'>;

/** One report with every call that was made for it, and what can be done with it. */
export function ReportDetail({ transmissionId }: { transmissionId: string }) {
  const { ship: words } = useWords();
  return (
    <>
      <p>
        <Link href="/ship/reports">{words.allReports}</Link>
      </p>
      <Loaded of={useAnswer('getTransmission', { params: { transmissionId } })}>
        {(report) => (
          <>
            <Card
              title={words.reportOf(report.kindWord, report.orderNumber)}
              actions={
                <StatusBadge tone={reportTone(report.state)}>{report.stateWord}</StatusBadge>
              }
            >
              {report.reason && <ToldText about={report.reason} />}
              {unknownCarrierOf(report).map((name) => (
                <ChooseCarrier key={name} carrierName={name} />
              ))}
              <ReportActions report={report} />
              <Facts report={report} />
            </Card>
            <Attempts report={report} />
          </>
        )}
      </Loaded>
    </>
  );
}

function Facts({ report }: { report: Report }) {
  const { ship: words } = useWords();
  const at = (value: string | null) => (value === null ? null : moment(value));
  const facts: (readonly [string, ReactNode])[] = [
    [
      words.order,
      <Link key="order" href={`/orders/${report.accountId}/${report.salesOrderId}`}>
        {report.orderNumber}
      </Link>,
    ],
    [words.saidBy, report.sourceWord],
    [words.pieces, words.pieceCount(report.positionItemIds.length)],
    ...report.parcels.map((parcel, index) => {
      const back = [parcel.returnCarrier, parcel.returnNumber].filter(Boolean).join(' ');
      const there = [parcel.carrier ?? parcel.carrierName, parcel.trackingNumber];
      const text = there.filter(Boolean).join(' ') || words.noTrackingNumber;
      return [
        words.parcel(index + 1),
        back === '' ? text : `${text} · ${words.wayBack(back)}`,
      ] as const;
    }),
    [words.condition, report.decision?.conditionWord ?? null],
    [words.decisionReason, report.decision?.reasonWord ?? null],
    [words.amount, report.amountCents === null ? null : money(report.amountCents)],
    [words.handedOver, at(report.shipDate)],
    [words.deliverBy, at(report.deliverBy)],
    [words.reportedAt, at(report.createdAt)],
    [words.nextTry, at(report.nextTryAt)],
    [words.sentAt, at(report.sentAt)],
    [words.acceptedAt, at(report.acceptedAt)],
    [words.endedAt, at(report.endedAt)],
    [words.ottoShipment, report.ottoShipmentId],
  ];
  return (
    <dl className="facts report-facts">
      {facts
        .filter(([, value]) => value !== null)
        .map(([name, value]) => (
          <div key={name} className="fact">
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
    </dl>
  );
}

function Attempts({ report }: { report: Report }) {
  const { ship: words } = useWords();
  return (
    <Card title={words.attempts}>
      {report.attempts.length === 0 ? (
        <p>{words.noAttempts}</p>
      ) : (
        <WideTable caption={words.attempts}>
          <thead>
            <tr>
              <th scope="col">{words.when}</th>
              <th scope="col">{words.call}</th>
              <th scope="col">{words.outcome}</th>
              <th scope="col">{words.ottoSays}</th>
            </tr>
          </thead>
          <tbody>
            {report.attempts.map((attempt) => (
              <tr key={`${attempt.at} ${attempt.call}`}>
                <td>{moment(attempt.at)}</td>
                <td>{attempt.callWord}</td>
                <td>
                  {attempt.outcomeWord}
                  {attempt.statusCode !== null && ` (${attempt.statusCode})`}
                </td>
                <td>
                  {[
                    ...attempt.titles,
                    attempt.fault,
                    attempt.logref && words.logref(attempt.logref),
                  ]
                    .filter(Boolean)
                    .join(' · ')}
                </td>
              </tr>
            ))}
          </tbody>
        </WideTable>
      )}
    </Card>
  );
}
