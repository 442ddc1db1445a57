import { expect, it } from 'vitest';
import type { Ledger } from '../../../src/bridge/ledger/ledger.ts';
import type { NewTransmission } from '../../../src/bridge/ledger/new-transmissions.ts';
import { eachDatabase } from '../../databases.ts';
import { ACCOUNT, minute } from './ledger-facts.ts';
import { orders, shipment } from './report-facts.ts';

const said = (
  kind: 'acceptance' | 'rejection' | 'price-reduction',
  transmissionId: string,
  more: Partial<NewTransmission> = {},
): NewTransmission =>
  shipment('a', {
    transmissionId,
    kind,
    parcels: [],
    shipDate: undefined,
    shipFrom: undefined,
    ...(kind === 'price-reduction'
      ? { amountCents: 500 }
      : { condition: 'C', decisionReason: kind === 'acceptance' ? 'COMPLAINT' : 'EXCHANGE' }),
    ...more,
  });

const add = (ledger: Ledger, ...items: NewTransmission[]) =>
  ledger.addTransmissions(ACCOUNT, items, 'click', minute(4));

const end = (ledger: Ledger, transmissionId: string) =>
  ledger.reviseTransmissions(
    ACCOUNT,
    [{ transmissionId, from: ['due'], state: 'confirmed', nextTryAt: null }],
    'report',
    minute(5),
  );

eachDatabase('what comes after the sale', ({ openFreshLedger }) => {
  it('is one report of each lane for a piece: shipped, decided and reduced side by side', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    const first = await add(
      ledger,
      shipment('a'),
      said('acceptance', 'accepts'),
      said('price-reduction', 'reduces'),
    );
    expect(first.added).toEqual(['report-a', 'accepts', 'reduces']);
    const second = await add(
      ledger,
      said('rejection', 'rejects'),
      said('price-reduction', 'reduces again'),
    );
    expect(second).toEqual({
      added: [],
      refused: [
        { transmissionId: 'rejects', why: 'piece-in-other-report', otherTransmissionId: 'accepts' },
        {
          transmissionId: 'reduces again',
          why: 'piece-in-other-report',
          otherTransmissionId: 'reduces',
        },
      ],
    });
  });

  it('frees its piece when it is over, but for an acceptance, which is for good', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, said('rejection', 'rejects'), said('price-reduction', 'reduces'));
    await end(ledger, 'rejects');
    await end(ledger, 'reduces');
    const next = await add(
      ledger,
      said('acceptance', 'accepts'),
      said('price-reduction', 'reduces again'),
    );
    expect(next.refused).toEqual([]);
    await end(ledger, 'accepts');
    const late = await add(ledger, said('rejection', 'too late'));
    expect(late.refused).toMatchObject([{ otherTransmissionId: 'accepts' }]);
  });

  it('keeps what was decided, and what OTTO showed before', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    const baseline = '{"rejectedAt":"2026-03-02T08:00:00.000Z"}';
    await add(ledger, said('acceptance', 'accepts', { baseline }), said('price-reduction', 'r'));
    expect((await ledger.loadTransmission('accepts'))?.transmission).toMatchObject({
      condition: 'C',
      decisionReason: 'COMPLAINT',
      baseline,
      amountCents: undefined,
    });
    const start = { from: ['due'] as const, nextTryAt: minute(9), baseline: '[]' };
    await ledger.startAttempt('r', 'reduce-price', start, minute(6));
    expect((await ledger.loadTransmission('r'))?.transmission).toMatchObject({
      state: 'in-flight',
      amountCents: 500,
      baseline: '[]',
      sentAt: minute(6),
    });
  });

  it('leaves together: all attempts of a call are committed at once, those in another state left out', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a', 'b']);
    await add(
      ledger,
      said('acceptance', 'one'),
      said('acceptance', 'two', { salesOrderId: 'b', positionItemIds: ['b-piece-0'] }),
    );
    await end(ledger, 'two');
    const start = { from: ['due'] as const, nextTryAt: minute(9) };
    const attempts = await ledger.startAttempts(['one', 'two'], 'accept-return', start, minute(6));
    expect([...attempts.keys()]).toEqual(['one']);
    expect(await ledger.loadInFlight(ACCOUNT)).toMatchObject([{ transmissionId: 'one' }]);
  });

  it('is confirmed by its own sign: a returned piece, a rejected return, and no other', async () => {
    const { ledger } = await openFreshLedger();
    await orders(ledger, ['a']);
    await add(ledger, said('rejection', 'rejects'), said('price-reduction', 'reduces'));
    const taken = ['rejects', 'reduces'].map((transmissionId) => ({
      transmissionId,
      from: ['due'] as const,
      state: 'accepted' as const,
    }));
    await ledger.reviseTransmissions(ACCOUNT, taken, 'report', minute(5));
    expect(await ledger.confirmByPieces(ACCOUNT, minute(6))).toBe(0);
    const listed = (status: string, at: number) => ({
      positionItemId: 'a-piece-0',
      salesOrderId: 'a',
      status,
      occurredAt: minute(at),
      condition: undefined,
      reason: undefined,
      trackingKeys: [],
      orderNumber: undefined,
      ottoWarehouseId: undefined,
    });
    await ledger.saveReturns(ACCOUNT, [listed('ANNOUNCED', 6)], {
      isFirst: false,
      now: minute(7),
    });
    expect(await ledger.confirmByPieces(ACCOUNT, minute(8))).toBe(0);
    await ledger.saveReturns(ACCOUNT, [listed('REJECTED', 9)], {
      isFirst: false,
      now: minute(9),
    });
    expect(await ledger.confirmByPieces(ACCOUNT, minute(10))).toBe(1);
    expect((await ledger.loadTransmission('rejects'))?.transmission.state).toBe('confirmed');
    expect((await ledger.loadTransmission('reduces'))?.transmission.state).toBe('accepted');
    expect(await ledger.loadReturnStates(ACCOUNT, ['a-piece-0', 'x'])).toEqual(
      new Map([['a-piece-0', { status: 'REJECTED', occurredAt: minute(9) }]]),
    );
    expect(await ledger.loadUnconfirmed(ACCOUNT, minute(60), minute(60), 9)).toEqual([]);
    expect(await ledger.loadReductionsToAsk(ACCOUNT, minute(60), 9)).toMatchObject([
      { transmissionId: 'reduces' },
    ]);
  });
});
