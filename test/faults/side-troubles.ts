import fc from 'fast-check';
import type { OttoRequest } from '../fakes/otto/index.ts';
import type { FaultMatch } from '../fakes/woocommerce/fault-plan.ts';
import type { LoggedRequest } from '../fakes/woocommerce/request-log.ts';
import type { World } from '../journeys/support/world.ts';

/** The calls of an act that are struck: of those that write or of all, after so many, so many in a row. */
const calls = {
  of: fc.constantFrom('all' as const, 'writes' as const),
  after: fc.constantFrom(0, 0, 0, 1, 1, 2, 3, 5, 8),
  times: fc.constantFrom(1, 1, 1, 2, 4),
};

const OTTO_TROUBLES = [
  '400',
  '401',
  '403',
  '404',
  '409',
  '413',
  '429',
  '429 for two minutes',
  '500',
  '500 after all',
  '503 page',
  'a page',
  'is late',
  'answers late',
  'drops the call',
  'drops the answer',
  'drops the answer',
  'cuts off',
  'cuts off quietly',
  'token refused',
  'token fails',
  'tokens revoked',
  'malformed order',
  'malformed entry',
] as const;

const SHOP_TROUBLES = [
  '401',
  '403',
  '404',
  '429',
  '429 for two seconds',
  '500',
  '502',
  '503',
  'a page',
  'moved',
  'drops the call',
  'drops the answer',
  'drops the answer',
  'cuts off',
  'dies after one',
  'dies after two',
  'refuses one',
  'is slow',
] as const;

/** Each of them takes a second. */
const HANGS = ['hangs before', 'hangs after', 'hangs in a batch'] as const;

const DELIVERY_TROUBLES = ['breaks off', 'newest first', 'late'] as const;

export const sideTrouble = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      side: fc.constant('shop' as const),
      how: fc.oneof(
        { weight: 24, arbitrary: fc.constantFrom(...SHOP_TROUBLES) },
        { weight: 2, arbitrary: fc.constantFrom(...HANGS) },
      ),
      ...calls,
    }),
  },
  {
    weight: 5,
    arbitrary: fc.record({
      side: fc.constant('OTTO' as const),
      how: fc.constantFrom(...OTTO_TROUBLES),
      ...calls,
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      side: fc.constant('deliveries' as const),
      how: fc.constantFrom(...DELIVERY_TROUBLES),
    }),
  },
);

export type SideTrouble = typeof sideTrouble extends fc.Arbitrary<infer Value> ? Value : never;

/** What was ordered of a side. */
export type Ordered = {
  name: string;
  hasStruck(): boolean;
  /** lets go what is held, when the bridge has given it up */
  end(): Promise<void>;
};

/** How long a shop may take while it hangs: really waited, and the shortest that may be set. */
export const IMPATIENT_MS = 1_000;

export function hangs({ how }: SideTrouble): boolean {
  return how.startsWith('hangs');
}

/** Lets calls of the next act go wrong. */
export function orderTrouble(world: World, trouble: SideTrouble): Ordered {
  switch (trouble.side) {
    case 'shop':
      return orderAtShop(world, trouble);
    case 'OTTO':
      return orderAtOtto(world, trouble);
    default:
      return orderDeliveries(world, trouble.how);
  }
}

type Of<Side> = Extract<SideTrouble, { side: Side }>;

/** Calls that faults count; those for tokens have faults of their own. */
function isMeant(of: 'all' | 'writes') {
  return ({ method, path }: { method: string; path: string }) =>
    !path.endsWith('/token') && (of === 'all' || method !== 'GET');
}

