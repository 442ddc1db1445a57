import { Button, Notice } from '@wordpress/components';
import { useState } from 'react';
import type { BodyOf } from '../../../bridge/http/api-contract.ts';
import type { Order } from '../../api/shapes.ts';
import { useChange, useMay } from '../../api/use-api.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Card } from '../../components/page-frame.tsx';
import { useWords } from '../../i18n/words.ts';

type Side = BodyOf<'chooseSide'>['side'];

/** In what shop and OTTO contradict each other, what each choice does, and the choice. */
export function OrderContradictions({ order }: { order: Order }) {
  const { shell, orders: words } = useWords();
  const mayOperate = useMay('operate');
  const [asking, setAsking] = useState<Side>();
  const choose = useChange('chooseSide', [
    'getOrder',
    'getOrderWhy',
    'listOrders',
    'countOrders',
    'listIncidents',
    'getToday',
  ]);
  const { accountId, salesOrderId, offers } = order;
  const labels = { otto: words.asAtOtto, shop: words.asInShop } as const;
  return (
    <>
      {choose.isSuccess && (
        <div role="status">
          <Notice status="success" isDismissible={false} spokenMessage="">
            {words.chosen(labels[choose.data.side])}{' '}
            {choose.data.importRunId !== null && words.carriedOut}
          </Notice>
        </div>
      )}
      {offers.length > 0 && (
        <Card title={words.contradictions}>
          <p>{words.contradictionsHelp}</p>
          {offers.map((offer) => (
            <div key={offer.incidentId} className="offer">
              <p className="told-what">{offer.what}</p>
              <dl className="facts">
                <dt>{words.asAtOtto}</dt>
                <dd>{offer.choices.otto}</dd>
                <dt>{words.asInShop}</dt>
                <dd>{offer.choices.shop}</dd>
              </dl>
            </div>
          ))}
          {mayOperate ? (
            <div className="dialog-buttons is-left">
              <Button variant="secondary" onClick={() => setAsking('otto')}>
                {words.asAtOtto}
              </Button>
              <Button variant="secondary" onClick={() => setAsking('shop')}>
                {words.asInShop}
              </Button>
            </div>
          ) : (
            <p className="soft-line">{shell.noRight}</p>
          )}
        </Card>
      )}
      {asking !== undefined && (
        <ConfirmDialog
          title={words.chooseTitle(labels[asking])}
          confirm={labels[asking]}
          onClose={() => setAsking(undefined)}
          onConfirm={() =>
            choose.mutateAsync({ params: { accountId, salesOrderId }, body: { side: asking } })
          }
        >
          <ul>
            {offers.map(({ incidentId, choices }) => (
              <li key={incidentId}>{choices[asking]}</li>
            ))}
          </ul>
        </ConfirmDialog>
      )}
    </>
  );
}
