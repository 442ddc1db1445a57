import { Link, useParams } from 'wouter';
import { useMay } from '../../api/use-api.ts';
import { PageFrame } from '../../components/page-frame.tsx';
import { TabsBar } from '../../components/tabs-bar.tsx';
import { useWords } from '../../i18n/words.ts';
import { SkuMap } from './sku-map.tsx';
import './stock.css';
import { StockTab } from './stock-tab.tsx';

/** The shop's stock at OTTO, and which products stand behind OTTO's SKUs. */
export function StockScreen() {
  const { stock: words, skuMap } = useWords();
  const { tab = '' } = useParams<{ tab?: string }>();
  const mayConfigure = useMay('configure');
  const isMap = tab === 'sku-map';
  return (
    <PageFrame
      title={words.title}
      lead={isMap ? skuMap.lead : words.lead}
      actions={mayConfigure && <Link href="/settings/stock">{words.settings}</Link>}
    >
      <TabsBar
        label={words.tabs}
        items={[
          { to: '/stock', label: words.tabStock, isCurrent: !isMap },
          { to: '/stock/sku-map', label: words.tabSkus, isCurrent: isMap },
        ]}
      />
      {isMap ? <SkuMap /> : <StockTab />}
    </PageFrame>
  );
}
