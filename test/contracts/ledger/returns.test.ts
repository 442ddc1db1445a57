import { describe, expect, it } from 'vitest';
import { openDatabase } from '../../../src/bridge/ledger/database.ts';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { NewTransmission } from '../../../src/bridge/ledger/new-transmissions.ts';
import type { ReturnInLedger } from '../../../src/bridge/ledger/return-rows.ts';
import type { ReturnShipmentInLedger } from '../../../src/bridge/ledger/return-shipments.ts';
import { eachDatabase } from '../../databases.ts';
import { ACCOUNT, minute, seenOrder } from './ledger-facts.ts';

const NEWS = { isFirst: false, now: minute(30) };
const MISDIRECTED = { status: 'MISDIRECTED' };

const seen = (positionItemId: string, more: Partial<ReturnInLedger> = {}): ReturnInLedger => ({
  positionItemId,
  salesOrderId: positionItemId.split('-')[0] ?? '',
  status: 'ANNOUNCED',
  occurredAt: minute(10),
  condition: undefined,
  reason: undefined,
  orderNumber: undefined,
  ottoWarehouseId: undefined,
  trackingKeys: [],
  ...more,
});

const parcel = (more: Partial<ReturnShipmentInLedger> = {}): ReturnShipmentInLedger => ({
  returnShipmentId: '7',
  carrier: 'DHL',
  trackingNumber: '5775 465',
  createdAt: minute(10),
  state: 'ON_THE_WAY',
  stateAt: minute(12),
  pieces: [{ salesOrderId: 'a', positionItemId: 'a-piece-0' }],
  ...more,
});

/** Orders whose pieces were all sent. */
async function sentOrders(ledger: Ledger, ids: string[], pieces = 2): Promise<void> {
  const orders = ids.map((id) => {
    const order = seenOrder(id, { pieces });
    return {
      ...order,
      positionItems: order.positionItems.map((piece) => ({ ...piece, fulfillmentStatus: 'SENT' })),
    };
  });
  await ledger.recordSeen(ACCOUNT, orders, minute(1));
}

const eventsOf = async (ledger: Ledger, salesOrderId: string) =>
  (await ledger.listEvents(ACCOUNT, salesOrderId))
    .filter(({ kind }) => kind.startsWith('return-'))
    .map(({ kind, params, cause }) => ({ kind, cause, ...JSON.parse(params) }));

const list = async (ledger: Ledger, filter: object = {}) =>
  (await ledger.listReturns({ limit: 50, ...filter })).map(({ positionItemId }) => positionItemId);

const decision = (more: Partial<NewTransmission>): NewTransmission => ({
  transmissionId: crypto.randomUUID(),
  salesOrderId: 'a',
  kind: 'acceptance',
  state: 'due',
  reason: undefined,
  source: 'web-service',
  sourceKey: undefined,
  positionItemIds: ['a-piece-0'],
  parcels: [],
  shipDate: undefined,
  shipFrom: undefined,
  deliverBy: undefined,
  nextTryAt: undefined,
  reserve: [],
  condition: 'A',
  decisionReason: 'RETURN_RECEIVED',
  ...more,
});

