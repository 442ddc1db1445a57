import { Button, SearchControl } from '@wordpress/components';
import { useEffect, useState } from 'react';
import type { AnswerOf } from '../../bridge/http/api-contract.ts';
import { useAnswer } from '../api/use-api.ts';
import { useWords } from '../i18n/words.ts';
import { ProblemNotice } from './problem-notice.tsx';
import './shop-product-search.css';

export type ShopProduct = AnswerOf<'searchShopProducts'>['items'][number];

const TYPING_PAUSE_MS = 300;

/**
 * Finds products in the shop by name or SKU; one that has a SKU can be taken.
 *
 * @param takeLabel what the button of a product says; default: its name and SKU
 */
export function ShopProductSearch({
  label,
  takeLabel,
  fault,
  onTake,
}: {
  label: string;
  takeLabel?: (name: string, sku: string) => string;
  /** what went wrong with what was taken */
  fault?: unknown;
  onTake: (product: ShopProduct) => void;
}) {
  const { settings } = useWords();
  const words = settings.products;
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  useEffect(() => {
    const soon = setTimeout(() => setSearch(typed.trim().slice(0, 200)), TYPING_PAUSE_MS);
    return () => clearTimeout(soon);
  }, [typed]);
  const found = useAnswer(
    'searchShopProducts',
    { query: { search } },
    { isOn: search !== '', keepsOld: true },
  );
  const items = search === '' ? [] : (found.data?.items ?? []);
  const labelOf = takeLabel ?? words.takeProduct;
  return (
    <>
      <SearchControl
        className="shop-product-search"
        label={label}
        hideLabelFromVision={false}
        value={typed}
        onChange={setTyped}
      />
      <ProblemNotice fault={found.error ?? fault} />
      <p role="status">
        {search !== '' &&
          found.data &&
          (items.length === 0 ? words.noHits : words.hits(String(items.length)))}
      </p>
      <ul className="search-hits">
        {items.map((product) => (
          <li key={`${product.productId} ${product.variationId}`}>
            {product.sku === '' ? (
              <span>
                {product.name} ({words.hasNoSku})
              </span>
            ) : (
              <Button variant="tertiary" onClick={() => onTake(product)}>
                {labelOf(product.name, product.sku)}
                {!product.isPublished && ` (${words.notPublished})`}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </>
  );
}
