import type { AfterSale } from '../after-sale.ts';
import type { World } from '../world.ts';
import { irreducible, reducePiece } from './reduce-piece.ts';
import type { Reduction } from './reduction-store.ts';
import { processReduction, settleReductions } from './settle-reductions.ts';

type ReductionVerbs = Pick<AfterSale, 'reduceByHand' | 'processReduction' | 'rejectReduction'>;

export function reductionVerbs(world: World): ReductionVerbs {
  return {
    reduceByHand: (positionItemId, cents, how = {}) => {
      const salesOrderId = world.orders.findPiece(positionItemId)?.order.salesOrderId ?? '';
      const wanted = { positionItemId, salesOrderId, cents };
      const why = irreducible(world, wanted);
      if (why) throw new Error(`fake OTTO: ${why.title}: ${why.detail}`);
      const { partialRefundType = 'REFUND_COMPLAINT_ITEM' } = how;
      return reducePiece(world, { ...wanted, partialRefundType, by: 'hand' });
    },
    processReduction: (id) => processReduction(world, initiated(world, id), world.now()),
    rejectReduction: (id) => {
      initiated(world, id).status = 'REJECTED';
    },
  };
}

function initiated(world: World, id: number): Reduction {
  settleReductions(world);
  const reduction = world.reductions.find(id);
  if (reduction?.status === 'INITIATED') return reduction;
  throw new Error(`fake OTTO: reduction ${id} is ${reduction?.status ?? 'unknown'}`);
}
