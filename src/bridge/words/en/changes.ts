import type { ChangeGaps, ChangeWords } from '../change-catalogue.ts';

/** What is different from now on, after settings were saved. */
export const changes = {
  'account-added': (g) =>
    `The account “${g.text('account')}” is added. As a draft it only rehearses, until you take it live.`,
  'account-live': (g) =>
    `The account “${g.text('account')}” is live: its orders come into the shop from ${nextRun(g)} on.`,
  'account-paused': (g) =>
    `The account “${g.text('account')}” is paused: it fetches no orders and reports nothing to OTTO until you resume it. What is in the shop stays there; OTTO’s deadlines go on.`,
  'account-removed': (g) =>
    `The account “${g.text('account')}” is removed. Its orders stay in the shop and in the bridge’s ledger; no new ones come, and nothing more about them is reported to OTTO.`,
  'announced-come-in': (g) =>
    `Announced orders${g.text('to') === 'prepayment' ? ' with prepayment' : ''}${g.ofAccount} come into the shop unpaid from ${nextRun(g)} on and reserve stock there. ${waiting(g)}`,
  'announced-stay-out': (g) =>
    `New announced orders${g.ofAccount} wait in the bridge from ${nextRun(g)} on until OTTO releases them. Those that are in the shop stay there.`,
  'erase-off': () => 'The bridge’s personal data in old shop orders stays.',
  'erase-on': (g) =>
    `From the next night on the bridge erases its personal data from shop orders that have not changed for ${g.number('days')} days. What is erased does not come back.`,
  'mail-off': () => 'You get no more mails when something is wrong.',
  'mail-on': (g) =>
    `When something is wrong, the bridge writes to ${g.text('to')} (by ${g.text('host')}).`,
  'public-url-off': () =>
    'The shop no longer tells of changes by itself; the bridge sees them at its next look.',
  'public-url-on': (g) =>
    `The shop is to tell of changes at ${g.text('url')}; the bridge makes its webhooks anew for that now.`,
  'schedule-changed': (g) =>
    `“${g.setting}”${g.ofAccount} runs by the schedule ${g.text('to')} from now on.`,
  'schedule-off': (g) => `“${g.setting}”${g.ofAccount} no longer runs by itself, only by a click.`,
  'schedule-usual': (g) => `“${g.setting}”${g.ofAccount} runs as usual again from now on.`,
  'secret-entered': (g) => `Newly entered: ${g.secret('position')}.`,
  'secret-gone': (g) => `No longer stored: ${g.secret('position')}. Enter it anew.`,
  'setting-changed': (g) =>
    `“${g.setting}”${g.ofAccount}: from now on ${g.value('to')}, before ${g.value('from')}.`,
  'setting-common-again': (g) =>
    `“${g.setting}”${g.ofAccount}: the common setting holds again from now on.`,
  'shipped-statuses-changed': (g) =>
    `From now on an order${g.ofAccount} counts as shipped when it has one of these statuses in the shop: ${g.text('to')}. Orders that have it already are reported to OTTO at once.`,
  'shop-connected': (g) => `From now on orders come into the shop ${g.text('url')}.`,
  'shop-gone': () => 'No shop is connected any more; orders arrive nowhere.',
  'start-earlier': (g) =>
    g.has('to')
      ? `Orders placed since ${g.moment('to')} may come into the shop too${g.ofAccount}. What OTTO has known for longer is fetched by an import with a “since” date.`
      : `All orders that OTTO lists may come into the shop${g.ofAccount}. What OTTO has known for longer is fetched by an import with a “since” date.`,
  'start-later': (g) =>
    `Only orders placed since ${g.moment('to')} come newly into the shop${g.ofAccount}. Those that are there stay.`,
  'status-changed': (g) =>
    `Orders “${g.phase('phase')}”${g.ofAccount} get the status “${g.text('to')}” from ${nextRun(g)} on. Those that are in the shop get it as soon as something about them changes at OTTO.`,
  'status-left': (g) =>
    `Orders “${g.phase('phase')}”${g.ofAccount} keep the status they have in the shop from ${nextRun(g)} on.`,
} as const satisfies ChangeWords;

function nextRun(g: ChangeGaps): string {
  return g.has('nextAt') ? `the next import (${g.moment('nextAt')})` : 'the next import';
}

function waiting(g: ChangeGaps): string {
  switch (g.text('orders')) {
    case '0':
      return 'None is waiting at present.';
    case '1':
      return 'The one that waits now is looked at then too.';
    default:
      return `The ${g.number('orders')} that wait now are looked at then too.`;
  }
}
