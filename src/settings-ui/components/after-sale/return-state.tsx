import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { reportTone } from '../reports/report-tone.ts';
import { StatusBadge, type Tone } from '../status-badge.tsx';
import './after-sale.css';

export type ReturnItem = AnswerOf<'listReturns'>['items'][number];

const TONES: Record<string, Tone> = {
  ANNOUNCED: 'waiting',
  MISDIRECTED: 'problem',
  ACCEPTED: 'done',
  REJECTED: 'quiet',
};

/** What OTTO says of a return, and of what was decided. */
export function ReturnState({ item }: { item: ReturnItem }) {
  const { status, statusWord, conditionWord, reasonWord } = item;
  return (
    <div className="stacked return-state">
      <StatusBadge tone={status === null ? 'quiet' : (TONES[status] ?? 'problem')}>
        {statusWord}
      </StatusBadge>
      <span className="soft-line">
        {[conditionWord, reasonWord].filter((part) => part !== null).join(' · ')}
      </span>
    </div>
  );
}

/** What was decided here, while OTTO does not say the same; nothing where nothing was. */
export function DecisionState({ item: { decision } }: { item: ReturnItem }) {
  if (decision === null) return null;
  return (
    <div className="stacked return-state">
      <Link href={`/ship/reports?report=${decision.transmissionId}`}>{decision.kindWord}</Link>
      <StatusBadge tone={reportTone(decision.state)}>{decision.stateWord}</StatusBadge>
    </div>
  );
}
