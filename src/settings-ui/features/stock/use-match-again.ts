import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useChange } from '../../api/use-api.ts';
import { AFTER_MAPPING } from './after-mapping.ts';

/** So many SKUs one call takes. */
const MOST_SKUS = 200;

type Meant = { accountId: string; sku: string };

/** Has the shop searched anew for what stands behind SKUs. */
export function useMatchAgain() {
  const client = useQueryClient();
  const look = useMutation({
    mutationFn: (work: () => Promise<Found>) => work(),
    onSuccess: () =>
      Promise.all(AFTER_MAPPING.map((name) => client.invalidateQueries({ queryKey: [name] }))),
  });
  return {
    found: look.data,
    fault: look.error,
    isBusy: look.isPending,
    all: (accountId: string | undefined) => look.mutate(() => lookForAll(accountId)),
    some: (items: readonly Meant[]) => look.mutate(() => lookForSome(items)),
  };
}

/**
 * Has one SKU looked for at once when the owner said something about it; the next run would do it too,
 * so that nothing is told when the shop does not answer.
 */
export function useMatchOne(): (sku: string) => void {
  const { mutate } = useChange('matchSkusAgain', AFTER_MAPPING);
  return (sku) => mutate({ body: { skus: [sku] } });
}

type Answer = AnswerOf<'matchSkusAgain'>;
type Found = Pick<Answer, 'looked' | 'matched'>;

/** Those nothing was found for; the bridge looks for so many at once and says where it stopped. */
async function lookForAll(accountId: string | undefined): Promise<Found> {
  let found: Found = { looked: 0, matched: 0 };
  let cursor: string | undefined;
  do {
    const answer: Answer = await call('matchSkusAgain', { body: askedFor(accountId, cursor) });
    found = sum(found, answer);
    cursor = answer.nextCursor ?? undefined;
  } while (cursor !== undefined);
  return found;
}

function askedFor(accountId: string | undefined, cursor: string | undefined) {
  return {
    ...(accountId === undefined ? {} : { accountId }),
    ...(cursor === undefined ? {} : { cursor }),
  };
}

async function lookForSome(items: readonly Meant[]): Promise<Found> {
  let found: Found = { looked: 0, matched: 0 };
  for (const [accountId, those] of Map.groupBy(items, (item) => item.accountId)) {
    const skus = those.map(({ sku }) => sku);
    for (let from = 0; from < skus.length; from += MOST_SKUS) {
      const body = { accountId, skus: skus.slice(from, from + MOST_SKUS) };
      found = sum(found, await call('matchSkusAgain', { body }));
    }
  }
  return found;
}

function sum(one: Found, other: Found): Found {
  return { looked: one.looked + other.looked, matched: one.matched + other.matched };
}
