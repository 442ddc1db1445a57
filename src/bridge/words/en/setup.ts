import type { SetupCode } from '../owner-code.ts';
import type { Gaps, Say } from '../saying.ts';

const NOTHING_STARTED = 'Nothing was started and nothing was changed.';
const NOT_SAVED = 'The change was not saved; what held before still holds.';

/** What keeps the bridge from starting, or a change from being saved. */
export const setup = {
  'account-is-draft': (g) => ({
    what: `The OTTO account “${g.text('accountId')}” is still a draft.`,
    follows: 'Nothing of it is in the shop yet that could be compared.',
    todo: 'Activate it first.',
  }),
  'account-paused': (g) => ({
    what: `The OTTO account “${g.text('accountId')}” is paused.`,
    follows: 'As long as it is, no orders are fetched for it.',
    todo: 'Set the account to active at Settings > Accounts at OTTO, or make a rehearsal.',
  }),
  'account-unknown': (g) => ({
    what: `The bridge has no OTTO account “${g.text('accountId')}”.`,
    follows: undefined,
    todo: g.has('known')
      ? `These are set up: ${g.text('known')}.`
      : 'No OTTO account has been set up yet; add one first.',
  }),
  'clock-not-set': (g) => ({
    what: `The clock of this machine is not set: it says ${g.moment('at')}.`,
    follows: `${NOTHING_STARTED} With a wrong clock neither certificates nor deadlines hold.`,
    todo: 'Set the clock, best by itself over the network (NTP), and start the bridge again.',
  }),
  'data-folder-in-use': (g) => ({
    what: `A bridge is already running on the data folder ${g.text('dataFolder')}${runningSince(g)}.`,
    follows:
      'Two on the same folder would get in each other’s way; that is why this one was not started.',
    todo: 'Stop the other one first, or give this one a folder of its own with BRIDGE_DATA.',
  }),
  'environment-invalid': (g) => ({
    what: `Environment variables of the bridge have values that do not work: ${g.text('problems')}.`,
    follows: NOTHING_STARTED,
    todo: 'Correct or remove the variables named and start the bridge again.',
  }),
  'import-broken': (g) => ({
    what: `This settings file can’t be read in: ${g.text('problems')}.`,
    follows: 'Your present settings are unchanged.',
    todo: 'Export the settings once more and read in the new file.',
  }),
  'import-newer': () => ({
    what: 'This settings file comes from a newer version of the bridge.',
    follows: 'Your present settings are unchanged.',
    todo: 'Update this bridge first.',
  }),
  'ledger-damaged': (g) => ({
    what: `The bridge’s ledger of orders is damaged (${g.text('place')}: ${g.text('problem')}).`,
    follows: 'On a damaged ledger the bridge might do something twice.',
    todo: 'Stop the bridge and restore the last backup; what is there is kept beside it. What came after it the bridge finds again at OTTO and in the shop. Look at the disk, too.',
  }),
  'ledger-newer': (g) => ({
    what: `A newer version rebuilt the bridge’s ledger of orders (${g.text('place')}, step ${g.text('problem')}).`,
    follows: NOTHING_STARTED,
    todo: 'Install the newer version, or restore a backup from before it.',
  }),
  'ledger-not-writable': (g) => ({
    what: `Nothing can be written to the bridge’s ledger of orders (${g.text('place')}: ${g.text('problem')}).`,
    follows: NOTHING_STARTED,
    todo: 'Check whether there is disk space and whether the bridge may write there; with PostgreSQL, whether DATABASE_URL names the main server and not a copy for reading.',
  }),
  'ledger-not-usable': (g) => ({
    what: `The bridge’s ledger of orders can’t be opened (${g.text('place')}: ${g.text('problem')}).`,
    follows: NOTHING_STARTED,
    todo: 'Check whether there is disk space and whether the bridge may write there; with PostgreSQL, whether the database is running. If a newer version of the bridge ran last, install it again.',
  }),
  'manifest-broken': (g) => ({
    what: `The bridge’s file ${g.text('path')} is damaged: ${g.text('problems')}.`,
    follows: NOTHING_STARTED,
    todo: 'Install the bridge again; your settings and orders are kept.',
  }),
  'otto-base-url-unreadable': () => ({
    what: 'The OTTO address of this account is not a web address.',
    follows: 'No orders are fetched for this account.',
    todo: 'At Settings > Accounts at OTTO, choose the environment “production” (Live) or “sandbox”, or enter an address that begins with https://.',
  }),
  'otto-test-orders-need-sandbox': () => ({
    what: 'Test orders exist in OTTO’s sandbox only.',
    follows: 'Nothing was sent to OTTO.',
    todo: 'For them, make an app under portal.otto.market/settings/API in “Sandbox” and set up an account with this environment in the bridge.',
  }),
  'passphrase-too-short': (g) => ({
    what: `The passphrase needs at least ${g.text('minimum')} characters.`,
    follows: 'Nothing was written.',
    todo: 'Choose a longer passphrase, for example several words.',
  }),
  'passphrase-wrong': () => ({
    what: 'The credentials in the file do not open: the passphrase is wrong, or the file was altered after its export.',
    follows: 'Your present settings are unchanged.',
    todo: 'Try the passphrase that was chosen at the export, or read the file in without one and enter the credentials anew afterwards.',
  }),
  'secret-key-invalid': (g) => ({
    what: `The key to your credentials (${g.text('origin')}) is not usable.`,
    follows: `${NOTHING_STARTED} The key that is there was not touched.`,
    todo: 'Put the right key there, for example from a backup: 32 bytes as 64 hex digits or as Base64.',
  }),
  'secret-key-missing': (g) => ({
    what: `The key to your stored credentials is missing: there is no ${g.text('path')}, and ${g.text('variable')} is not set.`,
    follows: `${NOTHING_STARTED} Without this key the credentials can’t be opened.`,
    todo: 'Restore the key from a backup. If it is lost, all credentials have to be entered anew.',
  }),
  'secret-missing': (g) => ({
    what: `Not entered yet: ${g.secret('position')}.`,
    follows: 'As long as it is missing, the bridge can’t use this connection.',
    todo: 'Enter it in the bridge’s settings.',
  }),
  'secret-not-openable': (g) => ({
    what: `This does not open with the key from ${g.text('origin')}: ${g.secret('position')}.`,
    follows: 'It was saved with another key, or altered from outside.',
    todo: 'Put the former key back, or enter the value anew in the bridge’s settings.',
  }),
  'settings-broken': (g) => ({
    what: `The settings (${g.place('path')}) are damaged: ${g.text('problems')}.`,
    follows: `${NOTHING_STARTED} ${previousVersion(g)}`,
    todo: g.has('previous')
      ? `Copy ${g.text('previous')} over the damaged file, or correct the places named.`
      : 'Correct the places named, or restore the settings from a backup or an export.',
  }),
  'settings-changed-meanwhile': (g) => ({
    what: `While saving, the settings (${g.place('path')}) kept being changed from elsewhere.`,
    follows: NOT_SAVED,
    todo: 'Look at what is there now and try again.',
  }),
  'settings-invalid': (g) => ({
    what: `With this change the settings would not be usable: ${g.text('problems')}.`,
    follows: NOT_SAVED,
    todo: 'Correct what is named and save again.',
  }),
  'settings-locked': (g) => ({
    what: `Another process is working on the settings (${g.text('path')}).`,
    follows: 'Nothing was changed.',
    todo: 'Wait a little and try again. If it stays like this, stop the bridge’s other process.',
  }),
  'settings-missing': (g) => ({
    what: `The settings (${g.text('path')}) are gone, although they have been there before.`,
    follows: `${NOTHING_STARTED} ${previousVersion(g)}`,
    todo: `Copy ${g.text('previous')} to that place. If you want to begin anew, move that file away too.`,
  }),
  'settings-newer': (g) => ({
    what: `The settings (${g.place('path')}) come from a newer version of the bridge.`,
    follows: NOTHING_STARTED,
    todo: 'Install that newer version again.',
  }),
  'settings-not-writable': (g) => ({
    what: `${g.text('path')} can’t be written (${g.fileFault('reason')}).`,
    follows: 'What was there before is kept whole.',
    todo: 'Free some disk space, or let the bridge’s user write there. Then try again.',
  }),
  'settings-unreadable': (g) => ({
    what: `${g.text('path')} can’t be read (${g.fileFault('reason')}).`,
    follows: NOTHING_STARTED,
    todo: 'Let the bridge’s user read this file.',
  }),
  'shop-missing': () => ({
    what: 'No shop is connected yet.',
    follows: 'Until one is, no orders can be created.',
    todo: 'In the bridge, at Settings > Shop, enter your shop’s address, and the consumer key and consumer secret from WooCommerce > Settings > Advanced > REST API.',
  }),
} as const satisfies Record<SetupCode, Say>;

function runningSince(g: Gaps): string {
  if (!g.has('processId')) return '';
  return ` (process ${g.text('processId')} on ${g.text('host')}, started ${g.moment('startedAt')})`;
}

function previousVersion(g: Gaps): string {
  return g.has('previous')
    ? `The version before is in ${g.text('previous')}.`
    : 'There is no version before it.';
}
