import { describe, expect, it } from 'vitest';
import { OttoApiError, PayloadError } from '../../../src/bridge/errors.ts';
import type { ReturnPage } from '../../../src/bridge/otto/returns.ts';
import {
  type AfterSaleWorld,
  ALWAYS,
  addSentOrder,
  startAfterSaleWorld,
} from './after-sale-world.ts';
import { collect, rejectionOf } from './otto-world.ts';

const PATH = '/v3/returns';
const AT = '2026-03-02T09:00:00.000Z';
const calls = ({ otto }: AfterSaleWorld) =>
  otto.requestsTo('GET', PATH).map(({ query }) => Object.fromEntries(query));
const entry = (id: string, more: object = {}) => ({
  positionItemId: id,
  salesOrderId: `order-of-${id}`,
  status: 'ANNOUNCED',
  occurredTime: AT,
  ...more,
});
const nextPage = (page: number | string) => [
  { rel: 'next', href: `${PATH}?page=${page}&limit=50` },
];
const idsOf = (pages: ReturnPage[]) =>
  pages.flatMap(({ returns }) => returns.map(({ positionItemId }) => positionItemId));

/** Has OTTO give these pages, one after the other. */
function answerPages({ otto }: AfterSaleWorld, pages: object[]): void {
  for (const body of pages) otto.faults.answerWith(200, { on: 'list-returns', body });
}

async function read(world: AfterSaleWorld, entries: unknown[]): Promise<ReturnPage> {
  answerPages(world, [{ positionItems: entries }]);
  const [page] = await collect(world.client.listReturns({}));
  if (page === undefined) throw new Error('no page came');
  return page;
}

