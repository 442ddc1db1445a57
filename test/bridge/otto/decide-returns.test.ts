import { describe, expect, it } from 'vitest';
import { OttoApiError } from '../../../src/bridge/errors.ts';
import { type ReturnDecision, readDecisions } from '../../../src/bridge/otto/decide-returns.ts';
import type { OttoClient } from '../../../src/bridge/otto/otto-client.ts';
import { ottoOutcomeOf } from '../../../src/bridge/otto/outcome-of.ts';
import { type AfterSaleWorld, addSentOrder, startAfterSaleWorld } from './after-sale-world.ts';
import { rejectionOf } from './otto-world.ts';

const kinds = [
  {
    what: 'an acceptance',
    path: '/v3/returns/acceptance',
    decide: (client: OttoClient, pieces: Piece[]) =>
      client.acceptReturns(pieces.map((piece) => ({ ...piece, reason: 'RETURN_RECEIVED' }))),
    timesDone: ({ otto }: AfterSaleWorld, id: string) => otto.returns.timesAccepted(id),
  },
  {
    what: 'a rejection',
    path: '/v3/returns/rejection',
    decide: (client: OttoClient, pieces: Piece[]) =>
      client.rejectReturns(pieces.map((piece) => ({ ...piece, reason: 'WRONG_ITEM' }))),
    timesDone: ({ otto }: AfterSaleWorld, id: string) => otto.returns.timesRejected(id),
  },
];

type Piece = Omit<ReturnDecision, 'reason'>;

function pieces(world: AfterSaleWorld, ...indexes: number[]): Piece[] {
  const { salesOrderId } = world.order;
  return indexes.map((index) => ({
    salesOrderId,
    positionItemId: world.piece(index),
    condition: 'B',
  }));
}

describe.each(kinds)('$what', ({ path, decide, timesDone }) => {
  it('tells OTTO every piece with its condition and reason, in one call', async () => {
    const world = await startAfterSaleWorld();
    const answer = await decide(world.client, pieces(world, 0, 1));
    expect(answer).toEqual({ done: [world.piece(0), world.piece(1)], refused: [], open: [] });
    expect([0, 1, 2].map((index) => timesDone(world, world.piece(index)))).toEqual([1, 1, 0]);
    const [call] = world.otto.requestsTo('POST', path);
    expect(JSON.parse(call?.body ?? '')).toEqual({
      positionItems: [0, 1].map((index) => ({
        positionItemId: world.piece(index),
        salesOrderId: world.order.salesOrderId,
        condition: 'B',
        reason: path.endsWith('acceptance') ? 'RETURN_RECEIVED' : 'WRONG_ITEM',
      })),
    });
  });

  it.each([
    ['path', 'objects'],
    ['path', 'ids'],
    ['detail', 'objects'],
  ] as const)(
    'of which OTTO refuses one, named in %s, is done for the others',
    async (refusedPieceNamedIn, decisionResults) => {
      const world = await startAfterSaleWorld({ refusedPieceNamedIn, decisionResults });
      const bad = {
        ...pieces(world, 1)[0],
        salesOrderId: addSentOrder(world, 'other').salesOrderId,
      };
      const [good] = pieces(world, 0);
      if (good === undefined) throw new Error('no piece');
      const answer = await decide(world.client, [good, { ...good, ...bad }]);
      expect(answer).toEqual({
        done: [world.piece(0)],
        refused: [
          {
            positionItemId: world.piece(1),
            title: 'POSITION_ITEM_NOT_FOUND',
            logref: expect.any(String),
          },
        ],
        open: [],
      });
      expect(timesDone(world, world.piece(0))).toBe(1);
    },
  );

  it('of which OTTO refuses one without naming it leaves that piece open', async () => {
    const world = await startAfterSaleWorld({ refusedPieceNamedIn: 'nowhere' });
    const other = addSentOrder(world, 'other').salesOrderId;
    const asked = pieces(world, 0, 1).map((piece, index) =>
      index === 1 ? { ...piece, salesOrderId: other } : piece,
    );
    const answer = await decide(world.client, asked);
    expect(answer).toMatchObject({ done: [world.piece(0)], open: [world.piece(1)] });
    expect(answer.refused).toMatchObject([{ positionItemId: undefined }]);
  });

  it('with a mixed answer that tells no results leaves everything open', async () => {
    const world = await startAfterSaleWorld({
      refusedPieceNamedIn: 'nowhere',
      decisionResults: 'nothing',
    });
    const other = addSentOrder(world, 'other').salesOrderId;
    const asked = pieces(world, 0, 1).map((piece, index) =>
      index === 1 ? { ...piece, salesOrderId: other } : piece,
    );
    expect(await decide(world.client, asked)).toMatchObject({
      done: [],
      open: [world.piece(0), world.piece(1)],
    });
  });

  it('that is refused as a whole is an error, made once', async () => {
    const world = await startAfterSaleWorld();
    const [piece] = pieces(world, 0);
    if (piece === undefined) throw new Error('no piece');
    const error = await rejectionOf(
      decide(world.client, [{ ...piece, salesOrderId: world.piece() }]),
    );
    expect(error).toMatchObject({ statusCode: 422, titles: ['POSITION_ITEM_NOT_FOUND'] });
    expect(ottoOutcomeOf(error)).toBe('refused');
    expect(world.otto.requestsTo('POST', path)).toHaveLength(1);
  });

  it('of more than 200 pieces is refused with 413', async () => {
    const world = await startAfterSaleWorld();
    const order = addSentOrder(world, 'huge', 201);
    const asked = order.positionItems.map(({ positionItemId }) => ({
      salesOrderId: order.salesOrderId,
      positionItemId,
      condition: 'A' as const,
    }));
    const error = await rejectionOf(decide(world.client, asked));
    expect(error).toBeInstanceOf(OttoApiError);
    expect(error).toMatchObject({ statusCode: 413 });
    expect(await decide(world.client, asked.slice(1))).toMatchObject({ open: [], refused: [] });
  });

  it.each([
    ['lost', (world: AfterSaleWorld) => world.otto.faults.dropAfterEffect()],
    ['a web page', (world: AfterSaleWorld) => world.otto.faults.htmlPage(200)],
    ['500', (world: AfterSaleWorld) => world.otto.faults.answerWith(500)],
  ])('whose answer is %s is never repeated, and its outcome unknown', async (_what, wreck) => {
    const world = await startAfterSaleWorld();
    wreck(world);
    const error = await rejectionOf(decide(world.client, pieces(world, 0)));
    expect(ottoOutcomeOf(error)).toBe('unknown');
    expect(world.otto.requestsTo('POST', path)).toHaveLength(1);
  });

  it('is repeated after 429, which surely did nothing', async () => {
    const world = await startAfterSaleWorld();
    world.otto.faults.tooManyRequests({ retryAfter: 1 });
    expect(await decide(world.client, pieces(world, 0))).toMatchObject({ done: [world.piece()] });
    expect(timesDone(world, world.piece())).toBe(1);
  });
});

