import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  afterLook,
  afterPush,
  afterReading,
  afterRefusal,
  afterWish,
  knownAtOtto,
  LOWER_STAYS_MS,
  type StockStanding,
} from '../../../src/mapping/stock/stock-standing.ts';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 20) + minutes * 60_000).toISOString();

const UNREAD: StockStanding = {
  state: 'unread',
  target: undefined,
  pushed: undefined,
  pushedAt: undefined,
  ottoQuantity: undefined,
  ottoReadAt: undefined,
  isWished: false,
  resends: 0,
  differsSince: undefined,
  nextTryAt: undefined,
  finding: undefined,
};

const HOME = { isVacation: false };
const taken = (target: number, minute = 0) =>
  afterPush(afterLook(UNREAD, target, true), target, at(minute));
const shows = (quantity: number | undefined, minute: number, sold = 0) => ({
  quantity,
  readAt: at(minute),
  sold,
});

describe('A number on its way to OTTO', () => {
  it('is due where OTTO has another one or none', () => {
    expect(afterLook(UNREAD, 5, true)).toMatchObject({ state: 'due', target: 5 });
    const listed = { ...UNREAD, ottoQuantity: 5, ottoReadAt: at(0) };
    expect(afterLook(listed, 5, true)).toMatchObject({ state: 'agrees' });
    expect(afterLook(listed, 4, true)).toMatchObject({ state: 'due' });
    expect(afterLook(taken(5), 5, false)).toMatchObject({ state: 'pushed' });
    expect(afterLook(taken(5), 6, false)).toMatchObject({ state: 'due', target: 6 });
  });

  it('is not sent any more when it went back to what OTTO has', () => {
    const changed = afterLook(taken(5), 6, false);
    expect(afterLook(changed, 5, false)).toMatchObject({ state: 'pushed', target: 5 });
  });

  it('stays due when it was made anew while it was sent', () => {
    const changed = afterLook(afterLook(UNREAD, 5, true), 6, false);
    const sent = afterPush(changed, 5, at(1));
    expect(sent).toMatchObject({ state: 'due', target: 6, pushed: 5 });
    expect(afterPush(sent, 6, at(2))).toMatchObject({ state: 'pushed', pushed: 6 });
  });

  it('is told nothing of what has no number', () => {
    expect(afterLook(taken(5), undefined, false)).toMatchObject({
      state: 'not-told',
      target: undefined,
    });
  });

  it('of an unknown SKU waits a day, a click, or another product', () => {
    const refusal = { state: 'unknown', detail: 'no MOIN' } as const;
    const unknown = afterRefusal(afterLook(UNREAD, 5, true), refusal, at(0));
    expect(unknown).toMatchObject({
      state: 'unknown',
      nextTryAt: at(24 * 60),
      finding: { code: 'sku-unknown', params: { detail: 'no MOIN' } },
    });
    expect(afterLook(unknown, 6, false)).toMatchObject({
      state: 'unknown',
      target: 6,
      nextTryAt: at(24 * 60),
    });
    expect(afterLook(unknown, 6, true)).toMatchObject({ state: 'due' });
    expect(afterWish(unknown)).toMatchObject({ state: 'due', isWished: true });
    expect(afterReading(unknown, shows(0, 1), { now: at(1), ...HOME })).toMatchObject({
      state: 'due',
    });
    expect(afterReading(unknown, shows(undefined, 1), { now: at(1), ...HOME })).toMatchObject({
      state: 'unknown',
    });
  });

  it('is refused where OTTO has one of the SKU, and is tried again soon or with the next number', () => {
    const among = { state: 'unknown', detail: 'locked' } as const;
    const refused = afterRefusal(afterLook(taken(5), 4, false), among, at(10));
    expect(refused).toMatchObject({
      state: 'refused',
      nextTryAt: at(25),
      finding: { code: 'number-refused', params: { detail: 'locked' } },
    });
    expect(afterLook(refused, 4, false)).toMatchObject({ state: 'refused', nextTryAt: at(25) });
    expect(afterLook(refused, 0, false)).toMatchObject({ state: 'due', target: 0 });
  });

  it('stays refused while OTTO lists the SKU, is unknown once it does not, and agrees if it did take it', () => {
    const among = { state: 'unknown', detail: 'locked' } as const;
    const refused = afterRefusal(afterLook(taken(5), 4, false), among, at(10));
    const read = (quantity: number | undefined) =>
      afterReading(refused, shows(quantity, 11), { now: at(11), ...HOME });
    expect(read(5)).toMatchObject({ state: 'refused', nextTryAt: at(25) });
    expect(read(4)).toMatchObject({ state: 'agrees', finding: undefined });
    expect(read(undefined)).toMatchObject({
      state: 'unknown',
      nextTryAt: at(11 + 24 * 60),
      finding: { code: 'sku-unknown', params: { detail: 'locked' } },
    });
  });

  it('is sent by a click although OTTO has it, once', () => {
    const wished = afterLook(afterWish(taken(5)), 5, false);
    expect(wished).toMatchObject({ state: 'due', isWished: true });
    expect(afterPush(wished, 5, at(1))).toMatchObject({ state: 'pushed', isWished: false });
  });
});

