import { useQueries } from '@tanstack/react-query';
import { call } from '../../api/call.ts';
import { keyOf } from '../../api/use-api.ts';
import type { OrderKey } from './order-key.ts';
import type { Order } from './shipment-draft.ts';

/** Several sales orders with their pieces; undefined while one of them is on its way. */
export function useOrders(orders: readonly OrderKey[]): {
  data: readonly Order[] | undefined;
  error: unknown;
  refetch: () => void;
} {
  const asked = useQueries({
    queries: orders.map((params) => ({
      queryKey: keyOf('getOrder', { params }),
      queryFn: ({ signal }: { signal: AbortSignal }) => call('getOrder', { params, signal }),
    })),
  });
  const found = asked.flatMap(({ data }) => (data === undefined ? [] : [data]));
  return {
    data: found.length < orders.length ? undefined : found,
    error: asked.find(({ error }) => error !== null)?.error ?? null,
    refetch: () => {
      for (const query of asked) void query.refetch();
    },
  };
}
