import { type Answer, refusal } from '../answer.ts';
import { withDatesAs } from '../date-text.ts';
import { ParameterRefusal, readLimit, readPage } from '../orders/list-query.ts';
import type { OttoRequest } from '../otto-request.ts';
import { pieceCents } from '../receipts/cents.ts';
import type { World } from '../world.ts';
import type { Reduction } from './reduction-store.ts';
import { settleReductions } from './settle-reductions.ts';

/** `GET /v1/price-reductions?positionItemId=&page=1&limit=10`, one result a piece (section 5.4). */
export function listReductions(world: World, request: OttoRequest): Answer {
  try {
    settleReductions(world);
    const limit = readLimit(request.query, 10, 128);
    const page = readPage(request.query);
    const asked = request.query.get('positionItemId');
    const results = asked === null ? allResults(world) : resultsOf(world, asked);
    return { status: 200, json: { results: results.slice((page - 1) * limit, page * limit) } };
  } catch (error) {
    if (!(error instanceof ParameterRefusal)) throw error;
    return refusal(400, request.path, { title: 'Invalid Attribute', detail: error.message });
  }
}

function allResults(world: World): unknown[] {
  const ids = new Set(world.reductions.all().map(({ positionItemId }) => positionItemId));
  return [...ids].flatMap((positionItemId) => resultsOf(world, positionItemId));
}

function resultsOf(world: World, positionItemId: string): unknown[] {
  const { behaviour } = world;
  const found = world.orders.findPiece(positionItemId);
  const seenUntil = world.now().getTime() - behaviour.reductionListLagMs;
  const seen = world.reductions
    .of(positionItemId)
    .filter(({ createdAt }) => Date.parse(createdAt) <= seenUntil);
  if (found === undefined || (seen.length === 0 && behaviour.unreducedPieces === 'left-out')) {
    return [];
  }
  const counted = seen.filter(
    ({ status }) => status !== 'REJECTED' || behaviour.rejectedReductionsInTotal,
  );
  const result = {
    salesOrderId: found.order.salesOrderId,
    positionItemId,
    invoicePrice: amount(world, pieceCents(found.piece)),
    totalPriceReduction: amount(
      world,
      counted.reduce((sum, { cents }) => sum + cents, 0),
    ),
    priceReductions: seen.map((reduction) => ({
      ...receiptNumberOf(world, reduction),
      priceReduction: amount(world, reduction.cents),
      creationDateTime: reduction.createdAt,
      status: reduction.status,
    })),
  };
  return [withDatesAs(behaviour, result)];
}

function receiptNumberOf({ behaviour }: World, { status, receiptNumber }: Reduction): object {
  const form = behaviour.reductionReceiptNumbers;
  if (form === 'at-once' || (form !== 'never' && status === 'PROCESSED')) return { receiptNumber };
  return form === 'null-until-processed' ? { receiptNumber: null } : {};
}

function amount({ behaviour }: World, cents: number): unknown {
  const value = cents / 100;
  return behaviour.reductionAmounts === 'numbers' ? value : { amount: value, currency: 'EUR' };
}
