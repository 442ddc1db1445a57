import { expect, it } from 'vitest';
import { judgeCancellation } from '../../../src/mapping/reporting/judge-cancellation.ts';
import type { ShippingRules } from '../../../src/mapping/reporting/shipping-rules.ts';
import type { TransmissionSource } from '../../../src/mapping/reporting/transmission.ts';
import { piecesOf, shippingRules } from './orders.ts';

function judge(
  status: string,
  given: {
    source?: TransmissionSource;
    isConfirmed?: boolean;
    rules?: Partial<ShippingRules>;
  } = {},
) {
  const { source = 'shop', isConfirmed = false, rules } = given;
  return judgeCancellation(
    { kind: 'cancellation', positionItemId: 'p1', source, isConfirmed },
    { pieces: piecesOf(status), rules: shippingRules(rules) },
  );
}

it('asks the owner about what was cancelled in the shop, and goes ahead after the yes', () => {
  const asked = { verdict: 'waits', reason: { code: 'cancellation-to-confirm' } };
  expect(judge('PROCESSABLE')).toEqual(asked);
  expect(judge('PROCESSABLE', { rules: { cancellations: 'off' } })).toEqual(asked);
  expect(judge('PROCESSABLE', { isConfirmed: true })).toEqual({ verdict: 'ready' });
});

it('goes ahead at once where the owner wants that, and for what a person asked for here', () => {
  expect(judge('PROCESSABLE', { rules: { cancellations: 'at-once' } })).toEqual({
    verdict: 'ready',
  });
  for (const source of ['ship-list', 'web-service', 'csv', 'command'] as const) {
    expect(judge('PROCESSABLE', { source })).toEqual({ verdict: 'ready' });
  }
});

it('keeps the wish until OTTO has released the piece, said or not', () => {
  const kept = { verdict: 'waits', reason: { code: 'piece-not-released' } };
  expect(judge('ANNOUNCED')).toEqual(kept);
  expect(judge('ANNOUNCED', { isConfirmed: true })).toEqual(kept);
});

it.each([
  ['CANCELLED_BY_MARKETPLACE', 'cancelled'],
  ['CANCELLED_BY_PARTNER', 'cancelled'],
  ['SENT', 'already-sent'],
  ['RETURNED', 'returned'],
  ['SOMETHING_NEW', 'state-unknown'],
])('is over for a piece that is %s', (status, why) => {
  expect(judge(status, { isConfirmed: true })).toEqual({ verdict: 'over', why });
});

it('is over for a piece that nobody knows', () => {
  const wish = {
    kind: 'cancellation',
    positionItemId: 'p9',
    source: 'shop',
    isConfirmed: true,
  } as const;
  expect(
    judgeCancellation(wish, { pieces: piecesOf('PROCESSABLE'), rules: shippingRules() }),
  ).toEqual({
    verdict: 'over',
    why: 'state-unknown',
  });
});
