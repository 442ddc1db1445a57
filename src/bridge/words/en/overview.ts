import type { OverviewLabels } from '../overview-labels.ts';

export const overviewLabels: OverviewLabels = {
  tab: {
    backlog: 'Not in the shop yet',
    wait: 'Waiting',
    'ship-now': 'Ship now',
    sending: 'Being reported',
    problem: 'Problem',
    done: 'Done',
  },
  shopStatus: {
    pending: 'Pending payment',
    processing: 'Processing',
    'on-hold': 'On hold',
    completed: 'Completed',
    cancelled: 'Cancelled',
    refunded: 'Refunded',
    failed: 'Failed',
    'checkout-draft': 'Draft',
    trash: 'Bin',
  },
  health: {
    ok: 'in order',
    down: 'does not answer as it should',
    unknown: 'no contact yet',
    off: 'not active',
  },
  missing: {
    shop: 'Your shop is not connected yet.',
    account: 'The credentials of an OTTO account are still missing.',
    live: 'No OTTO account is active yet.',
  },
  today: {
    missing: (what) => `${what} Until then no orders come into the shop.`,
    ottoDown: (account) =>
      `OTTO can not be reached through the account “${account}” at the moment. Nothing is lost: all of it is caught up on.`,
    shopDown:
      'Your shop can not be reached at the moment. Nothing is lost: all of it is caught up on.',
    problems: ({ count, text }) =>
      count === 1
        ? 'One order needs you to look at it, all others are safe.'
        : `${text} orders need you to look at them, all others are safe.`,
    incidents: ({ count, text }) =>
      count === 1
        ? 'One incident is open that holds up no order.'
        : `${text} incidents are open that hold up no order.`,
    none: 'All is ready. No order came from OTTO in the last 30 days.',
    safe: ({ count, text }) =>
      count === 1
        ? 'The one order of the last 30 days is safe.'
        : `All ${text} orders of the last 30 days are safe.`,
    shipToday: ({ count, text }) =>
      count === 1 ? 'One is still to be shipped today.' : `${text} are still to be shipped today.`,
    overdue: ({ count, text }) =>
      count === 1 ? 'One is past its time to ship.' : `${text} are past their time to ship.`,
    toConfirm: ({ count, text }) =>
      count === 1
        ? 'One cancellation waits for your yes.'
        : `${text} cancellations wait for your yes.`,
  },
  why: {
    ordered: (moment, sum) => `Ordered at OTTO on ${moment}, sum ${sum}.`,
    phase: (phase) => `Phase: ${phase}.`,
    inShop: (number, status) => `In the shop: order ${number}, status “${status}”.`,
    notInShop: 'In the shop: no.',
    next: {
      seen: 'What comes next: the next import run brings it into the shop.',
      backlog:
        'What comes next: once OTTO releases it, the next run brings it into the shop. Under Settings > Announced orders you can choose that it comes at once (importRules.announcedImport = all).',
      held: 'What comes next: it is tried again by itself. Once you have mended the cause, the next run helps.',
      skipped: 'What comes next: it stays out of the shop.',
      claimed:
        'What comes next: the shop gave no answer when it was to be created. The next run looks for it there and creates it only if it is surely missing.',
      imported: 'What comes next: every change at OTTO comes into the shop with the next run.',
    },
    nextLook: (moment) => `Looked at again: ${moment}.`,
    nextRun: 'Looked at again: in the next run.',
  },
};
