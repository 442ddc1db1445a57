import { Button } from '@wordpress/components';
import { useParams } from 'wouter';
import { useChange, useMay } from '../../api/use-api.ts';
import { AFTER_RECEIPTS } from '../../components/after-sale/refreshed.ts';
import { PageFrame } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { TabsBar } from '../../components/tabs-bar.tsx';
import { useWords } from '../../i18n/words.ts';
import { DifferingOrders } from './differing-orders.tsx';
import { ReceiptList } from './receipt-list.tsx';
import './receipts.css';

/** What OTTO wrote to the buyers, and whether the shop says the same. */
export function ReceiptsScreen() {
  const { receipts: words } = useWords();
  const { tab = '' } = useParams<{ tab?: string }>();
  const isDiffering = tab === 'differing';
  return (
    <PageFrame title={words.title} lead={words.lead} actions={<ReadNow />}>
      <p className="receipts-explain">{words.explain}</p>
      <TabsBar
        label={words.tabs}
        items={[
          { to: '/receipts', label: words.tabReceipts, isCurrent: !isDiffering },
          { to: '/receipts/differing', label: words.tabDiffering, isCurrent: isDiffering },
        ]}
      />
      {isDiffering ? <DifferingOrders /> : <ReceiptList />}
    </PageFrame>
  );
}

/** Receipts are read at their times; this does not wait for the next one. */
function ReadNow() {
  const { receipts: words } = useWords();
  const mayOperate = useMay('operate');
  const read = useChange('readReceiptsNow', AFTER_RECEIPTS);
  if (!mayOperate) return null;
  return (
    <>
      <span role="status">{read.data && words.readingNow}</span>
      <Button variant="secondary" isBusy={read.isPending} onClick={() => read.mutate({ body: {} })}>
        {words.readNow}
      </Button>
      <ProblemNotice fault={read.error} />
    </>
  );
}
