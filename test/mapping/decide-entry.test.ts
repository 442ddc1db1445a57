import { describe, expect, it } from 'vitest';
import { decideEntry } from '../../src/mapping/decide-entry.ts';
import { importRulesSchema } from '../../src/mapping/import-rules.ts';
import type { FulfillmentStatus } from '../../src/mapping/otto/fulfillment-status.ts';
import { salesOrderWith } from './support/sales-orders.ts';

const rulesWith = (announcedImport: 'off' | 'all' | 'prepayment') =>
  importRulesSchema.parse({ announcedImport });

const orderOf = (paymentMethod: string | undefined, ...statuses: FulfillmentStatus[]) => ({
  ...salesOrderWith({
    positionItems: statuses.map((fulfillmentStatus) => ({ fulfillmentStatus })),
  }),
  paymentMethod,
});

const ENTER = { entry: 'enter' };
const WAITS_FOR_RELEASE = { entry: 'backlog', reason: 'not-released' };
const WAITS_FOR_MONEY = { entry: 'backlog', reason: 'waits-for-prepayment' };

describe('an announced order', () => {
  it.each([
    ['off', 'PAYPAL', WAITS_FOR_RELEASE],
    ['off', 'PREPAYMENT', WAITS_FOR_MONEY],
    ['off', undefined, WAITS_FOR_RELEASE],
    ['all', 'PAYPAL', ENTER],
    ['all', 'PREPAYMENT', ENTER],
    ['all', undefined, ENTER],
    ['prepayment', 'PAYPAL', WAITS_FOR_RELEASE],
    ['prepayment', 'PREPAYMENT', ENTER],
    ['prepayment', undefined, WAITS_FOR_RELEASE],
  ] as const)('with the switch at "%s", paid by %s', (announcedImport, paymentMethod, entry) => {
    const order = orderOf(paymentMethod, 'ANNOUNCED');
    expect(decideEntry(order, rulesWith(announcedImport), undefined)).toEqual(entry);
  });

  it('waits as a whole while one of its pieces does', () => {
    const order = orderOf('PAYPAL', 'PROCESSABLE', 'ANNOUNCED', 'CANCELLED_BY_PARTNER');
    expect(decideEntry(order, rulesWith('off'), undefined)).toEqual(WAITS_FOR_RELEASE);
  });
});

it.each(['PROCESSABLE', 'SENT', 'RETURNED'] as const)(
  'a %s order enters, whatever the switch for announced ones says',
  (status) => {
    for (const announcedImport of ['off', 'all', 'prepayment'] as const) {
      const order = orderOf('PREPAYMENT', status, 'CANCELLED_BY_MARKETPLACE');
      expect(decideEntry(order, rulesWith(announcedImport), undefined)).toEqual(ENTER);
    }
  },
);

it.each(['CANCELLED_BY_PARTNER', 'CANCELLED_BY_MARKETPLACE'] as const)(
  'an order whose pieces are all %s before it was ever in the shop stays out',
  (status) => {
    for (const announcedImport of ['off', 'all', 'prepayment'] as const) {
      const order = orderOf('PREPAYMENT', status, status);
      expect(decideEntry(order, rulesWith(announcedImport), undefined)).toEqual({
        entry: 'skip',
        reason: 'cancelled-before-import',
      });
    }
  },
);

it('an order with a piece in an unknown state enters, to be held there with its reason', () => {
  const order = salesOrderWith({
    positionItems: [{ fulfillmentStatus: 'TELEPORTED' }, { fulfillmentStatus: 'ANNOUNCED' }],
  });
  expect(decideEntry(order, rulesWith('off'), undefined)).toEqual(ENTER);
});

describe('the start date', () => {
  const order = salesOrderWith({ orderDate: '2026-03-02T08:14:27.000Z' });

  it.each([
    ['2026-03-02T08:14:27.001Z', { entry: 'skip', reason: 'ordered-before-start' }],
    ['2026-03-02T08:14:27.000Z', ENTER],
    ['2026-03-02T08:14:26.999Z', ENTER],
    [undefined, ENTER],
  ])('%s', (startAt, entry) => {
    expect(decideEntry(order, rulesWith('off'), startAt)).toEqual(entry);
  });

  it('keeps older orders out before anything else is asked', () => {
    const start = '2027-01-01T00:00:00.000Z';
    for (const status of ['ANNOUNCED', 'CANCELLED_BY_PARTNER', 'RETURNED'] as const) {
      expect(decideEntry(orderOf('PREPAYMENT', status), rulesWith('all'), start)).toEqual({
        entry: 'skip',
        reason: 'ordered-before-start',
      });
    }
  });
});
