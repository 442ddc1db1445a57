import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import type { Field } from '../../components/list-parts.ts';
import { StatusBadge, type Tone } from '../../components/status-badge.tsx';
import { count, day, percent } from '../../i18n/format.ts';
import type { Words } from '../../i18n/words.ts';

export type Sku = AnswerOf<'listSkus'>['items'][number];

/** How a SKU's product was found, as a colour. */
export function matchTone(match: Sku['match']): Tone {
  if (match === null) return 'quiet';
  return match === 'none' ? 'problem' : 'done';
}

/**
 * The columns of the SKU map.
 *
 * @param accountNames none where there is but one account
 */
export function skuFields(
  { skuMap: words }: Words,
  accountNames: ReadonlyMap<string, string>,
): Field<Sku>[] {
  return [
    {
      id: 'sku',
      label: words.sku,
      enableHiding: false,
      render: ({ item }) => (
        <div className="stacked stock-sku">
          {item.sku}
          {item.title !== null && <span className="soft-line">{item.title}</span>}
          {item.ean !== null && <span className="soft-line">{words.ean(item.ean)}</span>}
          {accountNames.size > 1 && (
            <span className="soft-line">{accountNames.get(item.accountId) ?? item.accountId}</span>
          )}
        </div>
      ),
    },
    {
      id: 'match',
      label: words.match,
      render: ({ item }) => (
        <StatusBadge tone={matchTone(item.match)}>{item.matchWord}</StatusBadge>
      ),
    },
    {
      id: 'parts',
      label: words.parts,
      render: ({ item }) => <SkuParts parts={item.parts} words={words} />,
    },
    {
      id: 'lastOrderedAt',
      label: words.lastOrdered,
      getValue: ({ item }) => (item.lastOrderedAt === null ? '' : day(item.lastOrderedAt)),
    },
  ];
}

/** The shop products behind a SKU; of a set each with its share of the price. */
export function SkuParts({ parts, words }: { parts: Sku['parts']; words: Words['skuMap'] }) {
  if (parts.length === 0) return <span className="quiet">{words.noParts}</span>;
  return (
    <ul className="sku-parts">
      {parts.map(({ shopSku, productId, variationId, name, quantity, sharePercent }) => (
        <li key={`${productId} ${variationId}`}>
          {name === null
            ? words.partPlain(count(quantity), shopSku)
            : words.part(count(quantity), name, shopSku)}
          {parts.length > 1 && (
            <span className="soft-line"> · {words.share(percent(sharePercent, 1))}</span>
          )}
        </li>
      ))}
    </ul>
  );
}
