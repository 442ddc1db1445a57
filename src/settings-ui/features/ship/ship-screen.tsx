import { useParams } from 'wouter';
import { PageFrame } from '../../components/page-frame.tsx';
import { useQueryState } from '../../components/query-state.ts';
import { TabsBar } from '../../components/tabs-bar.tsx';
import { useWords } from '../../i18n/words.ts';
import { CancelForm } from './cancel-form.tsx';
import { CarrierFile } from './carrier-file.tsx';
import { orderKeysIn } from './order-key.ts';
import { Reports } from './reports.tsx';
import './ship.css';
import { ShipForm } from './ship-form.tsx';
import { ShipList } from './ship-list.tsx';

/** What must leave, carriers' files, and what OTTO was told. */
export function ShipScreen() {
  const { ship: words } = useWords();
  const { tab = 'list' } = useParams<{ tab?: string }>();
  const tabs = [
    { to: '/ship', label: words.tabList, isCurrent: tab !== 'csv' && tab !== 'reports' },
    { to: '/ship/csv', label: words.tabFile, isCurrent: tab === 'csv' },
    { to: '/ship/reports', label: words.tabReports, isCurrent: tab === 'reports' },
  ];
  return (
    <PageFrame title={words.title}>
      <TabsBar label={words.parts} items={tabs} />
      {tab === 'csv' && <CarrierFile />}
      {tab === 'reports' && <Reports />}
      {tab !== 'csv' && tab !== 'reports' && <ToShip />}
    </PageFrame>
  );
}

function ToShip() {
  const [shipping] = useQueryState('orders');
  const [cancelling] = useQueryState('cancel');
  if (shipping !== '') return <ShipForm key={shipping} orders={orderKeysIn(shipping)} />;
  if (cancelling !== '') return <CancelForm key={cancelling} orders={orderKeysIn(cancelling)} />;
  return <ShipList />;
}
