import { useMutation, useQueryClient } from '@tanstack/react-query';
import { call } from '../../api/call.ts';

/** So many SKUs one call takes. */
const MOST_SKUS = 200;

type Meant = { accountId: string; sku: string };
type Call = { accountId?: string; skus?: string[] };

/** Has numbers read from the shop anew and sent to OTTO; `asked` of how many SKUs. */
export function usePush() {
  const client = useQueryClient();
  const push = useMutation({
    mutationFn: async (calls: Call[]) => {
      let asked = 0;
      for (const body of calls) asked += (await call('pushStockNow', { body })).asked;
      return asked;
    },
    onSuccess: () =>
      Promise.all(
        ['getStock', 'listStock'].map((name) => client.invalidateQueries({ queryKey: [name] })),
      ),
  });
  return {
    asked: push.data,
    fault: push.error,
    isBusy: push.isPending,
    all: (accountId: string | undefined) =>
      push.mutate([accountId === undefined ? {} : { accountId }]),
    some: (items: readonly Meant[]) => push.mutate(callsFor(items)),
  };
}

function callsFor(items: readonly Meant[]): Call[] {
  const byAccount = Map.groupBy(items, ({ accountId }) => accountId);
  return [...byAccount].flatMap(([accountId, those]) => {
    const skus = those.map(({ sku }) => sku);
    const calls = Math.ceil(skus.length / MOST_SKUS);
    return Array.from({ length: calls }, (_, at) => ({
      accountId,
      skus: skus.slice(at * MOST_SKUS, (at + 1) * MOST_SKUS),
    }));
  });
}