eachDatabase('returns in the ledger', ({ openFreshLedger }) => {
  describe('saving what OTTO lists', () => {
    it('keeps the newest of each piece, in whatever order it comes', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a']);
      const accepted = seen('a-piece-0', { status: 'ACCEPTED', occurredAt: minute(20) });
      expect(await ledger.saveReturns(ACCOUNT, [accepted, seen('a-piece-0')], NEWS)).toBe(1);
      expect(await ledger.saveReturns(ACCOUNT, [seen('a-piece-0')], NEWS)).toBe(0);
      expect(await ledger.saveReturns(ACCOUNT, [accepted], NEWS)).toBe(0);
      const [item] = await ledger.listReturns({ limit: 9 });
      expect(item?.row).toMatchObject({
        status: 'ACCEPTED',
        is_to_decide: 0,
        occurred_at: minute(20),
      });
      expect((await eventsOf(ledger, 'a')).map(({ kind }) => kind)).toEqual(['return-accepted']);
    });

    it('takes what is further on where two are of one moment', async () => {
      const { ledger } = await openFreshLedger();
      const rejected = seen('a-piece-0', { status: 'REJECTED' });
      await ledger.saveReturns(ACCOUNT, [seen('a-piece-0'), rejected], NEWS);
      await ledger.saveReturns(ACCOUNT, [seen('a-piece-0')], NEWS);
      expect((await ledger.listReturns({ limit: 9 }))[0]?.row?.status).toBe('REJECTED');
    });

    it('takes what OTTO put right without another moment, and tells no event of it', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a']);
      const rejected = seen('a-piece-0', { status: 'REJECTED', reason: 'WRONG_ITEM' });
      await ledger.saveReturns(ACCOUNT, [rejected], NEWS);
      const better = { ...rejected, reason: 'EXCHANGE', condition: 'D' };
      expect(await ledger.saveReturns(ACCOUNT, [better], NEWS)).toBe(1);
      expect((await ledger.listReturns({ limit: 9 }))[0]?.row).toMatchObject({
        reason: 'EXCHANGE',
        condition: 'D',
      });
      expect(await eventsOf(ledger, 'a')).toHaveLength(1);
    });

    it('tells pieces together to which the same happened', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a', 'b']);
      const key = { carrier: 'DHL', trackingNumber: 'R 1' };
      const both = ['a-piece-0', 'a-piece-1'].map((id) => seen(id, { trackingKeys: [key] }));
      await ledger.saveReturns(ACCOUNT, [...both, seen('b-piece-0'), seen('x-piece-0')], NEWS);
      expect(await eventsOf(ledger, 'a')).toEqual([
        {
          kind: 'return-announced',
          cause: 'otto',
          status: 'ANNOUNCED',
          occurredAt: minute(10),
          trackingNumber: 'R 1',
          carrier: 'DHL',
          pieces: 2,
          skus: 'SKU-0, SKU-1',
        },
      ]);
      expect(await eventsOf(ledger, 'b')).toMatchObject([{ pieces: 1 }]);
    });

    it('of a first look tells nothing of what was decided long ago', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a']);
      const accepted = seen('a-piece-0', { status: 'ACCEPTED' });
      const misdirected = seen('a-piece-1', { status: 'MISDIRECTED' });
      await ledger.saveReturns(ACCOUNT, [accepted, misdirected], {
        isFirst: true,
        now: minute(30),
      });
      expect((await eventsOf(ledger, 'a')).map(({ kind }) => kind)).toEqual(['return-misdirected']);
    });

    it('has orders looked at whose return was accepted, and no others', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a', 'b']);
      await ledger.lookAgainAt(ACCOUNT, ['a', 'b'], minute(59));
      const accepted = seen('a-piece-0', { status: 'ACCEPTED' });
      await ledger.saveReturns(ACCOUNT, [accepted, seen('b-piece-0')], NEWS);
      const rows = await ledger.loadSalesOrders(ACCOUNT, ['a', 'b']);
      expect(rows.get('a')?.next_look_at).toBe(minute(30));
      expect(rows.get('b')?.next_look_at).toBe(minute(59));
      await ledger.lookAgainAt(ACCOUNT, ['a'], minute(58));
      await ledger.saveReturns(ACCOUNT, [accepted], NEWS);
      expect((await ledger.loadSalesOrders(ACCOUNT, ['a'])).get('a')?.next_look_at).toBe(
        minute(58),
      );
    });

    it('of a first look wakes no order the ledger has as returned already', async () => {
      const { ledger } = await openFreshLedger();
      const order = seenOrder('a');
      const positionItems = order.positionItems.map((piece) => ({
        ...piece,
        fulfillmentStatus: 'RETURNED',
      }));
      await ledger.recordSeen(ACCOUNT, [{ ...order, positionItems }], minute(1));
      await ledger.lookAgainAt(ACCOUNT, ['a'], minute(59));
      const accepted = seen('a-piece-0', { status: 'ACCEPTED' });
      await ledger.saveReturns(ACCOUNT, [accepted], { isFirst: true, now: minute(30) });
      expect((await ledger.loadSalesOrders(ACCOUNT, ['a'])).get('a')?.next_look_at).toBe(
        minute(59),
      );
    });

    it('keeps accounts apart', async () => {
      const { ledger } = await openFreshLedger();
      await ledger.saveReturns(ACCOUNT, [seen('a-piece-0', MISDIRECTED)], NEWS);
      await ledger.saveReturns('other', [seen('a-piece-0', { status: 'ACCEPTED' })], NEWS);
      expect(await list(ledger, { accountId: ACCOUNT, toDecide: true })).toEqual(['a-piece-0']);
      expect(await list(ledger, { accountId: 'other', toDecide: true })).toEqual([]);
      expect(await list(ledger)).toHaveLength(2);
    });
  });

  describe('saving parcels on their way back', () => {
    it('keeps the newest state and tells each in the timeline of its orders', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a', 'b']);
      const pieces = ['a-piece-0', 'a-piece-1', 'b-piece-0'].map((positionItemId) => ({
        salesOrderId: positionItemId.split('-')[0] ?? '',
        positionItemId,
      }));
      expect(await ledger.saveReturnShipments(ACCOUNT, [parcel({ pieces })], NEWS)).toBe(1);
      expect(await ledger.saveReturnShipments(ACCOUNT, [parcel({ pieces })], NEWS)).toBe(0);
      const late = parcel({ pieces, state: 'ANNOUNCED', stateAt: minute(10) });
      expect(await ledger.saveReturnShipments(ACCOUNT, [late], NEWS)).toBe(0);
      expect(await eventsOf(ledger, 'a')).toEqual([
        {
          kind: 'return-on-the-way',
          cause: 'otto',
          pieces: 2,
          skus: 'SKU-0, SKU-1',
          carrier: 'DHL',
          trackingNumber: '5775 465',
          occurredAt: minute(12),
        },
      ]);
      expect(await eventsOf(ledger, 'b')).toMatchObject([{ pieces: 1 }]);
    });

    it('puts a sent piece that arrived among those to decide about, unless a return of it is known', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a', 'b']);
      await ledger.saveReturns(ACCOUNT, [seen('b-piece-0', { status: 'ACCEPTED' })], NEWS);
      const pieces = [
        { salesOrderId: 'a', positionItemId: 'a-piece-0' },
        { salesOrderId: 'b', positionItemId: 'b-piece-0' },
        { salesOrderId: 'x', positionItemId: 'x-piece-0' },
      ];
      await ledger.saveReturnShipments(ACCOUNT, [parcel({ pieces })], NEWS);
      expect(await list(ledger, { toDecide: true })).toEqual([]);
      const delivered = parcel({ pieces, state: 'DELIVERED', stateAt: minute(14) });
      await ledger.saveReturnShipments(ACCOUNT, [delivered], NEWS);
      expect(await list(ledger, { toDecide: true })).toEqual(['a-piece-0']);
      // OTTO's own word goes over it, however old.
      const announced = seen('a-piece-0', { occurredAt: minute(2) });
      expect(await ledger.saveReturns(ACCOUNT, [announced], NEWS)).toBe(1);
      expect((await ledger.listReturns({ limit: 1, status: 'ANNOUNCED' }))[0]).toMatchObject({
        wayBack: { state: 'DELIVERED', at: minute(14), trackingNumber: '5775 465' },
      });
      expect(await list(ledger, { toDecide: true })).toEqual(['a-piece-0']);
    });

    it('asks for no decision about an announced piece before its parcel has arrived', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a']);
      const pieces = [{ salesOrderId: 'a', positionItemId: 'a-piece-0' }];
      const toDecide = () => list(ledger, { toDecide: true });
      const move = (state: string, at: number, more: Partial<ReturnShipmentInLedger> = {}) =>
        ledger.saveReturnShipments(
          ACCOUNT,
          [parcel({ pieces, state, stateAt: minute(at), ...more })],
          NEWS,
        );
      await ledger.saveReturns(ACCOUNT, [seen('a-piece-0', { occurredAt: minute(2) })], NEWS);
      await move('ON_THE_WAY', 10);
      expect(await toDecide()).toEqual([]);
      expect(await list(ledger, { toDecide: false })).toEqual(['a-piece-0']);
      await move('DELIVERED', 14);
      expect(await toDecide()).toEqual(['a-piece-0']);
      expect(await list(ledger, { toDecide: false })).toEqual([]);
      // Sent back to the buyer, who announces it once more: that parcel has not arrived yet.
      const again = seen('a-piece-0', { occurredAt: minute(20) });
      await ledger.saveReturns(ACCOUNT, [again], NEWS);
      expect(await toDecide()).toEqual([]);
      await move('DELIVERED', 25, { returnShipmentId: 'second', trackingNumber: 'R2' });
      expect(await toDecide()).toEqual(['a-piece-0']);
    });

    it('asks for no decision about a piece that came back and was not sent, or is returned', async () => {
      const { ledger } = await openFreshLedger();
      await ledger.recordSeen(ACCOUNT, [seenOrder('a')], minute(1));
      await ledger.saveReturnShipments(ACCOUNT, [parcel({ state: 'DELIVERED' })], NEWS);
      expect(await list(ledger)).toEqual([]);
    });

    it('knows since when the oldest is on its way that did not arrive', async () => {
      const { ledger } = await openFreshLedger();
      const some = [
        parcel({ returnShipmentId: '1', createdAt: minute(1), state: 'DELIVERED' }),
        parcel({ returnShipmentId: '2', createdAt: minute(3) }),
        parcel({ returnShipmentId: '3', createdAt: minute(2), state: undefined }),
        parcel({ returnShipmentId: '4', createdAt: undefined }),
      ];
      await ledger.saveReturnShipments(ACCOUNT, some, NEWS);
      expect(await ledger.oldestOnTheWayBack(ACCOUNT, minute(0))).toBe(minute(2));
      expect(await ledger.oldestOnTheWayBack(ACCOUNT, minute(3))).toBe(minute(3));
      expect(await ledger.oldestOnTheWayBack(ACCOUNT, minute(4))).toBeUndefined();
      expect(await ledger.oldestOnTheWayBack('other', minute(0))).toBeUndefined();
    });
  });

  describe('listing', () => {
    it('goes on after the last row of a page, the latest change first', async () => {
      const { ledger } = await openFreshLedger();
      const many = Array.from({ length: 7 }, (_, at) =>
        seen(`o${at}-piece-0`, { occurredAt: minute(at < 4 ? 5 : at + 2) }),
      );
      await ledger.saveReturns(ACCOUNT, many, NEWS);
      await ledger.saveReturns('other', [many[0] ?? seen('x')], NEWS);
      const all: string[] = [];
      let before: { occurredAt: string; positionItemId: string; accountId: string } | undefined;
      for (let page = 0; page < 4; page++) {
        const items = await ledger.listReturns({ limit: 2, before });
        all.push(...items.map((item) => `${item.accountId} ${item.positionItemId}`));
        const last = items.at(-1);
        before = last && {
          occurredAt: last.row?.occurred_at ?? '',
          positionItemId: last.positionItemId,
          accountId: last.accountId,
        };
      }
      expect(all).toEqual([
        'account-1 o6-piece-0',
        'account-1 o5-piece-0',
        'account-1 o4-piece-0',
        'account-1 o3-piece-0',
        'account-1 o2-piece-0',
        'account-1 o1-piece-0',
        'other o0-piece-0',
        'account-1 o0-piece-0',
      ]);
    });

    it('filters by status, order and what is to be decided, and counts to a limit', async () => {
      const { ledger } = await openFreshLedger();
      const statuses = ['ANNOUNCED', 'MISDIRECTED', 'ACCEPTED', 'REJECTED', 'LOST_IN_SPACE'];
      const some = statuses.map((status, at) => seen(`a-piece-${at}`, { status }));
      await ledger.saveReturns(ACCOUNT, [...some, seen('b-piece-0')], NEWS);
      expect(await list(ledger, { status: 'REJECTED' })).toEqual(['a-piece-3']);
      expect(await list(ledger, { salesOrderId: 'a' })).toHaveLength(5);
      expect(await list(ledger, { toDecide: true })).toEqual(['a-piece-1']);
      expect(await ledger.countReturns({ toDecide: true, most: 9 })).toEqual({
        count: 1,
        isCapped: false,
      });
      const onTheWay = { status: 'ANNOUNCED', toDecide: false };
      expect((await list(ledger, onTheWay)).toSorted()).toEqual(['a-piece-0', 'b-piece-0']);
      expect(await ledger.countReturns({ most: 5 })).toEqual({ count: 5, isCapped: true });
    });

    it('leaves out of what is to be decided what was decided here since its latest change', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a']);
      await ledger.saveReturns(
        ACCOUNT,
        [seen('a-piece-0', MISDIRECTED), seen('a-piece-1', MISDIRECTED)],
        NEWS,
      );
      const wish = decision({});
      await ledger.addTransmissions(ACCOUNT, [wish], 'click', minute(20));
      expect(await list(ledger, { toDecide: true })).toEqual(['a-piece-1']);
      const [, item] = (await ledger.listReturns({ limit: 9 })).toSorted((one, other) =>
        one.positionItemId < other.positionItemId ? 1 : -1,
      );
      expect(item?.decision).toEqual({
        transmissionId: wish.transmissionId,
        kind: 'acceptance',
        state: 'due',
        createdAt: minute(20),
      });
      await ledger.withdrawTransmission(wish.transmissionId, 'click', minute(22));
      expect(await list(ledger, { toDecide: true })).toHaveLength(2);
      const second = decision({});
      await ledger.addTransmissions(ACCOUNT, [second], 'click', minute(23));
      expect(await list(ledger, { toDecide: true })).toEqual(['a-piece-1']);
      const again = seen('a-piece-0', { ...MISDIRECTED, occurredAt: minute(25) });
      await ledger.saveReturns(ACCOUNT, [again], NEWS);
      expect(await list(ledger, { toDecide: true })).toEqual(['a-piece-1']);
      await ledger.saveReturns(
        ACCOUNT,
        [seen('a-piece-1', { status: 'ACCEPTED', occurredAt: minute(26) })],
        NEWS,
      );
      await ledger.withdrawTransmission(second.transmissionId, 'click', minute(27));
      expect(await list(ledger, { toDecide: true })).toEqual(['a-piece-0']);
      expect(
        (
          await ledger.loadReturnItems([
            { accountId: ACCOUNT, positionItemId: 'a-piece-0', salesOrderId: 'a' },
          ])
        )[0]?.decision,
      ).toBeUndefined();
    });
  });

  it('puts a piece among those to decide again that went astray after a rejection was through', async () => {
    const { ledger, location } = await openFreshLedger();
    await sentOrders(ledger, ['a']);
    const wish = decision({ kind: 'rejection', decisionReason: 'EXCHANGE' });
    await ledger.addTransmissions(ACCOUNT, [wish], 'click', minute(20));
    const astray = seen('a-piece-0', { ...MISDIRECTED, occurredAt: minute(25) });
    await ledger.saveReturns(ACCOUNT, [astray], NEWS);
    expect(await list(ledger, { toDecide: true })).toEqual([]);
    const db = await openDatabase(location);
    await db.updateTable('transmissions').set({ state: 'confirmed' }).execute();
    await db.destroy();
    expect(await list(ledger, { toDecide: true })).toEqual(['a-piece-0']);
  });

  describe('a search', () => {
    it.each([
      ['as OTTO writes it', 'JJD 5775-465', 'jjd5775465'],
      ['with blanks and hyphens', 'JJD5775465', ' jjd 5775-465 '],
      ['with a scanner’s mark', 'JJD5775465', ']C1JJD5775465'],
      ['with what a label puts first', '340434161094021501', '(00)340434161094021501'],
      ['without what a label puts first', '00340434161094021501', '340434161094021501'],
      ['without Hermes’ letter', 'H1234567890123456789', '1234567890123456789'],
    ])('finds a piece by its return number %s', async (_how, trackingNumber, typed) => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a']);
      const trackingKeys = [{ carrier: 'DHL', trackingNumber }];
      await ledger.saveReturns(
        ACCOUNT,
        [seen('a-piece-0', { trackingKeys }), seen('a-piece-1')],
        NEWS,
      );
      const { foundBy, items } = await ledger.findReturns(typed);
      expect(foundBy).toBe('return-number');
      expect(items).toMatchObject([
        { positionItemId: 'a-piece-0', numbers: [{ carrier: 'DHL', trackingNumber }] },
      ]);
    });

    it('finds a piece by the parcel it comes back in', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a']);
      await ledger.saveReturnShipments(ACCOUNT, [parcel()], NEWS);
      expect(await ledger.findReturns('5775465')).toMatchObject({
        foundBy: 'return-number',
        items: [{ positionItemId: 'a-piece-0', row: undefined, wayBack: { state: 'ON_THE_WAY' } }],
      });
    });

    it('finds a piece by the number it was given when it left, before OTTO announces it', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a']);
      const shipment = decision({
        kind: 'shipment',
        shipDate: minute(2),
        parcels: [
          {
            carrier: 'DHL',
            trackingNumber: 'T1',
            returnCarrier: 'DHL',
            returnNumber: '577546565072',
          },
        ],
        condition: undefined,
        decisionReason: undefined,
      });
      await ledger.addTransmissions(ACCOUNT, [shipment], 'click', minute(3));
      const found = await ledger.findReturns('5775 4656 5072');
      expect(found).toMatchObject({
        foundBy: 'given-with-shipment',
        items: [
          {
            positionItemId: 'a-piece-0',
            row: undefined,
            numbers: [{ carrier: 'DHL', trackingNumber: '577546565072' }],
          },
        ],
      });
      await ledger.withdrawTransmission(shipment.transmissionId, 'click', minute(4));
      expect((await ledger.findReturns('577546565072')).foundBy).toBeUndefined();
    });

    it('finds every piece of an order by its number', async () => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a', 'b']);
      await ledger.saveReturns(ACCOUNT, [seen('a-piece-1')], NEWS);
      const { foundBy, items } = await ledger.findReturns(' NUMBER-a ');
      expect(foundBy).toBe('order-number');
      expect(items.map(({ positionItemId, row }) => [positionItemId, row?.status])).toEqual([
        ['a-piece-0', undefined],
        ['a-piece-1', 'ANNOUNCED'],
      ]);
      expect(items[0]).toMatchObject({
        order: { orderNumber: 'number-a' },
        piece: { sku: 'SKU-0', fulfillmentStatus: 'SENT', payableCents: 1_999 },
      });
    });

    it.each(['', '---', 'nothing'])('finds nothing for %j', async (typed) => {
      const { ledger } = await openFreshLedger();
      await sentOrders(ledger, ['a']);
      await ledger.saveReturns(ACCOUNT, [seen('a-piece-0')], NEWS);
      expect(await ledger.findReturns(typed)).toEqual({ foundBy: undefined, items: [] });
    });
  });

  it('finds what hangs on returns, and takes back only that', async () => {
    const { ledger } = await openFreshLedger();
    await sentOrders(ledger, ['a', 'b']);
    await ledger.saveReturns(
      ACCOUNT,
      [
        seen('a-piece-0', { status: 'MISDIRECTED', ottoWarehouseId: 'H' }),
        seen('x-piece-0', { orderNumber: 'n' }),
      ],
      NEWS,
    );
    const open = await ledger.loadOpenReturns(ACCOUNT);
    expect(
      open.toSorted((one, other) => (one.salesOrderId < other.salesOrderId ? -1 : 1)),
    ).toMatchObject([
      {
        salesOrderId: 'a',
        isOrderKnown: true,
        orderNumber: 'number-a',
        fulfillmentStatus: 'SENT',
        sku: 'SKU-0',
        ottoWarehouseId: 'H',
        firstSeenAt: minute(30),
      },
      { salesOrderId: 'x', isOrderKnown: false, orderNumber: 'n', fulfillmentStatus: undefined },
    ]);
    const cause = { code: 'return-misdirected', about: 'p', accountId: ACCOUNT, params: {} };
    await ledger.setReturnCauses(ACCOUNT, [{ salesOrderId: 'a', causes: [cause] }], minute(31));
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'a')).toMatchObject([
      { code: 'return-misdirected' },
    ]);
    await ledger.setReturnCauses(ACCOUNT, [], minute(32));
    expect(await ledger.listIncidentsOfOrder(ACCOUNT, 'a')).toEqual([]);
    expect(await ledger.countOpenIncidents(9)).toBe(0);
  });
});