describe('the list of returns', () => {
  it('tells what OTTO says of each piece, the newest change first', async () => {
    const world = await startAfterSaleWorld({ dateZone: '+0000', dateFractionDigits: 0 });
    const { otto, order, piece, client } = world;
    otto.announce(piece(0), { carrier: 'GLS', trackingNumbers: ['R1', 'R2'] });
    await world.clock.sleep(1_000);
    otto.misdirect(piece(1), { ottoWarehouseId: 'HAL-7' });
    await world.clock.sleep(1_000);
    otto.rejectByHand(piece(2), { condition: 'E', reason: 'ITEM_DAMAGED' });
    const { salesOrderId, orderNumber } = order;
    const rest = {
      salesOrderId,
      condition: undefined,
      reason: undefined,
      orderNumber: undefined,
      ottoWarehouseId: undefined,
      trackingKeys: [],
    };
    const [page] = await collect(client.listReturns({}));
    expect(page?.unreadable).toBe(0);
    expect(page?.returns.map(({ occurredAt, ...told }) => told)).toEqual([
      {
        ...rest,
        positionItemId: piece(2),
        status: 'REJECTED',
        condition: 'E',
        reason: 'ITEM_DAMAGED',
      },
      {
        ...rest,
        positionItemId: piece(1),
        status: 'MISDIRECTED',
        orderNumber,
        ottoWarehouseId: 'HAL-7',
      },
      {
        ...rest,
        positionItemId: piece(0),
        status: 'ANNOUNCED',
        trackingKeys: [
          { carrier: 'GLS', trackingNumber: 'R1' },
          { carrier: 'GLS', trackingNumber: 'R2' },
        ],
      },
    ]);
    const moments = page?.returns.map(({ occurredAt }) => occurredAt) ?? [];
    expect(moments).toEqual(moments.toSorted().reverse());
    expect(moments[0]).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/);
  });

  it('is read to its end, fifty at a time', async () => {
    const world = await startAfterSaleWorld();
    for (const { positionItemId } of addSentOrder(world, 'many', 120).positionItems) {
      world.otto.announce(positionItemId);
    }
    const pages = await collect(world.client.listReturns({}));
    expect(pages.map(({ returns }) => returns.length)).toEqual([50, 50, 20]);
    expect(new Set(idsOf(pages)).size).toBe(120);
    expect(calls(world)).toEqual([
      { limit: '50' },
      { limit: '50', page: '2' },
      { limit: '50', page: '3' },
    ]);
  });

  it('of one status asks for it on every page', async () => {
    const world = await startAfterSaleWorld();
    for (const { positionItemId } of addSentOrder(world, 'many', 51).positionItems) {
      world.otto.announce(positionItemId);
    }
    world.otto.misdirect(world.piece());
    const pages = await collect(world.client.listReturns({ status: 'ANNOUNCED' }));
    expect(idsOf(pages)).toHaveLength(51);
    expect(calls(world)).toEqual([
      { status: 'ANNOUNCED', limit: '50' },
      { status: 'ANNOUNCED', limit: '50', page: '2' },
    ]);
  });

  it('is one empty page when there is none', async () => {
    const world = await startAfterSaleWorld();
    expect(await collect(world.client.listReturns({}))).toEqual([{ returns: [], unreadable: 0 }]);
    answerPages(world, [{}, { positionItems: null, links: null }]);
    expect(await collect(world.client.listReturns({}))).toEqual([{ returns: [], unreadable: 0 }]);
    expect(await collect(world.client.listReturns({}))).toEqual([{ returns: [], unreadable: 0 }]);
  });

  it('leaves out an equal copy that moved to a later page, and keeps a changed one', async () => {
    const world = await startAfterSaleWorld();
    answerPages(world, [
      { positionItems: [entry('a'), entry('b')], links: nextPage(2) },
      { positionItems: [entry('b'), entry('a', { status: 'ACCEPTED' }), entry('c')] },
    ]);
    const pages = await collect(world.client.listReturns({}));
    expect(idsOf(pages)).toEqual(['a', 'b', 'a', 'c']);
  });

  it('goes on by page number where OTTO sends full pages without links', async () => {
    const world = await startAfterSaleWorld();
    const full = Array.from({ length: 50 }, (_, index) => entry(`piece-${index}`));
    answerPages(world, [{ positionItems: full }, { positionItems: [entry('last')] }]);
    expect(idsOf(await collect(world.client.listReturns({})))).toHaveLength(51);
    expect(calls(world)).toEqual([{ limit: '50' }, { limit: '50', page: '2' }]);
  });

  it('ends at a full page whose links name no next one', async () => {
    const world = await startAfterSaleWorld();
    const full = Array.from({ length: 50 }, (_, index) => entry(`piece-${index}`));
    answerPages(world, [{ positionItems: full, links: [] }]);
    expect(idsOf(await collect(world.client.listReturns({})))).toHaveLength(50);
    expect(calls(world)).toHaveLength(1);
  });

  it.each([
    ['links lead back', [nextPage(2), nextPage(3), nextPage(2)]],
    ['pages repeat under new numbers', [nextPage(2), nextPage(3), nextPage(4)]],
  ])('throws when its %s', async (what, links) => {
    const world = await startAfterSaleWorld();
    const isSame = what.startsWith('pages');
    answerPages(
      world,
      links.map((link, index) => ({
        positionItems: [entry(isSame && index === 2 ? '0' : `${index}`)],
        links: link,
      })),
    );
    const error = await rejectionOf(collect(world.client.listReturns({})));
    expect(error).toBeInstanceOf(PayloadError);
    expect(error).toMatchObject({ retryable: true });
    expect(calls(world)).toHaveLength(3);
  });

  it.each([
    ['half a body', (world: AfterSaleWorld) => world.otto.faults.cutOffBody()],
    ['a web page', (world: AfterSaleWorld) => world.otto.faults.htmlPage(200)],
    [
      'a next link without a page',
      (world: AfterSaleWorld) =>
        answerPages(world, [{ positionItems: [], links: [{ rel: 'next', href: PATH }] }]),
    ],
    [
      'entries that are no list',
      (world: AfterSaleWorld) => answerPages(world, [{ positionItems: { a: entry('a') } }]),
    ],
    ['a lost answer', (world: AfterSaleWorld) => world.otto.faults.dropBeforeEffect()],
  ])('is asked for again after %s', async (_what, wreck) => {
    const world = await startAfterSaleWorld();
    world.otto.announce(world.piece());
    wreck(world);
    expect(idsOf(await collect(world.client.listReturns({})))).toEqual([world.piece()]);
    expect(calls(world)).toHaveLength(2);
  });

  it('that breaks off in the middle throws', async () => {
    const world = await startAfterSaleWorld();
    for (const { positionItemId } of addSentOrder(world, 'many', 51).positionItems) {
      world.otto.announce(positionItemId);
    }
    world.otto.faults.answerWith(400, { on: ({ query }) => query.has('page') });
    expect(await rejectionOf(collect(world.client.listReturns({})))).toBeInstanceOf(OttoApiError);
  });

  it.each([
    ['no piece', { positionItemId: null }],
    ['no order', { salesOrderId: '' }],
    ['no status', { status: undefined }],
    ['no readable moment', { occurredTime: 'yesterday' }],
    ['no moment', { occurredTime: null }],
  ])('counts an entry with %s as unreadable and keeps the others', async (_what, odd) => {
    const world = await startAfterSaleWorld();
    const page = await read(world, [entry('a'), entry('b', odd), null, entry('c')]);
    expect(page.returns.map(({ positionItemId }) => positionItemId)).toEqual(['a', 'c']);
    expect(page.unreadable).toBe(2);
  });

  it('takes numbers for texts, null for absent, any case, and a word nobody knows', async () => {
    const world = await startAfterSaleWorld();
    const page = await read(world, [
      entry('a', {
        salesOrderId: 4711,
        status: 'Accepted',
        details: { condition: 'b', reason: 'return_received', returnTrackingKey: null },
      }),
      entry('b', { status: 'LOST_IN_SPACE', details: null }),
      entry('c', { details: { returnTrackingKey: { trackingNumbers: [123, null, ''] } } }),
      entry('d', {
        details: {
          returnTrackingKey: { carrier: 'DHL', trackingNumber: 'X', trackingNumbers: ['X'] },
        },
      }),
      entry('e', { details: { returnTrackingKey: { trackingNumbers: 'R9' } } }),
    ]);
    expect(page.unreadable).toBe(0);
    expect(page.returns).toMatchObject([
      { salesOrderId: '4711', status: 'ACCEPTED', condition: 'B', reason: 'RETURN_RECEIVED' },
      { status: 'LOST_IN_SPACE', trackingKeys: [] },
      { trackingKeys: [{ carrier: undefined, trackingNumber: '123' }] },
      { trackingKeys: [{ carrier: 'DHL', trackingNumber: 'X' }] },
      { trackingKeys: [] },
    ]);
  });

  it('asks no further when the reader leaves', async () => {
    const world = await startAfterSaleWorld();
    for (const { positionItemId } of addSentOrder(world, 'many', 51).positionItems) {
      world.otto.announce(positionItemId);
    }
    for await (const { returns } of world.client.listReturns({})) {
      expect(returns).toHaveLength(50);
      break;
    }
    expect(calls(world)).toHaveLength(1);
  });

  it('ends with the reason when aborted', async () => {
    const world = await startAfterSaleWorld();
    const gone = AbortSignal.abort(new Error('gone'));
    expect(await rejectionOf(collect(world.client.listReturns({}, gone)))).toEqual(
      new Error('gone'),
    );
  });

  it('fails as a missing right when OTTO forbids it', async () => {
    const world = await startAfterSaleWorld();
    world.otto.faults.forbidden({ on: 'list-returns', ...ALWAYS });
    expect(await rejectionOf(collect(world.client.listReturns({})))).toMatchObject({
      code: 'otto-right-missing',
      params: { scope: 'returns' },
    });
  });
});