function orderAtShop({ shop }: World, { how, of, after, times }: Of<'shop'>): Ordered {
  const { faults } = shop;
  const since = shop.requests.length;
  const when = (request: LoggedRequest) => {
    const place = shop.requests.slice(since).filter(isMeant(of)).indexOf(request);
    return place >= after && place < after + times;
  };
  const match: FaultMatch = { when, times };
  const batch: FaultMatch = { path: '/orders/batch', times };
  const writes: FaultMatch = { when: ({ method }) => method !== 'GET' };
  const handle = (() => {
    switch (how) {
      case '401':
        return faults.refuse(401, match);
      case '403':
        return faults.refuse(403, match);
      case '404':
        return faults.refuse(404, match);
      case '429':
        return faults.tooManyRequests(undefined, match);
      case '429 for two seconds':
        return faults.tooManyRequests(2, match);
      case '500':
        return faults.serverError(match);
      case '502':
        return faults.badGateway(match);
      case '503':
        return faults.maintenance(match);
      case 'a page':
        return faults.htmlInsteadOfJson(match);
      case 'moved':
        return faults.redirect('https://elsewhere.example/', match);
      case 'drops the call':
        return faults.dropBeforeEffect(match);
      case 'drops the answer':
        return faults.dropAfterEffect(match);
      case 'cuts off':
        return faults.cutOffBody(undefined, match);
      case 'dies after one':
        return faults.killBatchAfter(1, batch);
      case 'dies after two':
        return faults.killBatchAfter(2, batch);
      case 'refuses one':
        return faults.refuseItem(
          { code: 'woocommerce_rest_odd', message: 'Odd.', item: () => true },
          { path: '/orders/batch', times: 1 },
        );
      case 'is slow':
        return faults.slowBatch(3, batch);
      case 'hangs before':
        return faults.delayBeforeEffect('until-released', { ...writes, times: 1 });
      case 'hangs after':
        return faults.delayAfterEffect('until-released', { ...writes, times: 1 });
      default:
        return faults.pauseBatchBefore(after % 2, { path: '/orders/batch', times: 1 });
    }
  })();
  return {
    name: `shop: ${how} (${of}, ${after}, ${times}×)`,
    hasStruck: () => handle.used > 0,
    end: async () => handle.cancel(),
  };
}

function orderAtOtto({ otto }: World, { how, of, after, times }: Of<'OTTO'>): Ordered {
  const { faults } = otto;
  const since = otto.requests.length;
  const on = (request: OttoRequest) => {
    const place = otto.requests.slice(since).filter(isMeant(of)).indexOf(request);
    return place >= after && place < after + times;
  };
  const where = { on, times };
  const [order] = otto.state.orders.all();
  const ticket = (() => {
    switch (how) {
      case '400':
      case '404':
      case '409':
      case '413':
        return faults.answerWith(Number(how), {
          body: { errors: [{ path: '/', title: 'SOMETHING_ODD' }] },
          ...where,
        });
      case '401':
        return faults.unauthorized(where);
      case '403':
        return faults.forbidden(where);
      case '429':
        return faults.tooManyRequests(where);
      case '429 for two minutes':
        return faults.tooManyRequests({ ...where, retryAfter: 120 });
      case '500':
        return faults.answerWith(500, where);
      case '500 after all':
        return faults.answerWith(500, { ...where, moment: 'after-effect' });
      case '503 page':
        return faults.htmlPage(503, where);
      case 'a page':
        return faults.htmlPage(200, where);
      case 'is late':
        return faults.delay(5, where);
      case 'answers late':
        return faults.delay(5, { ...where, moment: 'after-effect' });
      case 'drops the call':
        return faults.dropBeforeEffect(where);
      case 'drops the answer':
        return faults.dropAfterEffect(where);
      case 'cuts off':
        return faults.cutOffBody(where);
      case 'cuts off quietly':
        return faults.cutOffBody({ ...where, pretendsToBeComplete: true });
      case 'token refused':
        faults.revokeTokens();
        return faults.tokenEndpointFails(401, { times });
      case 'token fails':
        faults.revokeTokens();
        return faults.tokenEndpointFails(500, { times });
      case 'malformed order':
        return faults.malformOrder(order?.salesOrderId ?? '', { salesOrderId: 7 }, { times });
      case 'malformed entry': {
        const [piece] = order?.positionItems ?? [];
        return faults.malformEntry(piece?.positionItemId ?? '', { positionItemId: 7 }, { times });
      }
      default:
        faults.revokeTokens();
        return { struck: 1, withdraw: () => undefined };
    }
  })();
  return {
    name: `OTTO: ${how} (${of}, ${after}, ${times}×)`,
    hasStruck: () => ticket.struck > 0,
    end: async () => ticket.withdraw(),
  };
}

function orderDeliveries({ shop }: World, how: (typeof DELIVERY_TROUBLES)[number]): Ordered {
  const { deliveryFaults } = shop;
  const name = `deliveries: ${how}`;
  if (how === 'newest first') {
    deliveryFaults.newestFirst = true;
    const end = async () => {
      deliveryFaults.newestFirst = false;
    };
    return { name, hasStruck: () => false, end };
  }
  if (how === 'breaks off') {
    deliveryFaults.breakOff();
    return { name, hasStruck: () => false, end: async () => undefined };
  }
  const late = deliveryFaults.sendLate();
  return { name, hasStruck: () => false, end: async () => void (await late.send()) };
}
