import type { HelpWords } from '../help-words.ts';
import { accessCommands, accessExamples } from './access.ts';
import { decisionCommands, decisionExamples } from './decisions.ts';
import { keepingCommands, keepingExamples } from './keeping.ts';
import { receiptCommands, receiptExamples } from './receipts.ts';
import { reportCommands, reportExamples } from './report.ts';
import { returnCommands, returnExamples } from './returns.ts';
import { skuCommands, skuExamples } from './skus.ts';
import { stockCommands, stockExamples } from './stock.ts';

export const help: HelpWords = {
  description: 'Brings OTTO Market orders into your WooCommerce shop and keeps them true there.',
  usage: 'Usage:',
  arguments: 'Arguments:',
  options: 'Options:',
  commands: 'Commands:',
  anyOptions: '[options]',
  anyCommand: '[command]',
  choices: 'possible',
  usually: 'unless told',
  needed: 'needed',
  begin: 'To begin:',
  examples: 'Examples:',
  firstSteps: [
    ['connect the shop; asks for the secret', 'shop --url https://my-shop.example --key ck_…'],
    [
      'add an OTTO account, as a draft at first',
      'account add --id main --name "My OTTO account" --client-id …',
    ],
    ['check both sides', 'doctor'],
    ['see what would come; nothing is written', 'preview'],
    ['go live', 'account activate main'],
    ['keep it running', 'start'],
  ],
  exitCodes:
    "Exit codes: 0 all well · 1 unexpected error · 2 wrong call · 3 something waits for you · 4 a setting is missing or wrong · 5 OTTO or the shop can't be reached · 6 already running · 130 stopped",
  moreHelp: 'More about a command: npm run bridge -- <command> --help',
  command: {
    ...reportCommands,
    ...receiptCommands,
    ...returnCommands,
    ...accessCommands,
    ...decisionCommands,
    ...keepingCommands,
    ...skuCommands,
    ...stockCommands,
    start: 'keep the bridge running: import by schedule, offer the web service',
    import: 'import now, one account or all active ones; a draft is only rehearsed',
    preview:
      'show what an import would write, without writing; with --json including names and addresses',
    orders: 'list the orders the bridge knows, newest first',
    why: 'the story of one order: where it is, why, what comes next',
    choose: 'decide what counts where shop and OTTO contradict each other about an order',
    incidents: 'show what is wrong right now and what to do',
    'incidents close': 'tick off an incident as taken care of; incidents shows its number',
    runs: 'show the latest import runs',
    reconcile: 'compare OTTO, bridge and shop: one line, or every difference with its repair',
    openapi: 'show the description of the web service for programs (OpenAPI 3.1)',
    doctor: 'check both sides and say what to do',
    'mail-proof': 'prove on a test order in the shop that no mail can reach a buyer',
    watch: 'look now at what changed in the shop',
    webhooks: 'show whether the shop’s webhooks are there, and restore them',
    notify: 'messages about incidents: by mail or to a web address',
    'notify mail': 'set up mails: mail server, sender, recipients',
    'notify off': 'no mails any more',
    'notify test': 'send a test message on every way that is set up',
    'notify secret': 'show what your web address checks the signature with',
    erase: 'erase personal extra data from old shop orders, now instead of at night',
    settings: 'show, change, save and restore settings',
    'settings show': 'show all settings, without secrets',
    'settings set': 'change one setting; settings show lists the names',
    'settings export': 'save all settings to a file; secrets only with a passphrase',
    'settings import': 'restore settings from a file',
    shop: 'connect the WooCommerce shop and check it',
    account: 'manage OTTO Market accounts',
    'account list': 'list the accounts',
    'account add': 'add an account, as a draft at first',
    'account secret': 'give an account a new client secret',
    'account activate': 'let an account go live',
    'account pause': 'pause an account',
    product:
      "choose the shop's product for a SKU of OTTO; without a shop SKU the choice is forgotten",
    'test-orders': 'make test orders in the OTTO sandbox',
    help: 'show the help of a command',
  },
  example: {
    ...reportExamples,
    ...receiptExamples,
    ...returnExamples,
    ...accessExamples,
    ...decisionExamples,
    ...keepingExamples,
    ...skuExamples,
    ...stockExamples,
    import: [
      ['fetch orders from a day on', 'import --account main --since 2026-01-01'],
      ['see first what would come', 'import --account main --since 2026-01-01 --dry-run'],
    ],
    preview: [['one account only, from a day on', 'preview --account main --since 2026-01-01']],
    reconcile: [
      ['write the differences into a file', 'reconcile --csv differences.csv'],
      ['repair what can be repaired', 'reconcile --repair'],
      ['compare one month', 'reconcile --from 2026-01-01 --until 2026-01-31'],
    ],
    orders: [['only orders that OTTO has not released yet', 'orders --phase announced']],
    why: [
      ['', 'why bu5h6x7z2k'],
      ['what OTTO and the shop answer now, word for word', 'why bu5h6x7z2k --raw'],
    ],
    webhooks: [
      [
        'switch webhooks on: the address at which your shop reaches the bridge',
        'settings set publicUrl https://bridge.my-shop.com',
      ],
      ['make them now instead of at the next check', 'webhooks --restore'],
    ],
    erase: [
      ['set the period, in days', 'settings set eraseShopMetaAfterDays 90'],
      ['count first', 'erase --dry-run'],
    ],
    choose: [
      ['as at OTTO: the bridge brings the shop order in line', 'choose bu5h6x7z2k --otto'],
      ['as in the shop: everything stays as it is there', 'choose bu5h6x7z2k --shop'],
    ],
    'incidents close': [['', 'incidents close 12']],
    'settings set': [
      ['bring in announced orders too', 'settings set importRules.announcedImport all'],
      ['for one account only', 'settings set accounts.main.rules.announcedImport all'],
      [
        "take the account's own answer back",
        'settings set accounts.main.rules.announcedImport null',
      ],
      [
        'a custom status of the shop',
        'settings set importRules.statusMapping.processable in-packing',
      ],
    ],
    'settings export': [['', 'settings export backup.json']],
    'settings import': [['', 'settings import backup.json']],
    shop: [['', 'shop --url https://my-shop.example --key ck_…']],
    'account add': [
      ['', 'account add --id main --name "My OTTO account" --client-id …'],
      [
        'to try things out in the sandbox',
        'account add --id test --name Sandbox --environment sandbox --client-id …',
      ],
    ],
    product: [['', 'product SHIRT-OTTO SHIRT-SHOP']],
  },
};
