import { AccountFilter, ChoiceFilter, DayFilter } from '../../components/list-filters.tsx';
import { SavedViews } from '../../components/saved-views.tsx';
import { useWords } from '../../i18n/words.ts';

/** Beside the search: whose orders, in which state, from when, and in which order. */
export function OrderFilters() {
  const { orders: words } = useWords();
  return (
    <>
      <AccountFilter />
      <ChoiceFilter
        name="phase"
        label={words.atOtto}
        all={words.anyPhase}
        options={[
          { value: 'announced', label: words.phases.announced },
          { value: 'processable', label: words.phases.processable },
          { value: 'sent', label: words.phases.sent },
          { value: 'returned', label: words.phases.returned },
          { value: 'cancelledByMarketplace', label: words.phases.cancelledByMarketplace },
          { value: 'cancelledByPartner', label: words.phases.cancelledByPartner },
        ]}
      />
      <DayFilter name="from" label={words.orderedFrom} />
      <DayFilter name="to" label={words.orderedTo} />
      <ChoiceFilter
        name="sort"
        label={words.sort}
        all={words.newest}
        options={[
          { value: 'oldest', label: words.oldest },
          { value: 'deliverBy', label: words.mostUrgent },
        ]}
      />
      <SavedViews list="orders" />
    </>
  );
}
