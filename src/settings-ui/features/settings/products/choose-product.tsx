import { Button, SearchControl } from '@wordpress/components';
import { useEffect, useState } from 'react';
import { useAnswer, useChange } from '../../../api/use-api.ts';
import { ProblemNotice } from '../../../components/problem-notice.tsx';
import { useWords } from '../../../i18n/words.ts';

const TYPING_PAUSE_MS = 300;

/** Finds a product in the shop and says that a SKU of OTTO's means it. */
export function ChooseProduct({ sku, onDone }: { sku: string; onDone: () => void }) {
  const { settings } = useWords();
  const words = settings.products;
  const [typed, setTyped] = useState('');
  const [search, setSearch] = useState('');
  const choose = useChange('chooseProduct', [
    'listProductChoices',
    'listUnknownSkus',
    'listIncidents',
  ]);
  useEffect(() => {
    const soon = setTimeout(() => setSearch(typed.trim().slice(0, 200)), TYPING_PAUSE_MS);
    return () => clearTimeout(soon);
  }, [typed]);
  const found = useAnswer(
    'searchShopProducts',
    { query: { search } },
    { isOn: search !== '', keepsOld: true },
  );
  const take = (shopSku: string) =>
    void choose.mutateAsync({ body: { sku, shopSku } }).then(onDone, () => undefined);
  const items = search === '' ? [] : (found.data?.items ?? []);
  return (
    <div className="form">
      <SearchControl label={words.searchShop(sku)} value={typed} onChange={setTyped} />
      <ProblemNotice fault={found.error ?? choose.error} />
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
              <Button variant="tertiary" onClick={() => take(product.sku)}>
                {words.takeProduct(product.name, product.sku)}
                {!product.isPublished && ` (${words.notPublished})`}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </div>
  );
}