describe('the answer to a decision', () => {
  const asked = ['p1', 'p2', 'p3'];
  const error = (more: object = {}) => ({ path: '/returns/acceptance', title: 'NO', ...more });
  const results = (...ids: string[]) => ids.map((positionItemId) => ({ positionItemId }));
  const read = (body: unknown, statusCode = 207) => readDecisions(asked, statusCode, body);

  it('is whole success at 200, whatever its body', () => {
    for (const body of [undefined, null, {}, { results: [] }, 'fine', { results: results('p1') }]) {
      expect(read(body, 200)).toEqual({ done: asked, refused: [], open: [] });
    }
  });

  it('is no whole success where errors stand in a 200', () => {
    expect(read({ errors: [error({ path: '/p2' })], results: results('p1') }, 200)).toMatchObject({
      done: ['p1'],
      refused: [{ positionItemId: 'p2' }],
      open: ['p3'],
    });
  });

  it('that cannot be read leaves everything open', () => {
    for (const body of [undefined, null, 7, [], { results: 'many', errors: 'some' }]) {
      expect(read(body)).toMatchObject({ done: [], open: asked });
    }
  });

  it('believes an error before the results, which may hold all that was asked for', () => {
    expect(read({ results: results(...asked), errors: [error({ detail: 'not p2!' })] })).toEqual({
      done: ['p1', 'p3'],
      refused: [{ positionItemId: 'p2', title: 'NO', logref: undefined }],
      open: [],
    });
  });

  it('trusts no results when more was refused than they leave out', () => {
    expect(read({ results: results(...asked), errors: [error()] })).toMatchObject({
      done: [],
      open: asked,
    });
    expect(read({ results: results('p1', 'p2'), errors: [error()] })).toMatchObject({
      done: ['p1', 'p2'],
      open: ['p3'],
    });
    expect(read({ results: results('p1', 'p2'), errors: [error(), error()] })).toMatchObject({
      done: [],
      open: asked,
    });
  });

  it('finds the piece an error means by its place in the call', () => {
    for (const place of ['jsonPath', 'jsonpath', 'path', 'detail']) {
      const errors = [error({ path: undefined, [place]: 'positionItems[2].condition' })];
      expect(read({ results: results('p1', 'p2'), errors })).toMatchObject({
        done: ['p1', 'p2'],
        refused: [{ positionItemId: 'p3' }],
      });
    }
    const beyond = read({ errors: [error({ jsonPath: 'positionItems[9]' })] });
    expect(beyond.refused).toMatchObject([{ positionItemId: undefined }]);
  });

  it('guesses no piece where an error names two', () => {
    const answer = read({ results: [], errors: [error({ detail: 'p1 and p2' })] });
    expect(answer.refused).toMatchObject([{ positionItemId: undefined }]);
    expect(answer.open).toEqual(asked);
  });

  it('keeps title and logref short, and takes one error that is no list', () => {
    const errors = { ...error({ detail: 'p1', title: 'x'.repeat(500), logref: 12 }) };
    const [refused] = read({ errors }).refused;
    expect(refused).toMatchObject({ positionItemId: 'p1', logref: '12' });
    expect(refused?.title).toHaveLength(80);
  });
});
