import { describe, expect, it } from 'vitest';
import { API_OPERATIONS } from '../../src/bridge/http/api-contract.ts';
import { ordersQuery } from '../../src/settings-ui/features/orders/orders-query.ts';
import {
  isFilteredTwice,
  paymentsQuery,
} from '../../src/settings-ui/features/payments/payments-query.ts';
import {
  monthsUntil,
  receiptsQuery,
} from '../../src/settings-ui/features/receipts/receipts-query.ts';
import { returnsQuery, TABS, tabOf } from '../../src/settings-ui/features/returns/returns-query.ts';

/** As the page sends it: what is undefined is not sent. */
function sent(query: Record<string, unknown>): Record<string, unknown> {
  return Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined));
}

const orders = (text: string) => sent(ordersQuery(new URLSearchParams(text)));
const payments = (text: string) => sent(paymentsQuery(new URLSearchParams(text)));
const receipts = (text: string) => sent(receiptsQuery(new URLSearchParams(text)));

describe('the address of the list of orders', () => {
  it('asks for the tab, the filters and the search it names', () => {
    expect(
      orders('tab=ship-now&phase=sent&account=main&search=+b7f+&sort=oldest&incidentId=5'),
    ).toEqual({
      tab: 'ship-now',
      phase: 'sent',
      accountId: 'main',
      search: 'b7f',
      sort: 'oldest',
      incidentId: 5,
    });
  });

  it('means whole days in Germany, the last one included', () => {
    expect(orders('from=2026-03-29&to=2026-03-29')).toEqual({
      orderedFrom: '2026-03-28T23:00:00.000Z',
      orderedTo: '2026-03-29T22:00:00.000Z',
    });
  });

  it.each([
    'tab=nonsense',
    'phase=SENT',
    'account=../../x',
    'account=',
    'incidentId=-1',
    'incidentId=1.5',
    'incidentId=five',
    'from=yesterday',
    'sort=price',
    'search=+',
    'fetch=choose',
  ])('leaves out what it can’t mean, so that an old link still shows a list: %s', (text) => {
    expect(orders(text)).toEqual({});
  });

  it('never asks for what the web service refuses', () => {
    const asked = orders('tab=done&phase=unknown&account=a-1&from=2026-01-01&sort=deliverBy');
    expect(API_OPERATIONS.listOrders.query.safeParse(asked).success).toBe(true);
  });
});

describe('the address of the list of payments', () => {
  it('shows the newest first, unless it says otherwise', () => {
    expect(payments('')).toEqual({ sort: 'newest' });
    expect(payments('sort=oldest')).toEqual({ sort: 'oldest' });
  });

  it('asks by change or by payment, never by both, and knows that both are chosen', () => {
    const both = 'changed=2026-03-01&from=2026-02-01&to=2026-02-28';
    expect(payments(both)).toEqual({ sort: 'newest', changedSince: '2026-02-28T23:00:00.000Z' });
    expect(isFilteredTwice(new URLSearchParams(both))).toBe(true);
    expect(isFilteredTwice(new URLSearchParams('from=2026-02-01&to=2026-02-28'))).toBe(false);
    expect(API_OPERATIONS.listPayments.query.safeParse(payments(both)).success).toBe(true);
    expect(payments('from=2026-02-01&to=2026-02-28')).toEqual({
      sort: 'newest',
      paidFrom: '2026-01-31T23:00:00.000Z',
      paidTo: '2026-02-28T23:00:00.000Z',
    });
  });
});

describe('the address of the list of receipts', () => {
  it('asks for the kind, month, comparison, account and search it names', () => {
    const asked = receipts('type=REFUND&month=2026-03&check=differs&account=main&search=+R-DE+');
    expect(asked).toEqual({
      type: 'REFUND',
      month: '2026-03',
      check: 'differs',
      accountId: 'main',
      search: 'R-DE',
    });
    expect(API_OPERATIONS.listReceipts.query.safeParse(asked).success).toBe(true);
    expect(API_OPERATIONS.countReceipts.query.safeParse(asked).success).toBe(true);
  });

  it.each([
    'type=invoice',
    'month=2026-13',
    'month=March',
    'check=pending',
    'account=../x',
    'search=+',
  ])('leaves out what it can’t mean: %s', (text) => {
    expect(receipts(text)).toEqual({});
  });

  it('offers the months of four years, the present one first, by UTC', () => {
    const months = monthsUntil(new Date('2026-03-31T23:30:00Z'));
    expect(months.slice(0, 4)).toEqual(['2026-03', '2026-02', '2026-01', '2025-12']);
    expect(months).toHaveLength(48);
    expect(new Set(months).size).toBe(48);
  });
});

describe('the address of the list of returns', () => {
  it('shows what is to be decided where it names no tab, or one that is none', () => {
    expect([undefined, 'nonsense', 'all'].map(tabOf)).toEqual(['to-decide', 'to-decide', 'all']);
  });

  it('asks in each tab for what the web service knows, and for something else than in the others', () => {
    const asked = TABS.map((tab) => sent(returnsQuery(tab, new URLSearchParams('account=main'))));
    for (const query of asked) {
      expect(API_OPERATIONS.listReturns.query.safeParse(query).success).toBe(true);
    }
    expect(new Set(asked.map((query) => JSON.stringify(query))).size).toBe(TABS.length);
  });
});
