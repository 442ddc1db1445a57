import { useChange } from '../api/use-api.ts';
import { useWords } from '../i18n/words.ts';
import { ShopProductSearch } from './shop-product-search.tsx';

/** Finds a product in the shop and says that a SKU of OTTO's means it. */
export function ChooseProduct({ sku, onDone }: { sku: string; onDone: () => void }) {
  const { settings } = useWords();
  const choose = useChange('chooseProduct', [
    'listProductChoices',
    'listUnknownSkus',
    'listIncidents',
    'listSkus',
    'getSku',
    'listProductSets',
    'listStock',
  ]);
  const take = (shopSku: string) =>
    void choose.mutateAsync({ body: { sku, shopSku } }).then(onDone, () => undefined);
  return (
    <div className="form">
      <ShopProductSearch
        label={settings.products.searchShop(sku)}
        fault={choose.error}
        onTake={(product) => take(product.sku)}
      />
    </div>
  );
}
