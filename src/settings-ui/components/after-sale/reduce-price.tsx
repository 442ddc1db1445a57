import { Modal } from '@wordpress/components';
import { useAnswer } from '../../api/use-api.ts';
import { useWords } from '../../i18n/words.ts';
import { Loaded } from '../page-frame.tsx';
import './after-sale.css';
import type { ReturnPiece } from './decision-draft.ts';
import { ReductionForm } from './reduction-form.tsx';

/** Gives part of a kept piece's price back. The same amount a second time is asked about once more. */
export function ReducePrice({ piece, onClose }: { piece: ReturnPiece; onClose: () => void }) {
  const { reductions: words } = useWords();
  const { accountId, salesOrderId, positionItemId, sku } = piece;
  const known = useAnswer('listPriceReductions', {
    query: { accountId, salesOrderId, positionItemId },
  });
  return (
    <Modal title={words.title(sku ?? positionItemId)} onRequestClose={onClose} size="medium">
      <Loaded of={known}>
        {({ items: [price] }) =>
          price === undefined ? (
            <p>{words.notKnown}</p>
          ) : (
            <ReductionForm piece={piece} price={price} onClose={onClose} />
          )
        }
      </Loaded>
    </Modal>
  );
}
