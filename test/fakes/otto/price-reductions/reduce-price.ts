import { type Answer, refusal } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';
import { BodyReader, refusable } from '../shipments/body-reader.ts';
import { readJson, uuid } from '../shipments/read-shipment-body.ts';
import type { World } from '../world.ts';
import { irreducible, reducePiece } from './reduce-piece.ts';

/** `POST /v1/price-reductions`: 202 without a body; every repeat is one more (section 5.4). */
export function reducePrice(world: World, request: OttoRequest): Answer {
  return refusable(() => {
    const read = new BodyReader(request.path);
    const body = read.record(readJson(read, request), '$');
    const wanted = {
      positionItemId: read.text(body.positionItemId, 'positionItemId', uuid),
      salesOrderId: read.text(body.salesOrderId, 'salesOrderId', uuid),
      cents: readCents(read, body.priceReduction),
    };
    const refused = irreducible(world, wanted);
    if (refused !== undefined) {
      const { status, title, detail } = refused;
      return refusal(status, request.path, { title, detail });
    }
    reducePiece(world, { ...wanted, partialRefundType: 'REFUND_COMPLAINT_ITEM', by: 'call' });
    return { status: 202 };
  });
}

function readCents(read: BodyReader, value: unknown): number {
  const { amount, currency } = read.record(value, 'priceReduction');
  if (amount === undefined || amount === null) throw read.missing('priceReduction.amount');
  if (typeof amount !== 'number') throw read.invalid('priceReduction.amount', 'no number');
  const cents = Math.round(amount * 100);
  if (cents <= 0 || Math.abs(amount * 100 - cents) > 1e-6) {
    throw read.invalid(
      'priceReduction.amount',
      `${amount} is not an amount in whole cents above 0`,
    );
  }
  if (read.text(currency, 'priceReduction.currency') !== 'EUR') {
    throw read.invalid('priceReduction.currency', `${String(currency)} is not EUR`);
  }
  return cents;
}
