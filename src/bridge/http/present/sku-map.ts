import { textFromCents } from '../../../mapping/money.ts';
import type { SkuPart } from '../../../mapping/stock/sku-match.ts';
import type { NamedPart, SkuInLedger } from '../../ledger/skus.ts';
import type { SetPreview } from '../../sku-map/keep-sets.ts';
import type { SkuView } from '../../wiring/sku-map.ts';
import type { Language } from '../../words/saying.ts';
import { skuMatchWord } from '../../words/sku-words.ts';
import type { AnswerOf } from '../api-contract.ts';
import { tell } from '../words-of-request.ts';

type Item = AnswerOf<'listSkus'>['items'][number];

export function presentSku(language: Language, row: SkuInLedger): Item {
  return {
    accountId: row.accountId,
    sku: row.sku,
    title: row.title ?? null,
    ean: row.ean ?? null,
    match: row.match ?? null,
    matchWord: skuMatchWord(language, row.match),
    parts: presentParts(row.parts),
    matchedAt: row.matchedAt ?? null,
    firstSeenAt: row.firstSeenAt,
    lastOrderedAt: row.lastOrderedAt ?? null,
    isAtOtto: row.isAtOtto,
  };
}

export function presentSkuView(language: Language, view: SkuView): AnswerOf<'getSku'> {
  const { row, choice, set, waitingOrders } = view;
  return {
    ...presentSku(language, row),
    choice: choice ?? null,
    set: set ?? null,
    waitingOrders,
    about: aboutOf(language, view),
  };
}

export function presentPreview(preview: SetPreview): AnswerOf<'previewProductSet'> {
  const shares = sharesOf(preview.parts);
  return {
    examplePrice: textFromCents(preview.exampleCents),
    parts: preview.parts.map(({ shopSku, productId, variationId, name, quantity, cents }, at) => ({
      ...{ shopSku, productId, quantity },
      variationId: variationId === 0 ? null : variationId,
      name: name === '' ? null : name,
      sharePercent: shares[at] ?? 0,
      amount: textFromCents(cents),
    })),
    weightsBy: preview.weightsBy,
    waitingOrders: preview.waitingOrders,
    replacesChoice: preview.replacesChoice ?? null,
  };
}

function presentParts(parts: readonly NamedPart[]): Item['parts'] {
  const shares = sharesOf(parts);
  return parts.map(({ shopSku, productId, variationId, quantity, name }, index) => ({
    ...{ shopSku, productId, quantity },
    variationId: variationId === 0 ? null : variationId,
    name: name === '' ? null : name,
    sharePercent: shares[index] ?? 0,
  }));
}

/** Of 100, with one decimal; without any weight all the same. */
function sharesOf(parts: readonly Pick<SkuPart, 'weight'>[]): number[] {
  const sum = parts.reduce((all, { weight }) => all + weight, 0);
  const share = (weight: number) => (sum === 0 ? 1 / parts.length : weight / sum);
  return parts.map(({ weight }) => Math.round(share(weight) * 1_000) / 10);
}

/** What the owner said and the shop does not have is told apart from what nobody said anything about. */
function aboutOf(language: Language, { row, choice, set }: SkuView): AnswerOf<'getSku'>['about'] {
  if (row.match !== 'none') return null;
  if (choice !== undefined) return tell(language, 'chosen-product-gone', { shopSku: choice });
  if (!set) return null;
  const shopSkus = set.parts.map(({ shopSku }) => shopSku).join(', ');
  return tell(language, 'set-product-gone', { shopSkus });
}
