import { bridge } from './settings/bridge.ts';
import { connections } from './settings/connections.ts';
import { orderRules } from './settings/order-rules.ts';
import { shippingRules } from './settings/shipping-rules.ts';
import { users } from './settings/users.ts';

export const settings = {
  title: 'Settings',
  lead: 'Everything works with the defaults. Change what is different in your shop.',
  toOverview: 'All settings',
  noSuchSection: 'There is no such part of the settings.',
  groups: {
    connections: 'Connections',
    orders: 'Orders',
    shipping: 'Shipping',
    bridge: 'This bridge',
  },
  sections: {
    accounts: {
      title: 'Accounts at OTTO',
      about: 'Access to OTTO Market, fetching orders, going live and pausing.',
    },
    shop: {
      title: 'Shop',
      about: 'The connection to your WooCommerce shop, and how changes there are noticed.',
    },
    'status-mapping': {
      title: 'Status mapping',
      about: 'Which status of your shop an order gets for each phase at OTTO.',
    },
    announced: {
      title: 'Announced orders',
      about: 'Whether orders that OTTO has not released yet come into the shop.',
    },
    products: {
      title: 'Products and SKUs',
      about: 'Which product of your shop a SKU of OTTO’s means, and what becomes of unknown ones.',
    },
    stock: {
      title: 'Stock to OTTO',
      about: 'Whether OTTO is told the stock of your shop, and how much is kept back.',
    },
    shipping: {
      title: 'Shipping and carriers',
      about: 'When an order counts as shipped, and where tracking numbers come from.',
    },
    'return-numbers': {
      title: 'Return numbers',
      about: 'Where the tracking numbers of returns come from, and how many are left.',
    },
    general: { title: 'General', about: 'Language of messages, and the address of this bridge.' },
    schedules: {
      title: 'Schedules',
      about: 'What runs by itself, and how far it looks back.',
    },
    notifications: {
      title: 'Notifications',
      about: 'How you are told when something is wrong: by mail or at a web address.',
    },
    users: {
      title: 'Users and access keys',
      about: 'Who may use this page, which programs may call, and who changed what.',
    },
    'data-life': {
      title: 'Data life',
      about: 'What is kept where, and when personal data is erased from shop orders.',
    },
    transfer: {
      title: 'Export and import',
      about: 'Save all settings as a file, or take them over from one.',
    },
  },
  form: {
    standard: (text: string) => `Default: ${text}.`,
    nothing: 'nothing',
    on: 'on',
    off: 'off',
    required: 'Please fill this in.',
    noAddress: 'Please enter a web address such as https://shop.example.',
    between: (min: string, max: string) => `Please enter a number from ${min} to ${max}.`,
    secretSet: 'Saved',
    secretKept: 'Leave it empty to keep what is saved.',
    unsaved: 'Not saved yet',
    discard: 'Discard changes',
    fromNowOn: 'From now on:',
    seeFields: 'Nothing was saved. Please correct the marked fields.',
    staleKept: 'What you typed is still here.',
    loadTheirs: 'Load what is saved now',
    saveMine: 'Save mine over it',
    moveUp: (name: string) => `Move “${name}” up`,
    moveDown: (name: string) => `Move “${name}” down`,
    remove: 'Remove',
    removeOne: (name: string) => `Remove “${name}”`,
    addOne: 'Add one …',
    choose: 'Please choose …',
  },
  ...connections,
  ...orderRules,
  ...shippingRules,
  ...bridge,
  ...users,
};
