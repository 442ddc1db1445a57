import type { CheckWords } from '../check-catalogue.ts';
import type { Saying } from '../saying.ts';

const good = (what: string): Saying => ({ what, follows: undefined, todo: undefined });

export const checks: CheckWords = {
  checks: {
    ledger: 'Ledger',
    shop: 'Shop',
    statuses: 'Status mapping',
    taxes: 'Tax rates',
    webhooks: 'What the shop tells',
    'second-importer': 'Other import',
    'mail-proof': 'Mail proof',
    accounts: 'Accounts',
    otto: 'OTTO Market',
    reports: 'Reports to OTTO',
    heartbeat: 'Dead man’s switch',
  },
  words: {
    fine: () => good('all right'),
    'ledger-file': (g) => good(`all right (${g.text('path')})`),
    'ledger-server': () => good('all right (PostgreSQL)'),
    'shop-facts': (g) =>
      good(
        `${g.text('url')}, WooCommerce ${g.text('wooVersion')}, ${g.text('currency')}, reading and writing allowed`,
      ),
    'taxes-off': () => good('taxes are off in the shop; sums are right all the same'),
    'active-accounts': (g) =>
      good(g.text('count') === '1' ? 'one active account' : `${g.number('count')} active accounts`),
    'no-active-account': () => ({
      what: 'No account is active.',
      follows: 'Nothing is imported by itself.',
      todo: 'Add an account, or let one go live:',
    }),
    'account-usable': (g) => good(`access all right (account: ${g.accountState('state')})`),
    'ship-from': (g) => good(`all right (ship from: ${g.text('names')})`),
    'ship-from-missing': () =>
      good(
        'no ship-from address yet; OTTO wants it with each shipment (Settings > Shipping and carriers; shippingRules.shipFrom)',
      ),
    'status-missing': (g) => ({
      what: `For “${g.phase('phase')}” the status “${g.text('status')}” is chosen, which the shop does not have.`,
      follows: undefined,
      todo: `Choose one of these, or switch the plugin on again that makes the status: ${g.text('known')}.`,
    }),
    'shipped-status-missing': (g) => ({
      what: `An order counts as shipped in status “${g.text('status')}”, which the shop does not have.`,
      follows: 'So what is shipped in the shop is not reported to OTTO.',
      todo: `Choose among these: ${g.text('known')}.`,
    }),
    'vat-rate-missing': (g) => ({
      what: `The shop lacks a tax rate of ${g.text('rates')} % for Germany.`,
      follows: 'Sums are right all the same, the tax in them is not.',
      todo: 'Add it: WooCommerce > Settings > Tax.',
    }),
    'webhooks-off': () =>
      good('no address from outside is set; the bridge looks at the shop itself every minute'),
    'address-reached': (g) => good(`the bridge is reached at ${g.text('url')}`),
    'mail-proof-passed': (g) => good(`passed on ${g.moment('at')}`),
    'mail-proof-runs': () => good('runs at the moment'),
    'only-importer': (g) =>
      good(`no trace of another import (${g.number('shopOrders')} orders looked at)`),
    'heartbeat-off': () =>
      good(
        'no address entered; if the bridge fails altogether, nobody tells you (Settings > Notifications; monitoring.heartbeatUrl)',
      ),
    'heartbeat-sent': (g) => good(`all right (${g.text('host')}, last ${g.moment('at')})`),
    'heartbeat-not-yet': (g) =>
      good(`entered (${g.text('host')}); the first call comes when the bridge has run for a while`),
  },
};
