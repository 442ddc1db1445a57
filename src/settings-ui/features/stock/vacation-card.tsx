import { Button } from '@wordpress/components';
import { useState } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useMay } from '../../api/use-api.ts';
import { Card } from '../../components/page-frame.tsx';
import { StatusBadge } from '../../components/status-badge.tsx';
import { count, moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { VacationDialog } from './vacation-dialog.tsx';

type Vacation = AnswerOf<'getStock'>['vacation'];

/** The switch that sets everything at OTTO to zero, and how far it has come. */
export function VacationCard({ vacation }: { vacation: Vacation }) {
  const { stock: words } = useWords();
  const mayOperate = useMay('operate');
  const [asking, setAsking] = useState<'start' | 'end'>();
  const { isOn, isVerified } = vacation;
  return (
    <Card title={words.vacation} actions={<VacationState vacation={vacation} />}>
      <div role="status">
        <p>{vacation.sentence}</p>
        {isOn && <Progress vacation={vacation} />}
      </div>
      {!isOn && <p className="soft-line">{words.vacationHelp}</p>}
      {mayOperate && (
        <Button
          variant={isOn && isVerified ? 'primary' : 'secondary'}
          __next40pxDefaultSize
          onClick={() => setAsking(isOn ? 'end' : 'start')}
        >
          {isOn ? words.end : words.start}
        </Button>
      )}
      {asking && <VacationDialog step={asking} onClose={() => setAsking(undefined)} />}
    </Card>
  );
}

function VacationState({ vacation: { isOn, isVerified } }: { vacation: Vacation }) {
  const { stock: words } = useWords();
  if (!isOn) return null;
  return isVerified ? (
    <StatusBadge tone="done">{words.isVerified}</StatusBadge>
  ) : (
    <StatusBadge tone="working">{words.isOn}</StatusBadge>
  );
}

function Progress({ vacation }: { vacation: Vacation }) {
  const { stock: words } = useWords();
  const { atZero, total, since, verifiedAt } = vacation;
  const text = words.progress(count(atZero), count(total));
  return (
    <>
      <p className="vacation-progress">
        <progress aria-label={text} value={atZero} max={Math.max(total, 1)} /> {text}
      </p>
      <p className="soft-line">
        {since !== null && words.since(moment(since))}{' '}
        {verifiedAt === null ? words.notVerified : words.verifiedAt(moment(verifiedAt))}
      </p>
    </>
  );
}
