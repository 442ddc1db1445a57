import { useSearchParams } from 'wouter';
import { useAnswer } from '../../api/use-api.ts';
import { TabsBar } from '../../components/tabs-bar.tsx';
import { useWords } from '../../i18n/words.ts';

/** Where orders are in the owner's day, with how many there are; what else is filtered stays. */
export function OrderTabs() {
  const { orders: words } = useWords();
  const [params] = useSearchParams();
  const accountId = params.get('account') ?? '';
  const counts = useAnswer(
    'countOrders',
    { query: accountId === '' ? {} : { accountId } },
    { keepsOld: true },
  );
  const present = params.get('tab') ?? '';
  const tabs = [{ tab: '', tabWord: words.all, text: '' }, ...(counts.data?.items ?? [])];
  return (
    <TabsBar
      label={words.tabs}
      items={tabs.map(({ tab, tabWord, text }) => ({
        to: addressWith(params, tab),
        label: tabWord,
        isCurrent: tab === present,
        ...(text === '' ? {} : { count: text }),
      }))}
    />
  );
}

function addressWith(params: URLSearchParams, tab: string): string {
  const changed = new URLSearchParams(params);
  changed.delete('incidentId');
  if (tab === '') changed.delete('tab');
  else changed.set('tab', tab);
  const query = changed.toString();
  return query === '' ? '/orders' : `/orders?${query}`;
}
