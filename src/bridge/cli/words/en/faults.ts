import type { Params, Saying } from '../../../words/saying.ts';
import type { FaultWords } from '../fault-words.ts';

const NOTHING_CHANGED = 'Nothing was changed.';

/** What is wrong with a call. */
export const faults: FaultWords = {
  'command-missing': () => ({
    what: 'What the bridge is to do is missing: a command.',
    follows: undefined,
    todo: undefined,
  }),
  'command-unknown': (p) => call(`There is no command “${p.name}”.`, p),
  'option-unknown': (p) => call(`There is no option “${p.name}” here.`, p),
  'option-missing': (p) => call(`This is missing: ${p.name}.`),
  'option-value-missing': (p) => call(`The value behind the option is missing: ${p.name}.`),
  'argument-missing': (p) => call(`Something is missing: <${p.name}>.`),
  'too-many-arguments': (p) =>
    call(
      `These are too many: ${p.given}. ${p.expected === 0 ? 'None is expected here' : `At most expected here: ${p.expected}`}.`,
    ),
  'choice-invalid': (p) => ({
    what: `“${p.value}” does not work here: ${p.name}.`,
    follows: undefined,
    todo: `Possible are: ${p.allowed}.`,
  }),
  'amount-invalid': (p) => ({
    what: `“${p.value}” is no amount.`,
    follows: undefined,
    todo: 'Give an amount in euros, more than 0, e.g. 5.00.',
  }),
  'number-invalid': (p) => ({
    what: `“${p.value}” does not work here: ${p.name}.`,
    follows: undefined,
    todo: `Give a whole number from ${p.minimum} to ${p.maximum}.`,
  }),
  'call-not-understood': (p) => call(`The call is not understandable (${p.problem}).`),
  'date-in-future': (p) => ({
    what: `The day ${p.day} is in the future.`,
    follows: NOTHING_CHANGED,
    todo: 'Name a day until today.',
  }),
  'account-exists': (p) => ({
    what: `There is an account with the id “${p.accountId}” already.`,
    follows: NOTHING_CHANGED,
    todo: 'Choose another id. A new secret for the account that is there is entered like this:',
  }),
  'setting-secret': (p) => ({
    what: `${p.path} is secret and is therefore not set with settings set.`,
    follows: NOTHING_CHANGED,
    todo: 'Enter it like this; you are asked for the secret:',
  }),
  'setting-fixed': (p) => ({
    what: `${p.path} is fixed and can’t be changed.`,
    follows: NOTHING_CHANGED,
    todo: 'If an account is to have another id, add a new one and pause the old one.',
  }),
  'order-unknown': (p) => ({
    what: `The bridge knows no order “${p.orderNumber}”.`,
    follows: 'It has not been read from OTTO yet, or the number is wrong.',
    todo: 'Compare the number with OTTO Partner Connect, or fetch older orders:',
  }),
  'product-unknown': (p) => ({
    what: `The shop has no product with the SKU “${p.shopSku}”.`,
    follows: NOTHING_CHANGED,
    todo: 'The SKU is found in WooCommerce under “Products”, at the product or variation, in the tab “Inventory”.',
  }),
  'set-invalid': (p) => ({
    what: `The set can’t be saved like this: ${p.problems}`,
    follows: NOTHING_CHANGED,
    todo: 'Products are counted from 0. In WooCommerce a SKU stands with its product, on the tab “Inventory”.',
  }),
  'set-part-unreadable': (p) => ({
    what: `“${p.value}” names no product of a set.`,
    follows: NOTHING_CHANGED,
    todo: 'Write shop SKU and quantity with a colon, and the share of the price if you like: MUG:2 or MUG:2:30.',
  }),
  'passwords-differ': () => ({
    what: 'The two passwords typed in are different.',
    follows: NOTHING_CHANGED,
    todo: 'Try again.',
  }),
  'passphrases-differ': () => ({
    what: 'The passphrase was typed in differently the second time.',
    follows: 'Nothing was written.',
    todo: 'Try again.',
  }),
  cancelled: () => ({
    what: 'The command was broken off.',
    follows: NOTHING_CHANGED,
    todo: undefined,
  }),
  'address-not-usable': (p) => ({
    what: `The web service can’t listen on ${p.host}:${p.port}${p.reason === 'EADDRINUSE' ? ': another program uses this port already' : ` (${p.reason})`}.`,
    follows: 'The bridge was not started.',
    todo: 'Stop the other program, or choose another address with BRIDGE_PORT and BRIDGE_HOST.',
  }),
  'database-url-unreadable': () => ({
    what: 'DATABASE_URL is not a readable address of a database.',
    follows: 'Nothing was started and nothing was changed.',
    todo: 'Write it like this: postgres://user:password@server:5432/database. Special characters in the password have to be encoded, for example @ as %40.',
  }),
  unexpected: (p) => ({
    what: `Unexpected error: ${p.message}`,
    follows: undefined,
    todo: 'If it stays, call the command with BRIDGE_LOG=debug and send its output when you ask for help.',
  }),
};

function call(what: string, params: Params = {}): Saying {
  const suggestion = params.suggestion ? `Did you mean ${params.suggestion}? ` : '';
  return { what, follows: undefined, todo: `${suggestion}The help about it:` };
}
