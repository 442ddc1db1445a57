import { Button, Notice } from '@wordpress/components';
import { useState } from 'react';
import type { Order } from '../../api/shapes.ts';
import { useChange, useMay } from '../../api/use-api.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { ToldText } from '../../components/told.tsx';
import { useWords } from '../../i18n/words.ts';

/** OTTO cancelled what is being packed: nothing on the screen stands before it. */
export function PackStop({ order }: { order: Order }) {
  const { orders: words } = useWords();
  const mayOperate = useMay('operate');
  const [isAsking, setAsking] = useState(false);
  const acknowledge = useChange('acknowledgeIncident', [
    'getOrder',
    'getOrderWhy',
    'listOrders',
    'countOrders',
    'listIncidents',
    'getToday',
  ]);
  const incident = order.openIncidents.find(({ about }) => about.code === 'pack-stop');
  if (!order.packStop || incident === undefined) return null;
  const cancelled = order.positionItems.filter(
    ({ whyNotShip }) => whyNotShip?.code === 'pack-stop',
  );
  return (
    <div className="pack-stop" role="alert">
      <Notice status="error" isDismissible={false} spokenMessage="">
        <h2>{words.packStop}</h2>
        <ToldText about={incident.about} />
        {cancelled.length > 0 && (
          <ul>
            {cancelled.map(({ positionItemId, sku }) => (
              <li key={positionItemId}>{sku}</li>
            ))}
          </ul>
        )}
        {mayOperate && (
          <Button variant="primary" isDestructive onClick={() => setAsking(true)}>
            {words.packStopConfirm}
          </Button>
        )}
      </Notice>
      {isAsking && (
        <ConfirmDialog
          title={words.packStopConfirm}
          confirm={words.packStopYes}
          onClose={() => setAsking(false)}
          onConfirm={() => acknowledge.mutateAsync({ params: { incidentId: incident.incidentId } })}
        >
          <p>{words.packStopText}</p>
        </ConfirmDialog>
      )}
    </div>
  );
}
