import type { ReturnCode, ReturnEventKind } from '../../../src/bridge/words/owner-code.ts';
import type { Params } from '../../../src/bridge/words/saying.ts';

const PIECE = {
  accountId: 'main',
  salesOrderId: 'a46fb35b-9c77',
  orderNumber: 'bu5h6x7z2k',
  positionItemId: 'b01b8ad2',
  sku: 'FancyFlower-m-pi',
};
const AT = { occurredAt: '2026-03-02T09:00:00.000Z' };
const ONE = { status: 'ANNOUNCED', pieces: 1, skus: 'FancyFlower-m-pi', ...AT };

/** What is told of returns, with what its source hands over. */
export const RETURNS: Record<ReturnCode, Params> = {
  'returns-running': {},
  'returns-not-read': { accountId: 'main', statusCode: 503, logref: '4711' },
  'returns-unreadable': { accountId: 'main', entries: 2 },
  'return-order-unknown': {
    accountId: 'main',
    orders: 2,
    salesOrderIds: 'a46fb35b-9c77, bf43d748',
  },
  'return-of-unsent-piece': { ...PIECE, fulfillmentStatus: 'PROCESSABLE' },
  'return-misdirected': { ...PIECE, ottoWarehouseId: 'HAL-1' },
  'return-step-piece-unknown': {},
  'return-step-not-released': {},
  'return-step-not-sent-yet': {},
  'return-step-cancelled': {},
  'return-step-already-accepted': {},
  'return-step-state-unknown': {},
  'return-step-decision-under-way': {},
  'return-step-decision-needs-attention': {},
  'return-step-decided-by-hand': {},
};

/** What stands in timelines about returns. */
export const RETURNS_HAPPENED: Record<ReturnEventKind, Params> = {
  'return-announced': { ...ONE, carrier: 'DHL', trackingNumber: '577546565072' },
  'return-on-the-way': { ...ONE, carrier: 'DHL', trackingNumber: '577546565072' },
  'return-delivered': { ...ONE, pieces: 2, carrier: 'DHL', trackingNumber: '577546565072' },
  'return-accepted': { ...ONE, status: 'ACCEPTED', condition: 'A', reason: 'RETURN_RECEIVED' },
  'return-rejected': { ...ONE, status: 'REJECTED', condition: 'E', reason: 'ITEM_DAMAGED' },
  'return-misdirected': { ...ONE, status: 'MISDIRECTED', ottoWarehouseId: 'HAL-1' },
  'return-changed': { ...ONE, status: 'LOST_IN_SPACE' },
};
