import type { HelpWords, OptionWords } from '../help-words.ts';
import type { SkuAnswers, SkuCommandName, SkuOptionName, SkuValueName } from '../sku-cli-words.ts';

export const skus: SkuAnswers = {
  column: {
    sku: 'SKU bei OTTO',
    title: 'Artikel',
    ean: 'EAN',
    match: 'gefunden durch',
    products: 'Produkte im Shop',
    lastOrdered: 'zuletzt bestellt',
    share: 'Anteil',
    cents: 'von 100,00 €',
  },
  noSkus: 'Dazu kennt die Brücke keine SKU.',
  setSaved: (sku) =>
    `Das Set „${sku}“ ist gespeichert. Bestellungen, die schon im Shop sind, bleiben, wie sie sind.`,
  setShown: (sku) => `So würde das Set „${sku}“ einen Preis teilen; gespeichert ist nichts.`,
  setRemoved: (sku) =>
    `Das Set „${sku}“ ist entfernt. Bestellungen, die schon im Shop sind, bleiben, wie sie sind.`,
  noSet: (sku) => `Zu „${sku}“ gibt es kein Set.`,
  replacesChoice: (shopSku) => `Bisher hatten Sie für diese SKU das Produkt „${shopSku}“ gewählt.`,
  waiting: (orders) =>
    orders === 1
      ? '1 Bestellung wartet auf ein Produkt für diese SKU; der nächste Abruf sieht sie an.'
      : `${orders} Bestellungen warten auf ein Produkt für diese SKU; der nächste Abruf sieht sie an.`,
  weightsBy: {
    given: 'Die Anteile sind die von Ihnen angegebenen.',
    prices: 'Die Anteile folgen den regulären Preisen im Shop.',
    equal:
      'Nicht jedes Produkt hat im Shop einen regulären Preis; jedes einzelne bekommt gleich viel.',
  },
  matched: (looked, matched) =>
    `${looked} SKUs gesucht, zu ${matched} davon gibt es jetzt ein Produkt im Shop.`,
};

export const skuCommands: Record<SkuCommandName, string> = {
  skus: 'zeigen, welche Produkte des Shops hinter den SKUs von OTTO stehen',
  'skus set':
    'sagen, dass eine SKU von OTTO mehrere Produkte des Shops ist; der Preis wird auf den Cent geteilt',
  'skus unset': 'ein Set entfernen',
  'skus match': 'noch einmal im Shop nachsehen; ohne SKU für alle ohne Produkt',
};

export const skuExamples: HelpWords['example'] = {
  skus: [
    ['nur, wofür nichts gefunden wurde', 'skus --match none'],
    ['nur SKUs, die so beginnen', 'skus --search BECHER'],
  ],
  'skus set': [
    ['zwei Becher und eine Kanne, geteilt nach Shop-Preisen', 'skus set TEESET BECHER:2 KANNE:1'],
    ['mit eigenen Anteilen', 'skus set TEESET BECHER:2:40 KANNE:1:60'],
    ['vorher ansehen', 'skus set TEESET BECHER:2 KANNE:1 --dry-run'],
  ],
  'skus unset': [['', 'skus unset TEESET']],
  'skus match': [['', 'skus match TEESET']],
};

export const skuOptions: Record<SkuOptionName, string> = {
  skusAccount: 'nur SKUs dieses Kontos',
  skuMatch:
    'nur, was so gefunden wurde: equal, ean, hand, set, none (nichts) oder open (noch nicht gesucht)',
  skuSearch: 'nur SKUs, die so beginnen',
  setParts:
    'Shop-SKU, Anzahl und auf Wunsch Anteil am Preis, mit Doppelpunkt: BECHER:2 oder BECHER:2:40',
  setDryRun: 'nur zeigen, wie sich der Preis teilt, nichts speichern',
  skusToMatch: 'diese SKUs; ohne Angabe alle, zu denen nichts gefunden wurde',
};

export const skuValues: Pick<OptionWords['value'], SkuValueName> = {
  text: 'Text',
  setPart: 'Produkt...',
};
