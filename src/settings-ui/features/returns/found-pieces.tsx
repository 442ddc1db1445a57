import { Button, CheckboxControl } from '@wordpress/components';
import { useState } from 'react';
import { Link } from 'wouter';
import { useMay } from '../../api/use-api.ts';
import { cancelOf } from '../../components/after-sale/cancel-of.ts';
import {
  DecisionState,
  type ReturnItem,
  ReturnState,
} from '../../components/after-sale/return-state.tsx';
import { WideTable } from '../../components/wide-table.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { OrderOf, WayBack } from './return-fields.tsx';
import type { FoundPiece } from './use-found.ts';
import { useReturnActions } from './use-return-actions.tsx';

/** What was found by scanning, the latest first: ticked and ready to decide where it can be. */
export function FoundPieces({
  pieces,
  onClear,
  onDone,
}: {
  pieces: readonly FoundPiece[];
  onClear: () => void;
  /** a dialog was closed; the next label may be scanned */
  onDone: () => void;
}) {
  const { shell, returns: words } = useWords();
  const mayOperate = useMay('operate');
  const [said, setSaid] = useState<ReadonlyMap<string, boolean>>(new Map());
  const { ask, dialog } = useReturnActions(onDone);
  const isTicked = ({ key, isSure }: FoundPiece) => said.get(key) ?? isSure;
  const ready = (step: ReturnItem['steps'][number]) =>
    pieces.filter((piece) => piece.item.steps.includes(step) && isTicked(piece));
  const decisions = [
    { what: 'accept', label: words.acceptSome, variant: 'primary' },
    { what: 'reject', label: words.rejectSome, variant: 'secondary' },
  ] as const;
  return (
    <>
      <h2>{words.desk}</h2>
      <p className="soft-line">{mayOperate ? words.deskHelp : shell.noRight}</p>
      <WideTable caption={words.desk} isStacked>
        <thead>
          <tr>
            <th scope="col">{words.piece}</th>
            <th scope="col">{words.order}</th>
            <th scope="col">{words.state}</th>
            <th scope="col">{words.back}</th>
            <th scope="col">{words.underWay}</th>
          </tr>
        </thead>
        <tbody>
          {pieces.map((piece) => (
            <tr key={piece.key}>
              <th scope="row">
                <PieceName
                  item={piece.item}
                  isTicked={isTicked(piece)}
                  onChange={(ticked) => setSaid(new Map(said).set(piece.key, ticked))}
                />
              </th>
              <td data-label={words.order}>
                <OrderOf item={piece.item} words={words} />
              </td>
              <td>
                <ReturnState item={piece.item} />
                {piece.item.about && <p className="soft-line">{piece.item.about.what}</p>}
                <ToCancel item={piece.item} />
              </td>
              <td data-label={words.back}>
                <WayBack item={piece.item} words={words} />
              </td>
              <td>
                <DecisionState item={piece.item} />
              </td>
            </tr>
          ))}
        </tbody>
      </WideTable>
      <div className="form-buttons">
        {mayOperate &&
          decisions.map(({ what, label, variant }) => (
            <Button
              key={what}
              variant={variant}
              disabled={ready(what).length === 0}
              accessibleWhenDisabled
              onClick={() =>
                ask(
                  what,
                  ready(what).map(({ item }) => item),
                )
              }
            >
              {label(count(ready(what).length))}
            </Button>
          ))}
        <Button variant="tertiary" onClick={onClear}>
          {words.clearDesk}
        </Button>
      </div>
      {dialog}
    </>
  );
}

/** What was never sent is cancelled, not returned: the way there. */
function ToCancel({ item: { accountId, salesOrderId, steps } }: { item: ReturnItem }) {
  const { returns: words } = useWords();
  const mayOperate = useMay('operate');
  if (!mayOperate || !steps.includes('cancel-instead')) return null;
  return <Link href={`/ship?${cancelOf(accountId, salesOrderId)}`}>{words.toCancel}</Link>;
}

/** With a box to tick where something can be decided about it. */
function PieceName({
  item: { sku, positionItemId, steps },
  isTicked,
  onChange,
}: {
  item: ReturnItem;
  isTicked: boolean;
  onChange: (isTicked: boolean) => void;
}) {
  const mayOperate = useMay('operate');
  const name = sku ?? positionItemId;
  if (!mayOperate || !(steps.includes('accept') || steps.includes('reject'))) return name;
  return <CheckboxControl label={name} checked={isTicked} onChange={onChange} />;
}
