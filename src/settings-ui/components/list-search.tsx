import { SearchControl } from '@wordpress/components';
import { useEffect, useState } from 'react';
import { useQueryState } from './query-state.ts';

/** A search that keeps itself in the address. Typing waits a moment before it asks the server. */
export function ListSearch({ label }: { label: string }) {
  const [search, setSearch] = useQueryState('search');
  const [typed, setTyped] = useState(search);
  useEffect(() => setTyped(search), [search]);
  useEffect(() => {
    if (typed === search) return;
    const soon = setTimeout(() => setSearch(typed), 300);
    return () => clearTimeout(soon);
  }, [typed, search, setSearch]);
  return <SearchControl label={label} placeholder={label} value={typed} onChange={setTyped} />;
}
