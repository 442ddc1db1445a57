import type { Answer } from '../answer.ts';
import type { OttoRequest } from '../otto-request.ts';

/** Before the effect nothing has happened at OTTO; after it everything has, only the answer suffers. */
export type FaultMoment = 'before-effect' | 'after-effect';

export type Fault =
  | { kind: 'answer'; moment: FaultMoment; answer: Answer }
  | { kind: 'drop'; moment: FaultMoment }
  | { kind: 'delay'; moment: FaultMoment; ms: number }
  | { kind: 'cut-off'; moment: 'after-effect'; keepBytes: number; pretendsToBeComplete: boolean }
  | { kind: 'malformed-entry'; moment: 'after-effect'; id: string; replacement: unknown }
  | { kind: 'malformed-order'; moment: 'after-effect'; salesOrderId: string; replacement: unknown };

/**
 * Calls by what they are for; `interface` is everything but the token endpoint, `shipments` all calls
 * about shipments.
 */
export type FaultTarget =
  | 'any'
  | 'interface'
  | 'token'
  | 'order-list'
  | 'single-order'
  | 'cancellation'
  | 'shipments'
  | 'create-shipment'
  | 'multiparcel'
  | 'add-to-shipment'
  | 'shipment-list'
  | 'single-shipment'
  | 'test-orders'
  | 'list-returns'
  | 'accept-returns'
  | 'reject-returns'
  | 'list-return-shipments'
  | 'single-return-shipment'
  | 'list-receipts'
  | 'get-receipt'
  | 'get-receipt-pdf'
  | 'reduce-price'
  | 'list-price-reductions'
  | 'push-quantities'
  | 'list-quantities'
  | 'single-quantity';

export type FaultOptions = {
  /** Which calls it hits: a name or a predicate. Default `interface`. */
  on?: FaultTarget | ((request: OttoRequest) => boolean);
  /** How often; `Infinity` for every time until withdrawn. Default 1. */
  times?: number;
};

/** An ordered fault, in the hand of who ordered it. */
export type FaultTicket = {
  /** How often it has struck. */
  readonly struck: number;
  withdraw(): void;
};

export function isTarget(target: FaultTarget, { method, path }: OttoRequest): boolean {
  const isToken = path === '/v1/token' || path === '/oauth2/token';
  switch (target) {
    case 'any':
      return true;
    case 'interface':
      return !isToken;
    case 'token':
      return isToken;
    case 'order-list':
      return method === 'GET' && path === '/v4/orders';
    case 'single-order':
      return method === 'GET' && /^\/v4\/orders\/[^/]+$/.test(path);
    case 'cancellation':
      return method === 'POST' && /^\/v4\/orders\/.+\/cancellation$/.test(path);
    case 'shipments':
      return /^\/v1\/(multiparcel-)?shipments(\/|$)/.test(path);
    case 'create-shipment':
      return method === 'POST' && path === '/v1/shipments';
    case 'multiparcel':
      return method === 'POST' && path === '/v1/multiparcel-shipments';
    case 'add-to-shipment':
      return method === 'POST' && /^\/v1\/shipments\/.+\/positionitems$/.test(path);
    case 'shipment-list':
      return method === 'GET' && path === '/v1/shipments';
    case 'single-shipment':
      return method === 'GET' && path.startsWith('/v1/shipments/');
    case 'test-orders':
      return path.startsWith('/v4/orders/testorders');
    case 'list-returns':
      return path === '/v3/returns';
    case 'accept-returns':
      return path === '/v3/returns/acceptance';
    case 'reject-returns':
      return path === '/v3/returns/rejection';
    case 'list-return-shipments':
      return path === '/v1/return-shipments';
    case 'single-return-shipment':
      return path.startsWith('/v1/return-shipments/');
    case 'list-receipts':
      return path === '/v3/receipts';
    case 'get-receipt':
      return path.startsWith('/v3/receipts/') && !path.endsWith('.pdf');
    case 'get-receipt-pdf':
      return path.startsWith('/v3/receipts/') && path.endsWith('.pdf');
    case 'reduce-price':
      return method === 'POST' && path === '/v1/price-reductions';
    case 'list-price-reductions':
      return method === 'GET' && path === '/v1/price-reductions';
    case 'push-quantities':
      return method === 'POST' && path === '/v1/availability/quantities';
    case 'list-quantities':
      return method === 'GET' && path === '/v1/availability/quantities';
    case 'single-quantity':
      return path.startsWith('/v1/availability/quantities/');
  }
}
