import { Button } from '@wordpress/components';
import { Fragment } from 'react';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer, useChange, useMay } from '../../api/use-api.ts';
import { moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { Loaded } from '../page-frame.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import { StatusBadge, type Tone } from '../status-badge.tsx';
import './connect.css';
import { ToldText } from '../told.tsx';

type Proof = AnswerOf<'getMailProof'>;

const TONES: Record<Proof['state'], Tone> = {
  running: 'working',
  passed: 'done',
  failed: 'problem',
};
const POLL_MS = 1_500;

/** Proves on a test order that the shop can mail no buyer, and shows what came of the last proof. */
export function MailProof() {
  const { settings } = useWords();
  const words = settings.mailProof;
  const mayStart = useMay('operate');
  const proofs = useAnswer(
    'listMailProofs',
    { query: { limit: 1 } },
    { everyMs: (answer) => (answer?.items[0]?.state === 'running' ? POLL_MS : false) },
  );
  const start = useChange('startMailProof', ['listMailProofs', 'getSetUp']);
  const isRunning = proofs.data?.items[0]?.state === 'running';
  return (
    <div className="connect-form">
      <p>{words.what}</p>
      <Loaded of={proofs}>
        {({ items: [last] }) => (last ? <LastProof proof={last} /> : <p>{words.never}</p>)}
      </Loaded>
      {start.data && isRunning && <p role="status">{start.data.notice}</p>}
      <ProblemNotice fault={start.error} />
      {mayStart && (
        <Button
          variant="secondary"
          className="item-list-add"
          isBusy={isRunning || start.isPending}
          disabled={isRunning || start.isPending}
          accessibleWhenDisabled
          onClick={() => start.mutate({})}
        >
          {words.start}
        </Button>
      )}
    </div>
  );
}

function LastProof({ proof }: { proof: Proof }) {
  const { settings } = useWords();
  const words = settings.mailProof;
  const names = { running: words.running, passed: words.passed, failed: words.failed };
  return (
    <>
      <dl className="facts" aria-live="polite">
        <dt>{words.result}</dt>
        <dd>
          <StatusBadge tone={TONES[proof.state]}>{names[proof.state]}</StatusBadge>
        </dd>
        <dt>{words.at}</dt>
        <dd>{moment(proof.finishedAt ?? proof.startedAt)}</dd>
      </dl>
      {proof.fault && <ToldText about={proof.fault} />}
      {proof.isOrderLeft && proof.wooOrderId !== null && (
        <p>{words.orderLeft(String(proof.wooOrderId))}</p>
      )}
      {proof.steps.length > 0 && (
        <details className="by-hand">
          <summary>{words.steps}</summary>
          <dl className="facts">
            {proof.steps.map((step, index) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the same is done several times
              <Fragment key={index}>
                <dt>
                  {step.kindWord} {step.status}
                </dt>
                <dd>{step.isClean ? words.clean : words.notClean}</dd>
              </Fragment>
            ))}
          </dl>
        </details>
      )}
    </>
  );
}
