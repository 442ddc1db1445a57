import { useCallback } from 'react';
import { useSearchParams } from 'wouter';

/** One value of the address' query: what is looked at can be linked, and comes back on "back". */
export function useQueryState(name: string, usual = ''): [string, (value: string) => void] {
  const [params, setParams] = useSearchParams();
  const value = params.get(name) ?? usual;
  const set = useCallback(
    (next: string) =>
      setParams(
        (present) => {
          const changed = new URLSearchParams(present);
          if (next === usual || next === '') changed.delete(name);
          else changed.set(name, next);
          return changed;
        },
        { replace: name === 'search' },
      ),
    [name, usual, setParams],
  );
  return [value, set];
}
