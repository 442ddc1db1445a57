import { Button } from '@wordpress/components';
import { useEffect, useRef } from 'react';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { type Report, reportTone } from '../reports/report-tone.ts';
import { StatusBadge, type Tone } from '../status-badge.tsx';
import { ToldText } from '../told.tsx';
import { CancelInstead } from './cancel-instead.tsx';

type Answer = AnswerOf<'decideReturns'>;
type Item = Answer['items'][number];

/** Of one call OTTO takes so many; all of them are among the latest reports. */
const MOST_SHOWN = 200;
const LOOK_MS = 2_000;

const TONES: Record<Item['outcome'], Tone> = {
  due: 'working',
  waits: 'waiting',
  known: 'quiet',
  refused: 'problem',
};

/** What becomes of each piece, followed while OTTO answers. */
export function DecisionResults({ answer, onClose }: { answer: Answer; onClose: () => void }) {
  const { shell, returns: words } = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  const reports = useReports(answer);
  return (
    <div ref={place} tabIndex={-1} className="outcome">
      <p>{words.decidedText}</p>
      <div role="status">
        <ul className="decision-results">
          {answer.items.map((item) => (
            <li key={`${item.accountId} ${item.positionItemId}`}>
              <OneResult item={item} report={reports.get(item.transmissionId ?? '')} />
            </li>
          ))}
        </ul>
      </div>
      <div className="dialog-buttons">
        <Button variant="primary" onClick={onClose}>
          {shell.close}
        </Button>
      </div>
    </div>
  );
}

function OneResult({ item, report }: { item: Item; report: Report | undefined }) {
  const { returns: words } = useWords();
  const name = words.pieceOf(
    item.sku ?? item.positionItemId,
    item.orderNumber ?? item.salesOrderId,
  );
  const about = report ? report.reason : item.about;
  return (
    <>
      <p className="decision-result">
        <StatusBadge tone={report ? reportTone(report.state) : TONES[item.outcome]}>
          {report?.stateWord ?? item.outcomeWord}
        </StatusBadge>{' '}
        {item.transmissionId === null ? (
          name
        ) : (
          <Link href={`/ship/reports?report=${item.transmissionId}`}>{name}</Link>
        )}
        <span className="soft-line">{`${item.conditionWord} · ${item.reasonWord}`}</span>
      </p>
      {about && <ToldText about={about} />}
      <CancelInstead item={item} />
    </>
  );
}

/** The reports that came of it, as they stand now. */
function useReports({ items }: Answer): Map<string, Report> {
  const ids = new Set(items.flatMap(({ transmissionId }) => transmissionId ?? []));
  const kind = items[0]?.decision === 'reject' ? 'rejection' : 'acceptance';
  const latest = useAnswer(
    'listTransmissions',
    { query: { kind, limit: MOST_SHOWN } },
    {
      isOn: ids.size > 0,
      everyMs: (known) =>
        known?.items.some(({ transmissionId, endedAt }) => ids.has(transmissionId) && !endedAt)
          ? LOOK_MS
          : false,
    },
  );
  return new Map(
    (latest.data?.items ?? [])
      .filter(({ transmissionId }) => ids.has(transmissionId))
      .map((report) => [report.transmissionId, report]),
  );
}
