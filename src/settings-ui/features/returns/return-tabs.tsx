import { useSearchParams } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useAnswer } from '../../api/use-api.ts';
import { TabsBar } from '../../components/tabs-bar.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { type ReturnsTab, TABS } from './returns-query.ts';

type Counts = AnswerOf<'countReturns'>;

const COUNT_OF: Record<ReturnsTab, keyof Counts | undefined> = {
  'to-decide': 'toDecide',
  announced: 'announced',
  misdirected: 'misdirected',
  accepted: 'accepted',
  rejected: 'rejected',
  all: undefined,
};

/** Where returns stand, with how many there are; what else is filtered stays. */
export function ReturnTabs({ present }: { present: ReturnsTab }) {
  const { returns: words } = useWords();
  const [params] = useSearchParams();
  const accountId = params.get('account') ?? '';
  const counts = useAnswer(
    'countReturns',
    { query: accountId === '' ? {} : { accountId } },
    { keepsOld: true },
  );
  const query = params.toString() === '' ? '' : `?${params}`;
  return (
    <TabsBar
      label={words.tabs}
      items={TABS.map((tab) => {
        const name = COUNT_OF[tab];
        const counted = name && counts.data?.[name];
        return {
          to: `${tab === 'to-decide' ? '/returns' : `/returns/${tab}`}${query}`,
          label: words.tab[tab],
          isCurrent: tab === present,
          ...(counted ? { count: `${count(counted.count)}${counted.isCapped ? '+' : ''}` } : {}),
        };
      })}
    />
  );
}
