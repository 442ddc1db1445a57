import { useQueries } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { keyOf } from '../../api/use-api.ts';
import type { ReturnItem } from '../../components/after-sale/return-state.tsx';

export type FoundPiece = {
  key: string;
  item: ReturnItem;
  /** the label in the hand names this very piece; else somebody has to say which of several came */
  isSure: boolean;
};

/** What became of the latest number; undefined while it is looked for. */
export type LatestScan =
  | { number: string; found: number; added: number; fault: unknown }
  | undefined;

/**
 * The pieces behind numbers that were scanned, each once, those of the latest number first. They are
 * asked anew when something changes, so that what is decided is seen here.
 *
 * @param numbers the latest first
 */
export function useFound(numbers: readonly string[]): {
  pieces: FoundPiece[];
  latest: LatestScan;
} {
  const asked = useQueries({
    queries: numbers.map((number) => ({
      queryKey: keyOf('findReturn', { query: { number } }),
      queryFn: ({ signal }: { signal: AbortSignal }) =>
        call('findReturn', { query: { number }, signal }),
    })),
  });
  const pieces: FoundPiece[] = [];
  // From the first scan on, so that "added" says what the latest one brought.
  let added = 0;
  for (const query of asked.toReversed()) {
    const items = query.data?.items ?? [];
    const isSure = query.data?.foundBy === 'return-number' || items.length === 1;
    const fresh = items
      .map((item) => ({ key: `${item.accountId}/${item.positionItemId}`, item, isSure }))
      .filter(({ key }) => pieces.every((known) => known.key !== key));
    pieces.unshift(...fresh);
    added = fresh.length;
  }
  const [number] = numbers;
  const [first] = asked;
  if (number === undefined || first === undefined || first.isPending) {
    return { pieces, latest: undefined };
  }
  const found = first.data?.items.length ?? 0;
  return { pieces, latest: { number, found, added, fault: first.error } };
}
