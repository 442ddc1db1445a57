import { wasReleased } from '../../../fixtures/otto/build-sales-order.ts';
import type { WireSalesOrder } from '../../../fixtures/otto/wire.ts';
import type { FakeOttoBehaviour } from '../behaviour.ts';
import { withDatesAs } from '../date-text.ts';

/** The order as OTTO shows it: no addresses before release, dates in the configured form. */
export function presentOrder(order: WireSalesOrder, behaviour: FakeOttoBehaviour): unknown {
  const { deliveryAddress: _delivery, invoiceAddress: _invoice, ...anonymous } = order;
  return withDatesAs(behaviour, showsAddresses(order, behaviour) ? order : anonymous);
}

function showsAddresses(order: WireSalesOrder, behaviour: FakeOttoBehaviour): boolean {
  const pieces = order.positionItems;
  const someAnnounced = pieces.some((piece) => piece.fulfillmentStatus === 'ANNOUNCED');
  return (
    pieces.some(wasReleased) &&
    !(someAnnounced && behaviour.addressesWhenPartlyReleased === 'hidden')
  );
}
