import { useQuery } from '@tanstack/react-query';
import { Button, CheckboxControl } from '@wordpress/components';
import { useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useChange, useMay } from '../../api/use-api.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Card, EmptyState, Loaded } from '../../components/page-frame.tsx';
import { AFTER_REPORTS } from '../../components/reports/report-tone.ts';
import { count, money } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import type { OrderKey } from './order-key.ts';
import { SendNow } from './send-now.tsx';
import type { Order } from './shipment-draft.ts';
import { namesOf } from './shipment-fields.tsx';
import { useOrders } from './use-orders.ts';
import { WishResults } from './wish-results.tsx';

type Costs = AnswerOf<'previewCancellations'>;

const OVER = ['cancelled', 'already-sent', 'returned'];

/** Takes pieces out of the sale at OTTO: says what it costs before anything is cancelled. */
export function CancelForm({ orders }: { orders: readonly OrderKey[] }) {
  const { ship: words } = useWords();
  const loaded = useOrders(orders);
  if (orders.length === 0) {
    return (
      <EmptyState title={words.noOrders}>
        <Link href="/ship">{words.backToList}</Link>
      </EmptyState>
    );
  }
  return <Loaded of={loaded}>{(found) => <Choose orders={found} />}</Loaded>;
}

function Choose({ orders }: { orders: readonly Order[] }) {
  const { ship: words } = useWords();
  const mayOperate = useMay('operate');
  const [, navigate] = useLocation();
  const [ticked, setTicked] = useState<readonly string[]>([]);
  const [isAsking, setAsking] = useState(false);
  const cancel = useChange('reportCancellations', AFTER_REPORTS);
  const cancellations = orders.flatMap(({ accountId, salesOrderId, positionItems }) => {
    const positionItemIds = positionItems
      .map(({ positionItemId }) => positionItemId)
      .filter((id) => ticked.includes(id));
    return positionItemIds.length > 0 ? [{ accountId, order: salesOrderId, positionItemIds }] : [];
  });
  const costs = useQuery({
    queryKey: ['previewCancellations', cancellations],
    queryFn: ({ signal }) => call('previewCancellations', { body: { cancellations }, signal }),
    enabled: ticked.length > 0 && cancel.data === undefined,
  });
  if (cancel.data) return <Cancelled answer={cancel.data} />;
  return (
    <div className="ship-form">
      {orders.map((order) => (
        <CancelPieces
          key={order.salesOrderId}
          order={order}
          ticked={ticked}
          onChange={(id, isTicked) =>
            setTicked(isTicked ? [...ticked, id] : ticked.filter((one) => one !== id))
          }
        />
      ))}
      {ticked.length > 0 && (
        <Card title={words.cancelCost}>
          <Loaded of={costs}>{(answer) => <Cost answer={answer} />}</Loaded>
        </Card>
      )}
      <div className="form-buttons">
        <Button
          variant="primary"
          isDestructive
          disabled={!mayOperate || ticked.length === 0 || costs.data === undefined}
          accessibleWhenDisabled
          onClick={() => setAsking(true)}
        >
          {words.cancelAtOtto}
        </Button>
        <Button variant="tertiary" onClick={() => navigate('/ship')}>
          {words.backToList}
        </Button>
      </div>
      {isAsking && costs.data && (
        <ConfirmDialog
          title={words.cancelTitle}
          confirm={words.cancelYes(ticked.length)}
          refuse={words.cancelNo}
          isDestructive
          onClose={() => setAsking(false)}
          onConfirm={() => cancel.mutateAsync({ body: { cancellations, confirm: true } })}
        >
          <Cost answer={costs.data} />
        </ConfirmDialog>
      )}
    </div>
  );
}

function CancelPieces({
  order,
  ticked,
  onChange,
}: {
  order: Order;
  ticked: readonly string[];
  onChange: (positionItemId: string, isTicked: boolean) => void;
}) {
  const { ship: words } = useWords();
  const names = namesOf(order, words.pieceOf);
  return (
    <Card title={words.orderTitle(order.orderNumber)}>
      <fieldset className="pieces">
        <legend>{words.whichCancel}</legend>
        {order.positionItems.map(({ positionItemId, sku, payableCents, whyNotShip }) => {
          const isOver = whyNotShip !== null && OVER.includes(whyNotShip.code);
          return (
            <CheckboxControl
              key={positionItemId}
              label={`${names.get(positionItemId) ?? sku} · ${money(payableCents)}`}
              help={isOver ? whyNotShip.what : undefined}
              disabled={isOver}
              checked={ticked.includes(positionItemId)}
              onChange={(isTicked) => onChange(positionItemId, isTicked)}
            />
          );
        })}
      </fieldset>
    </Card>
  );
}

/** What is lost, and what OTTO makes of it, in the bridge's own words. */
function Cost({ answer }: { answer: Costs }) {
  const { ship: words } = useWords();
  const sum = answer.items.reduce((total, { cost }) => total + (cost?.sumCents ?? 0), 0);
  const pieces = answer.items.reduce((total, { cost }) => total + (cost?.pieces.length ?? 0), 0);
  return (
    <>
      <p className="cost-sum">{words.costSum(count(pieces), money(sum))}</p>
      {answer.items.map(({ order, cost, refusal }) => (
        <p key={order}>{cost?.what ?? refusal?.what}</p>
      ))}
      <p>{answer.notice}</p>
    </>
  );
}

function Cancelled({ answer }: { answer: Costs }) {
  const { ship: words } = useWords();
  return (
    <div role="status">
      <Card title={words.kept}>
        <p>{words.cancelKept}</p>
        <WishResults items={answer.items} />
        <div className="form-buttons">
          <SendNow />
          <Link href="/ship">{words.backToList}</Link>
        </div>
      </Card>
    </div>
  );
}
