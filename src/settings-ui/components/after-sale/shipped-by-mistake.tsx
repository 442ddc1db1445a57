import { useQuery } from '@tanstack/react-query';
import { Button, CheckboxControl, Modal } from '@wordpress/components';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useChange } from '../../api/use-api.ts';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { Loaded } from '../page-frame.tsx';
import { ProblemNotice } from '../problem-notice.tsx';
import './after-sale.css';
import { pieceKey, type ReturnPiece } from './decision-draft.ts';
import { DecisionPreview } from './decision-preview.tsx';
import { DecisionResults } from './decision-results.tsx';
import { AFTER_DECISIONS } from './refreshed.ts';

/** Takes back what was reported as shipped and never left: OTTO calls that an accepted return. */
export function ShippedByMistake({
  pieces,
  onClose,
}: {
  pieces: readonly ReturnPiece[];
  onClose: () => void;
}) {
  const { returns: words } = useWords();
  const [ticked, setTicked] = useState<readonly string[]>(
    pieces.length === 1 ? pieces.map(pieceKey) : [],
  );
  const decide = useChange('decideReturns', AFTER_DECISIONS);
  const decisions = pieces
    .filter((piece) => ticked.includes(pieceKey(piece)))
    .map(({ accountId, salesOrderId, positionItemId }) => ({
      accountId,
      salesOrderId,
      positionItemId,
      decision: 'accept' as const,
      condition: 'A' as const,
      reason: 'STATUS_SENT_BY_ACCIDENT' as const,
    }));
  const preview = useQuery({
    queryKey: ['decideReturns', 'preview', decisions],
    queryFn: ({ signal }) => call('decideReturns', { body: { decisions, dryRun: true }, signal }),
    enabled: decisions.length > 0 && decide.data === undefined,
  });
  const canGo = preview.data !== undefined && preview.data.extent.pieces > 0;
  const name = ({ sku, positionItemId, orderNumber, salesOrderId }: ReturnPiece) =>
    words.pieceOf(sku ?? positionItemId, orderNumber ?? salesOrderId);
  return (
    <Modal
      title={decide.data ? words.decided : words.mistakeTitle}
      onRequestClose={onClose}
      size="medium"
    >
      {decide.data ? (
        <DecisionResults answer={decide.data} onClose={onClose} />
      ) : (
        <>
          <ol className="mistake-steps">
            <li>{words.mistakeOnly}</li>
            <li>{words.mistakeMoney}</li>
            <li>{words.mistakeShop}</li>
          </ol>
          {pieces.length > 1 && (
            <fieldset className="decision-pieces">
              <legend>{words.mistakeWhich}</legend>
              {pieces.map((piece) => (
                <CheckboxControl
                  key={pieceKey(piece)}
                  label={name(piece)}
                  help={piece.positionItemId}
                  checked={ticked.includes(pieceKey(piece))}
                  onChange={(isTicked) =>
                    setTicked(
                      isTicked
                        ? [...ticked, pieceKey(piece)]
                        : ticked.filter((key) => key !== pieceKey(piece)),
                    )
                  }
                />
              ))}
            </fieldset>
          )}
          <div className="decision-extent" role="status">
            {decisions.length > 0 && (
              <Loaded of={preview}>{(answer) => <DecisionPreview answer={answer} />}</Loaded>
            )}
          </div>
          <ProblemNotice fault={decide.error} />
          <div className="dialog-buttons">
            <Button variant="tertiary" onClick={onClose}>
              {words.mistakeNo}
            </Button>
            <Button
              variant="primary"
              isDestructive
              isBusy={decide.isPending}
              disabled={decisions.length === 0 || !canGo || decide.isPending}
              accessibleWhenDisabled
              onClick={() => decide.mutate({ body: { decisions } })}
            >
              {words.mistakeYes(count(decisions.length), decisions.length)}
            </Button>
          </div>
        </>
      )}
    </Modal>
  );
}
