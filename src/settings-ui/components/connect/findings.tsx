import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useWords } from '../../i18n/words.ts';
import { StatusBadge, type Tone } from '../status-badge.tsx';
import './connect.css';
import { ToldText } from '../told.tsx';

export type Finding = AnswerOf<'runChecks'>['findings'][number];

const TONES: Record<Finding['state'], Tone> = { ok: 'done', warning: 'waiting', wrong: 'problem' };

/** What was looked at, each with its state in a word and what to do about it. */
export function Findings({ findings }: { findings: readonly Finding[] }) {
  const { settings } = useWords();
  const words = settings.checks;
  const names = { ok: words.ok, warning: words.warning, wrong: words.wrong };
  return (
    <ul className="findings">
      {findings.map((finding) => (
        <li key={`${finding.check} ${finding.accountId} ${finding.code} ${finding.what}`}>
          <div className="finding-head">
            <strong>{finding.checkWord}</strong>
            <StatusBadge tone={TONES[finding.state]}>{names[finding.state]}</StatusBadge>
          </div>
          <ToldText about={finding} />
        </li>
      ))}
    </ul>
  );
}
