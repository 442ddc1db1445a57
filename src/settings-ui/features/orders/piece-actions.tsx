import { Button } from '@wordpress/components';
import { useState } from 'react';
import { useMay } from '../../api/use-api.ts';
import { DecideReturns } from '../../components/after-sale/decide-returns.tsx';
import type { ReturnPiece } from '../../components/after-sale/decision-draft.ts';
import { ReducePrice } from '../../components/after-sale/reduce-price.tsx';
import type { ReturnItem } from '../../components/after-sale/return-state.tsx';
import { ShippedByMistake } from '../../components/after-sale/shipped-by-mistake.tsx';
import { useWords } from '../../i18n/words.ts';

/** What can be done with the pieces that left: decide their return, or take the report back. */
export function ReturnActions({ items }: { items: readonly ReturnItem[] }) {
  const { returns: words } = useWords();
  const mayOperate = useMay('operate');
  const [asking, setAsking] = useState<'decide' | 'mistake'>();
  const [pieces, setPieces] = useState<readonly ReturnItem[]>([]);
  const can = (...steps: readonly ReturnItem['steps'][number][]) =>
    items.filter((item) => steps.some((step) => item.steps.includes(step)));
  const start = (what: typeof asking, some: readonly ReturnItem[]) => {
    // What is asked about stays as it was, whatever becomes of it meanwhile.
    setPieces(some);
    setAsking(what);
  };
  const close = () => setAsking(undefined);
  const toDecide = can('accept', 'reject');
  const sent = can('sent-by-accident');
  if (!mayOperate) return null;
  return (
    <div className="page-actions">
      {toDecide.length > 0 && (
        <Button variant="secondary" size="compact" onClick={() => start('decide', toDecide)}>
          {words.decideAsk}
        </Button>
      )}
      {sent.length > 0 && (
        <Button variant="tertiary" size="compact" onClick={() => start('mistake', sent)}>
          {words.mistake}
        </Button>
      )}
      {asking === 'decide' && (
        <DecideReturns
          pieces={pieces}
          decision={pieces.some(({ steps }) => steps.includes('accept')) ? 'accept' : 'reject'}
          isTicked={false}
          onClose={close}
        />
      )}
      {asking === 'mistake' && <ShippedByMistake pieces={pieces} onClose={close} />}
    </div>
  );
}

/** Part of the price goes back, and the buyer keeps the piece. */
export function ReduceAction({ piece }: { piece: ReturnPiece }) {
  const { reductions: words } = useWords();
  const mayOperate = useMay('operate');
  const [isAsking, setAsking] = useState(false);
  if (!mayOperate) return null;
  return (
    <>
      <Button
        className="piece-action"
        variant="link"
        aria-label={words.actionFor(piece.sku ?? piece.positionItemId)}
        onClick={() => setAsking(true)}
      >
        {words.action}
      </Button>
      {isAsking && <ReducePrice piece={piece} onClose={() => setAsking(false)} />}
    </>
  );
}
