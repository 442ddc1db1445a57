import { useQuery } from '@tanstack/react-query';
import { Button, Modal, RadioControl } from '@wordpress/components';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useAnswer, useChange } from '../../api/use-api.ts';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { Loaded } from '../page-frame.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import './after-sale.css';
import {
  askedDecisions,
  type Decision,
  decidedOtherwise,
  decisionRows,
  fixedConditions,
  type ReturnPiece,
} from './decision-draft.ts';
import { DecisionPreview } from './decision-preview.tsx';
import { DecisionResults } from './decision-results.tsx';
import { DecisionTable } from './decision-table.tsx';
import { AFTER_DECISIONS } from './refreshed.ts';

/**
 * Accepts or rejects returns: condition and reason of each piece, then what follows, then what became
 * of each.
 *
 * @param isTicked false: of several pieces those meant are still to be ticked
 */
export function DecideReturns({
  pieces,
  decision: wished,
  isTicked = true,
  onClose,
}: {
  pieces: readonly ReturnPiece[];
  decision: Decision;
  isTicked?: boolean;
  onClose: () => void;
}) {
  const { returns: words } = useWords();
  const [decision, setDecision] = useState(wished);
  const [rows, setRows] = useState(() =>
    decisionRows(pieces, wished, isTicked || pieces.length === 1),
  );
  const decide = useChange('decideReturns', AFTER_DECISIONS);
  const choices = useAnswer('listReturnReasons');
  const fixed = fixedConditions(choices.data?.[decision] ?? []);
  const asked = askedDecisions(rows, decision, fixed);
  const ticked = rows.filter((row) => row.isTicked).length;
  const most = choices.data?.mostDecisions ?? Number.POSITIVE_INFINITY;
  const isTooMany = ticked > most;
  const preview = useQuery({
    queryKey: ['decideReturns', 'preview', asked],
    queryFn: ({ signal }) =>
      call('decideReturns', { body: { decisions: asked ?? [], dryRun: true }, signal }),
    enabled: asked !== undefined && !isTooMany && decide.data === undefined,
  });
  const title = decision === 'accept' ? words.acceptTitle : words.rejectTitle;
  const yes = decision === 'accept' ? words.acceptYes : words.rejectYes;
  const canGo = preview.data !== undefined && preview.data.extent.pieces > 0 && !isTooMany;
  const choose = (next: Decision) => {
    setDecision(next);
    setRows(decidedOtherwise(rows, next));
  };
  return (
    <Modal
      title={decide.data ? words.decided : title(count(pieces.length), pieces.length)}
      onRequestClose={onClose}
      size="large"
    >
      {decide.data ? (
        <DecisionResults answer={decide.data} onClose={onClose} />
      ) : (
        <>
          <RadioControl
            className="decision-choice"
            label={words.decision}
            selected={decision}
            options={[
              { value: 'accept', label: words.accept, description: words.acceptHelp },
              { value: 'reject', label: words.reject, description: words.rejectHelp },
            ]}
            onChange={(value) => choose(value === 'reject' ? 'reject' : 'accept')}
          />
          <Loaded of={choices}>
            {(known) => (
              <DecisionTable
                rows={rows}
                conditions={known.conditions}
                reasons={known[decision]}
                fixed={fixed}
                onChange={setRows}
              />
            )}
          </Loaded>
          <div className="decision-extent" role="status">
            {isTooMany && (
              <p className="field-problem">{words.tooMany(count(most), count(ticked))}</p>
            )}
            {!isTooMany && asked === undefined && <p className="soft-line">{words.chooseFirst}</p>}
            {!isTooMany && asked !== undefined && (
              <Loaded of={preview}>{(answer) => <DecisionPreview answer={answer} />}</Loaded>
            )}
          </div>
          <ProblemNotice fault={decide.error} />
          <DialogButtons
            yes={yes(count(ticked), ticked)}
            isBusy={decide.isPending}
            isOff={!canGo || asked === undefined}
            isFinal={decision === 'accept'}
            onYes={() => decide.mutate({ body: { decisions: asked ?? [] } })}
            onClose={onClose}
          />
        </>
      )}
    </Modal>
  );
}

function DialogButtons({
  yes,
  isBusy,
  isOff,
  isFinal,
  onYes,
  onClose,
}: {
  yes: string;
  isBusy: boolean;
  isOff: boolean;
  isFinal: boolean;
  onYes: () => void;
  onClose: () => void;
}) {
  const { shell } = useWords();
  return (
    <div className="dialog-buttons">
      <Button variant="tertiary" onClick={onClose}>
        {shell.cancel}
      </Button>
      <Button
        variant="primary"
        isDestructive={isFinal}
        isBusy={isBusy}
        disabled={isOff || isBusy}
        accessibleWhenDisabled
        onClick={onYes}
      >
        {yes}
      </Button>
    </div>
  );
}
