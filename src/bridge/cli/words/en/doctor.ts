import type { DoctorWords } from '../answer-words.ts';

export const doctor: DoctorWords = {
  title: (version) => `OTTO Market Bridge ${version}: check of both sides`,
  ok: 'all right',
  allGood: 'All is well.',
  somethingToDo: (count) => (count === 1 ? 'One point needs you.' : `${count} points need you.`),
  checks: {
    ledger: 'Ledger',
    shop: 'Shop',
    statuses: 'Status mapping',
    taxes: 'Tax rates',
    accounts: 'Accounts',
    otto: 'OTTO Market',
    reports: 'Reports to OTTO',
  },
  sqlite: (path) => `all right (${path})`,
  postgres: 'all right (PostgreSQL)',
  taxesOff: 'taxes are off in the shop; sums are right all the same',
  accountState: (state) => `access all right (account: ${state})`,
  activeAccounts: (count) => (count === 1 ? 'one active account' : `${count} active accounts`),
  statusMissing: ({ phase, status, known }) => ({
    what: `For “${phase}” the status “${status}” is chosen, which the shop does not have.`,
    todo: `Choose one of these, or switch the plugin on again that makes the status: ${known}.`,
  }),
  shippedStatusMissing: ({ status, known }) => ({
    what: `An order counts as shipped in status “${status}”, which the shop does not have.`,
    follows: 'So what is shipped in the shop is not reported to OTTO.',
    todo: `Choose among these: ${known}.`,
  }),
  shipFrom: (names) => `all right (ship from: ${names})`,
  shipFromMissing:
    'no ship-from address yet; OTTO wants it with each shipment (shippingRules.shipFrom)',
  vatRateMissing: (rates) => ({
    what: `The shop lacks a tax rate of ${rates} % for Germany.`,
    follows: 'Sums are right all the same, the tax in them is not.',
    todo: 'Add it: WooCommerce > Settings > Tax.',
  }),
  noActiveAccount: {
    what: 'No account is active.',
    follows: 'Nothing is imported by itself.',
    todo: 'Add an account, or let one go live:',
  },
  shopFacts: ({ url, wooVersion, currency }) =>
    `${url}, WooCommerce ${wooVersion}, ${currency}, reading and writing allowed`,
};
