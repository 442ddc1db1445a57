import type { Rehearsed } from '../../order-import/rehearse-import.ts';

/**
 * What a rehearsal would do with one order. `order`, `change` and `refund` are the bodies that would
 * be sent to the shop, in WooCommerce's own words; they hold names and addresses.
 */
export function presentRehearsed(rehearsed: Rehearsed) {
  if (!rehearsed.readable) {
    const { orderNumber, problems } = rehearsed;
    return { orderNumber: orderNumber ?? null, isReadable: false as const, problems };
  }
  const { orderNumber, orderedAt, items, issues, step } = rehearsed;
  return {
    orderNumber,
    isReadable: true as const,
    orderedAt,
    items,
    action: step.action,
    reason: reasonOf(step),
    wooOrderId: 'wooOrderId' in step ? step.wooOrderId : null,
    totalCents: 'expected' in step ? step.expected.totalCents : null,
    order: step.action === 'create' ? step.draft : null,
    change: step.action === 'update' ? step.change : null,
    refund: step.action === 'refund' ? step.refund : null,
    notes: 'notes' in step ? step.notes.map(({ text }) => text) : [],
    issues,
  };
}

function reasonOf(step: Extract<Rehearsed, { readable: true }>['step']): string | null {
  if (step.action === 'hold') return step.reason.code;
  if (step.action === 'fault') return step.code;
  return step.action === 'skip' || step.action === 'backlog' ? step.reason : null;
}
