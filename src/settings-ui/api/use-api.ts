import {
  keepPreviousData,
  type QueryKey,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/react-query';
import { useSyncExternalStore } from 'react';
import type { AnswerOf, OperationName } from '../../bridge/http/api-contract.ts';
import { type Asked, call } from './call.ts';
import { currentSession, onSessionChange, type Session } from './session.ts';

type Reading<Name extends OperationName> = Omit<Asked<Name>, 'signal' | 'body'>;

/** What an answer is kept under: the operation first, so that all of its answers can be asked anew. */
export function keyOf<Name extends OperationName>(name: Name, asked: Reading<Name> = {}): QueryKey {
  return [name, asked.params ?? {}, asked.query ?? {}];
}

/** One answer, asked anew when the bridge says that something changed. */
export function useAnswer<Name extends OperationName>(
  name: Name,
  asked: Reading<Name> = {},
  options: {
    isOn?: boolean;
    /** asked anew after so long; decided by the answer where it is a function, false = no more */
    everyMs?: number | ((answer: AnswerOf<Name> | undefined) => number | false);
    keepsOld?: boolean;
  } = {},
) {
  const { everyMs } = options;
  return useQuery<AnswerOf<Name>>({
    queryKey: keyOf(name, asked),
    queryFn: ({ signal }) => call(name, { ...asked, signal }),
    enabled: options.isOn ?? true,
    ...(everyMs === undefined
      ? {}
      : {
          refetchInterval: ({ state }) =>
            typeof everyMs === 'function' ? everyMs(state.data) : everyMs,
        }),
    ...(options.keepsOld ? { placeholderData: keepPreviousData } : {}),
  });
}

type ListName = {
  [Name in OperationName]: AnswerOf<Name> extends {
    items: readonly unknown[];
    nextCursor: string | null;
  }
    ? Name
    : never;
}[OperationName];

/** A list page by page; `items` are those of all pages so far. */
export function useList<Name extends ListName>(name: Name, asked: Reading<Name> = {}) {
  const query = useInfiniteQuery({
    queryKey: [...keyOf(name, asked), 'pages'],
    queryFn: async ({ pageParam, signal }) => {
      const whole = { ...asked.query, ...(pageParam === null ? {} : { cursor: pageParam }) };
      return call(name, { ...asked, query: whole as Asked<Name>['query'] & {}, signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (last) => last.nextCursor,
    placeholderData: keepPreviousData,
  });
  type Item = AnswerOf<Name>['items'][number];
  const items = (query.data?.pages ?? []).flatMap((page): Item[] => [...page.items]);
  return { ...query, items };
}

/**
 * A call that changes something; `refreshes` are the operations whose answers may be different after it.
 */
export function useChange<Name extends OperationName>(
  name: Name,
  refreshes: readonly OperationName[] = [],
) {
  const client = useQueryClient();
  return useMutation<AnswerOf<Name>, Error, Asked<Name>>({
    mutationFn: (asked) => call(name, asked),
    onSuccess: async () => {
      await Promise.all(refreshes.map((other) => client.invalidateQueries({ queryKey: [other] })));
    },
  });
}

export function useSession(): Session {
  return useSyncExternalStore(onSessionChange, currentSession);
}

const RANKS = { view: 0, operate: 1, configure: 2 } as const;

/** May the user do what needs this role? What he may not is shown, but not offered. */
export function useMay(role: keyof typeof RANKS): boolean {
  const { user } = useSession();
  return user !== null && RANKS[user.role] >= RANKS[role];
}