describe('A number that OTTO shows', () => {
  it('agrees, or says nothing of what was taken after it was asked', () => {
    const now = at(9);
    expect(afterReading(taken(5), shows(5, 9), { now, ...HOME })).toMatchObject({
      state: 'agrees',
      ottoQuantity: 5,
    });
    const before = taken(5, 9);
    expect(afterReading(before, shows(4, 9), { now, ...HOME })).toBe(before);
  });

  it('is sent again once where it is higher, and then left to a person', () => {
    const again = afterReading(taken(5), shows(9, 5), { now: at(5), ...HOME });
    expect(again).toMatchObject({ state: 'due', resends: 1 });
    const sent = afterPush(again, 5, at(6));
    const still = afterReading(sent, shows(9, 10), { now: at(10), ...HOME });
    expect(still).toMatchObject({
      state: 'differs',
      finding: { code: 'differs', params: { otto: 9, pushed: 5 } },
    });
    expect(afterLook(still, 5, false)).toBe(still);
    expect(afterLook(still, 4, false)).toMatchObject({ state: 'due', resends: 0 });
    expect(afterReading(still, shows(5, 20), { now: at(20), ...HOME })).toMatchObject({
      state: 'agrees',
      resends: 0,
      finding: undefined,
    });
  });

  it('stays for a while where it is lower and no known sale explains it', () => {
    const lower = afterReading(taken(5), shows(4, 5), { now: at(5), ...HOME });
    expect(lower).toMatchObject({
      state: 'pushed',
      differsSince: at(5),
      finding: { code: 'lower' },
    });
    expect(afterLook(lower, 5, false)).toBe(lower);
    const last = 5 + LOWER_STAYS_MS / 60_000;
    expect(afterReading(lower, shows(4, last - 1), { now: at(last - 1), ...HOME })).toMatchObject({
      state: 'pushed',
      differsSince: at(5),
    });
    expect(afterReading(lower, shows(4, last), { now: at(last), ...HOME })).toMatchObject({
      state: 'due',
      resends: 1,
    });
  });

  it('is sent at once, as often as it happens, where known sales explain the lower number', () => {
    const sold = afterReading(taken(5), shows(3, 5, 2), { now: at(5), ...HOME });
    expect(sold).toMatchObject({ state: 'due', resends: 0 });
    const partly = afterReading(taken(5), shows(3, 5, 1), { now: at(5), ...HOME });
    expect(partly).toMatchObject({ state: 'pushed' });
  });

  it('is set to zero again on vacation however often', () => {
    let standing = taken(0);
    for (let minute = 10; minute < 60; minute += 10) {
      standing = afterReading(standing, shows(3, minute), {
        now: at(minute),
        isVacation: true,
      });
      expect(standing.state).toBe('due');
      standing = afterPush(standing, 0, at(minute + 1));
    }
  });
});

describe('Any course of events', () => {
  const step = fc.oneof(
    fc.record({
      do: fc.constant('look' as const),
      target: fc.option(fc.nat(5), { nil: undefined }),
    }),
    fc.record({ do: fc.constant('push' as const) }),
    fc.record({ do: fc.constant('stale-push' as const), quantity: fc.nat(5) }),
    fc.record({ do: fc.constant('refuse' as const) }),
    fc.record({ do: fc.constant('show' as const), by: fc.integer({ min: -2, max: 2 }) }),
    fc.record({ do: fc.constant('wish' as const) }),
  );

  it('leaves nothing behind: what OTTO took is the number, or it is due, told, or without one', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let standing = UNREAD;
        steps.forEach((each, index) => {
          const now = at(index * 7);
          switch (each.do) {
            case 'look':
              standing = afterLook(standing, each.target, false);
              break;
            case 'push':
              if (standing.target !== undefined)
                standing = afterPush(standing, standing.target, now);
              break;
            case 'stale-push':
              standing = afterPush(standing, each.quantity, now);
              break;
            case 'refuse':
              standing = afterRefusal(standing, { state: 'unknown', detail: undefined }, now);
              break;
            case 'show': {
              const quantity = Math.max(0, (knownAtOtto(standing) ?? 0) + each.by);
              standing = afterReading(
                standing,
                { quantity, readAt: now, sold: 0 },
                { now, ...HOME },
              );
              break;
            }
            case 'wish':
              standing = afterWish(standing);
          }
          const { state, target, pushed } = standing;
          if (state === 'pushed') expect(pushed).toBe(target);
          if (state === 'agrees') expect(knownAtOtto(standing)).toBe(target);
          if (state === 'due' || state === 'pushed' || state === 'agrees') {
            expect(target).toBeDefined();
          }
          if (target !== undefined) {
            expect(['due', 'pushed', 'agrees', 'differs', 'unknown', 'refused']).toContain(state);
          }
        });
      }),
    );
  });
});
