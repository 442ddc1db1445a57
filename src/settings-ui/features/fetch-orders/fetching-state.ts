import { useQueryState } from '../../components/query-state.ts';

const RUN_ID = /^[0-9a-f-]{36}$/;

/** What the dialog is at: closed, asking what to fetch, or showing runs. */
export type Fetching = 'closed' | 'choosing' | readonly string[];

/** It stands in the address, so that a page loaded anew shows the same run again. */
export function useFetching(): [Fetching, (next: Fetching) => void] {
  const [value, setValue] = useQueryState('fetch');
  const runs = value.split('_').filter((part) => RUN_ID.test(part));
  const fetching = runs.length > 0 ? runs : value === 'choose' ? 'choosing' : 'closed';
  const set = (next: Fetching) => {
    if (next === 'closed') setValue('');
    else setValue(typeof next === 'string' ? 'choose' : next.join('_'));
  };
  return [fetching, set];
}
