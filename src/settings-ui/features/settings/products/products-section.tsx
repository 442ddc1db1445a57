import { Link } from 'wouter';
import { Card } from '../../../components/page-frame.tsx';
import { UnknownSkuField } from '../../../components/setting-fields/import-fields.tsx';
import { useWords } from '../../../i18n/words.ts';
import { ImportRulesForm } from '../import-rules-form.tsx';
import { DeliveryTypes } from './delivery-types.tsx';
import { ProductChoices } from './product-choices.tsx';
import { UnknownSkus } from './unknown-skus.tsx';

export function ProductsSection() {
  const { settings } = useWords();
  return (
    <>
      <p>
        <Link href="/stock/sku-map">{settings.products.toSkuMap}</Link>
      </p>
      <UnknownSkus />
      <ProductChoices />
      <Card>
        <ImportRulesForm label={settings.products.unknownSku}>
          {(rules) => <UnknownSkuField rules={rules} />}
        </ImportRulesForm>
      </Card>
      <DeliveryTypes />
    </>
  );
}
