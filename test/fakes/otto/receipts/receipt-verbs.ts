import type { AfterSale } from '../after-sale.ts';
import type { World } from '../world.ts';
import { issueFeeRefund } from './issue-receipts.ts';
import type { BilledFee } from './receipt-store.ts';

type ReceiptVerbs = Pick<
  AfterSale,
  'addVoucher' | 'refundFee' | 'issueTechnicalReceipt' | 'issueReceipt'
>;

export function receiptVerbs(world: World): ReceiptVerbs {
  return {
    addVoucher: (salesOrderId, cents, code = 'GUTSCHEIN-7F3K') => {
      if (world.receipts.of(salesOrderId, 'PURCHASE').length > 0) {
        throw new Error(`fake OTTO: order ${salesOrderId} is billed already`);
      }
      world.receipts.addVoucher(salesOrderId, { code, cents });
    },
    refundFee: (salesOrderId, cents) => {
      const order = world.orders.find(salesOrderId);
      const billed = world.receipts.of(salesOrderId, 'PURCHASE')[0]?.fees ?? [];
      const back = cents === undefined ? billed : upTo(billed, cents);
      if (order === undefined || sumOf(back) === 0) {
        throw new Error(`fake OTTO: order ${salesOrderId} has no such fee on a receipt`);
      }
      return issueFeeRefund(world, order, back, world.now());
    },
    issueTechnicalReceipt: (salesOrderId) => {
      const newest = world.receipts.of(salesOrderId).at(-1);
      if (newest === undefined) {
        throw new Error(`fake OTTO: order ${salesOrderId} has no receipt`);
      }
      const at = world.now();
      return world.receipts.add({
        ...structuredClone(newest),
        receiptNumber: world.receipts.takeNumber(at),
        creationDate: at.toISOString(),
        isRealReceipt: false,
        isTechnical: true,
      });
    },
    issueReceipt: (receipt) => world.receipts.addRaw(receipt),
  };
}

/** Parts of the fees, the first ones first. */
function upTo(fees: BilledFee[], cents: number): BilledFee[] {
  let left = cents;
  return fees.flatMap((fee) => {
    const part = Math.min(left, fee.cents);
    left -= part;
    return part > 0 ? [{ ...fee, cents: part }] : [];
  });
}

function sumOf(fees: BilledFee[]): number {
  return fees.reduce((sum, { cents }) => sum + cents, 0);
}
