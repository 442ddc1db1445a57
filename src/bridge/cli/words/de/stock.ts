import type { HelpWords } from '../help-words.ts';
import type { StockAnswers, StockCommandName, StockOptionName } from '../stock-cli-words.ts';

export const stock: StockAnswers = {
  column: {
    sku: 'SKU',
    shop: 'Shop',
    reserved: 'verkauft',
    target: 'soll',
    otto: 'OTTO',
    state: 'Stand',
  },
  none: 'Dazu kennt die Brücke keinen Bestand.',
  pushed: ({ asked, pushed, refused }) =>
    `Neu zu senden: ${asked}. Von OTTO angenommen: ${pushed}${refused > 0 ? `, nicht angenommen: ${refused}` : ''}.`,
  onlyShown: 'Das war nur die Vorschau. Mit --yes geschieht es.',
};

export const stockCommands: Record<StockCommandName, string> = {
  stock: 'Bestand im Shop und bei OTTO nebeneinander zeigen, oder mit --push neu senden',
  vacation: 'Urlaub: OTTO zeigt 0 Stück von allem',
  'vacation status': 'zeigen, wie viele SKUs bei OTTO 0 Stück zeigen',
  'vacation on': 'Urlaub beginnen; ohne --yes nur zeigen, was sich ändert',
  'vacation off': 'Urlaub beenden; OTTO zeigt wieder, was der Shop hat',
};

export const stockExamples: HelpWords['example'] = {
  stock: [
    ['eine SKU, mit dem Grund', 'stock --sku MUG-1'],
    ['was OTTO nicht kennt', 'stock --state unknown'],
    ['alles neu senden', 'stock --push'],
  ],
  'vacation on': [['', 'vacation on --yes']],
  'vacation off': [['', 'vacation off --yes']],
};

export const stockOptions: Record<StockOptionName, string> = {
  stockSku: 'womit die SKU beginnt; mit --push genau diese',
  stockAccount: 'nur dieses Konto',
  stockState: 'nur SKUs in diesem Stand',
  stockPush: 'aus dem Shop neu lesen und an OTTO senden, auch ohne Änderung',
  vacationYes: 'wirklich tun, nicht nur zeigen',
};
