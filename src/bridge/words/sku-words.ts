import type { SkuMatchKind } from '../../mapping/stock/sku-match.ts';
import type { Language } from './saying.ts';

const MATCH: Record<Language, Record<SkuMatchKind | 'open', string>> = {
  de: {
    equal: 'Gleiche SKU im Shop',
    ean: 'Gleiche EAN im Shop',
    hand: 'Von Ihnen gewählt',
    set: 'Set aus mehreren Produkten',
    none: 'Kein Produkt im Shop gefunden',
    open: 'Noch nicht gesucht',
  },
  en: {
    equal: 'Same SKU in the shop',
    ean: 'Same EAN in the shop',
    hand: 'Chosen by you',
    set: 'Set of several products',
    none: 'No product found in the shop',
    open: 'Not looked for yet',
  },
};

/** How the shop product of a SKU was found; undefined = nobody looked yet. */
export function skuMatchWord(language: Language, match: SkuMatchKind | undefined): string {
  return MATCH[language][match ?? 'open'];
}
