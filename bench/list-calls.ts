import type { Ledger } from '../src/bridge/ledger/ledger.ts';
import { createDayStatistics } from '../src/bridge/overview/day-statistics.ts';
import { describeOrders } from '../src/bridge/overview/describe-orders.ts';
import type { OverviewParts } from '../src/bridge/overview/ports.ts';
import { lookAtToday } from '../src/bridge/overview/today.ts';
import { systemClock } from '../src/bridge/system-clock.ts';
import { ORDER_TABS } from '../src/mapping/order-tab.ts';

type Call = [name: string, call: () => Promise<unknown>];
type OrderFilter = Omit<Parameters<Ledger['listOrders']>[0], 'limit'>;

const DAY_MS = 86_400_000;
const PAGE = 51;

/** Every list of the page, with every kind of filter; figures and counts too. */
export function listCalls(ledger: Ledger, orders: number): Call[] {
  const account = {
    state: 'active',
    isComplete: true,
    usualTransitDays: 1,
    transitDays: {},
  } as const;
  const parts: OverviewParts = {
    ledger,
    accounts: ['main', 'second'].map((accountId) => ({ ...account, accountId, name: accountId })),
    shopUrl: 'https://shop.example',
    clock: systemClock,
  };
  const dayStatistics = createDayStatistics();
  const middle = String(Math.floor(orders / 2)).padStart(9, '0');
  return [
    ...orderCalls(ledger, parts, middle),
    ...otherCalls(ledger, middle),
    ['today', () => lookAtToday(parts)],
    ['statistics of 30 days', () => dayStatistics(parts, 30)],
    ['statistics of 90 days', () => dayStatistics(parts, 90)],
  ];
}

function orderCalls(ledger: Ledger, parts: OverviewParts, middle: string): Call[] {
  const call = (name: string, filter: OrderFilter): Call => [
    `orders ${name}`,
    async () => {
      const { rows } = await ledger.listOrders({ ...filter, limit: PAGE });
      await describeOrders(parts, rows);
    },
  ];
  const deep = {
    at: daysAgo(500),
    salesOrderId: '0f3b2c4d-0000-4000-8000-000000000000',
    accountId: 'main',
  };
  const ofAccount = { accountId: 'second' };
  const range = { orderedFrom: daysAgo(400), orderedTo: daysAgo(370) };
  return [
    call('all', {}),
    call('all, page far down', { before: deep }),
    call('oldest first', { sort: 'oldest' }),
    call('by delivery', { sort: 'deliverBy' }),
    call('of account', ofAccount),
    call('of account by delivery', { ...ofAccount, sort: 'deliverBy' }),
    call('of a month', range),
    ...ORDER_TABS.flatMap((tab) => [
      call(`tab ${tab}`, { tab }),
      call(`tab ${tab} of account`, { tab, ...ofAccount }),
      call(`tab ${tab} of a month`, { tab, ...range }),
      call(`tab ${tab} by delivery`, { tab, sort: 'deliverBy' }),
    ]),
    ...['announced', 'processable', 'sent', 'returned', 'cancelledByPartner', 'unknown'].flatMap(
      (phase) => [
        call(`phase ${phase}`, { phase }),
        call(`phase ${phase}, tab problem`, { phase, tab: 'problem' }),
        call(`phase ${phase}, tab done, far down`, { phase, tab: 'done', before: deep }),
        call(`phase ${phase}, held`, { phase, importState: 'held' }),
        call(`phase ${phase}, held, of account`, { phase, importState: 'held', ...ofAccount }),
        call(`phase ${phase}, held, tab done`, { phase, importState: 'held', tab: 'done' }),
      ],
    ),
    call('of an incident of few', { incidentId: 2 }),
    call('of an incident of many', { incidentId: 1 }),
    call('of an incident of many, sent', { incidentId: 1, phase: 'sent' }),
    call('search order number', { search: `b${middle}` }),
    call('search begins with many', { search: 'b0' }),
    call('search order id', { search: `0f3b2c4d-0000-4000-8000-000${middle}` }),
    call('search shop number', { search: middle }),
    call('search tracking number', { search: `h10${middle}` }),
    call('search return number', { search: `R20${middle}` }),
    call('search SKU', { search: 'SKU-000000017' }),
    call('search SKU, problems of account', {
      search: 'SKU-000000017',
      tab: 'problem',
      ...ofAccount,
    }),
    call('search nothing', { search: 'no such thing' }),
    ['counts of tabs', () => ledger.countTabs({ most: 1_000 })],
    ['counts of tabs of account', () => ledger.countTabs({ ...ofAccount, most: 1_000 })],
  ];
}

function otherCalls(ledger: Ledger, middle: string): Call[] {
  const payments = (name: string, filter: Parameters<Ledger['sumPayments']>[0]): Call => [
    `payments ${name}`,
    async () => {
      await ledger.listPayments({ ...filter, limit: PAGE });
      await ledger.sumPayments(filter);
    },
  ];
  const most = 10_000;
  const ofAccount = { accountId: 'second' };
  const incidents = (
    name: string,
    filter: Omit<Parameters<Ledger['listIncidents']>[0], 'limit'>,
  ): Call => [`incidents ${name}`, () => ledger.listIncidents({ ...filter, limit: PAGE })];
  return [
    payments('all', { most }),
    payments('changed since', { changedSince: daysAgo(1), most }),
    payments('of account', { ...ofAccount, most }),
    payments('of account, changed since', { ...ofAccount, changedSince: daysAgo(100), most }),
    payments('paid in a month', { paidFrom: daysAgo(400), paidTo: daysAgo(370), most }),
    payments('paid in a month, of account', {
      ...ofAccount,
      paidFrom: daysAgo(400),
      paidTo: daysAgo(370),
      most,
    }),
    payments('search', { search: `b${middle}`, most }),
    payments('search begins with many', { search: 'b0', most }),
    incidents('open', { state: 'open' }),
    incidents('resolved', { state: 'resolved' }),
    incidents('of a code', { state: 'open', code: 'code-7' }),
    incidents('of account', { state: 'open', accountId: 'second' }),
    incidents('of account and code', { state: 'resolved', accountId: 'main', code: 'code-7' }),
    incidents('open, search', { state: 'open', search: 'b000000017' }),
    incidents('resolved, search', { state: 'resolved', search: 'no such thing' }),
    ['incidents counted', () => ledger.countOpenIncidents(1_000)],
    ['import runs', () => ledger.listImportRuns({ limit: PAGE })],
    ['import runs of account', () => ledger.listImportRuns({ ...ofAccount, limit: PAGE })],
    ['ship list', () => ledger.listToShip({ limit: PAGE })],
    ['ship list of account', () => ledger.listToShip({ ...ofAccount, limit: PAGE })],
    ['reports', () => ledger.listTransmissions({ limit: PAGE })],
    ['reports open', () => ledger.listTransmissions({ isOpen: true, limit: PAGE })],
    [
      'reports to be looked at',
      () => ledger.listTransmissions({ state: 'attention', limit: PAGE }),
    ],
    ['reports counted', () => ledger.countReports()],
    ['pieces to ship, by promise', () => ledger.countOpenPieces({})],
    ['pieces sent in 30 days', () => ledger.countSentPieces({ since: daysAgo(30) })],
  ];
}

function daysAgo(days: number): string {
  return new Date(Date.now() - days * DAY_MS).toISOString();
}
