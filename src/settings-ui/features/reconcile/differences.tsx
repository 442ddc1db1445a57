import { useInfiniteQuery } from '@tanstack/react-query';
import { Button, CheckboxControl } from '@wordpress/components';
import { useState } from 'react';
import { call } from '../../api/call.ts';
import { useChange, useMay } from '../../api/use-api.ts';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Card, Loaded } from '../../components/page-frame.tsx';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { type Difference, DifferenceRow } from './difference-row.tsx';

const LIMIT = 100;
/** Repairs go on after the answer; `repairedAt` shows them one by one. */
const WATCH_MS = 2_000;

/** What a comparison found, each with its repair: ticked, confirmed, repaired. */
export function Differences({ reconcileRunId }: { reconcileRunId: string }) {
  const { shell, reconcile: words } = useWords();
  const mayOperate = useMay('operate');
  const [ticked, setTicked] = useState<readonly number[]>([]);
  const [isAsking, setAsking] = useState(false);
  const [inHand, setInHand] = useState<readonly number[]>([]);
  const query = useDifferences(reconcileRunId, inHand);
  const repair = useChange('startRepair', ['listReconcileDifferences']);
  const items = (query.data?.pages ?? []).flatMap((page): Difference[] => [...page.items]);
  const open = items.filter((one) => one.repair !== null && one.repairedAt === null);
  const chosen = open.map(({ differenceId }) => differenceId).filter((id) => ticked.includes(id));
  const tick = (ids: readonly number[], isTicked: boolean) =>
    setTicked(
      isTicked ? [...new Set([...ticked, ...ids])] : ticked.filter((id) => !ids.includes(id)),
    );
  const start = async () => {
    await repair.mutateAsync({ params: { reconcileRunId }, body: { differenceIds: chosen } });
    setInHand(chosen);
    setTicked([]);
  };
  const allOpen = open.map(({ differenceId }) => differenceId);
  return (
    <Card title={words.differencesTitle}>
      <Loaded of={query}>
        {() => (
          <>
            {mayOperate && open.length > 1 && (
              <CheckboxControl
                label={words.tickAll(count(open.length))}
                checked={chosen.length === open.length}
                indeterminate={chosen.length > 0 && chosen.length < open.length}
                onChange={(isTicked) => tick(allOpen, isTicked)}
              />
            )}
            <ul className="differences">
              {items.map((one) => (
                <li key={one.differenceId}>
                  <DifferenceRow
                    difference={one}
                    mayTick={mayOperate}
                    isTicked={chosen.includes(one.differenceId)}
                    isInHand={inHand.includes(one.differenceId)}
                    onTick={(isTicked) => tick([one.differenceId], isTicked)}
                  />
                </li>
              ))}
            </ul>
          </>
        )}
      </Loaded>
      <div className="form-buttons">
        {query.hasNextPage && (
          <Button variant="secondary" onClick={() => void query.fetchNextPage()}>
            {shell.more}
          </Button>
        )}
        {mayOperate && open.length > 0 && (
          <Button
            variant="primary"
            disabled={chosen.length === 0}
            accessibleWhenDisabled
            onClick={() => setAsking(true)}
          >
            {words.repair(chosen.length)}
          </Button>
        )}
        <span role="status">{inHand.length > 0 && words.repairBegun}</span>
      </div>
      {isAsking && (
        <ConfirmDialog
          title={words.repairTitle}
          confirm={words.repair(chosen.length)}
          onClose={() => setAsking(false)}
          onConfirm={start}
        >
          <ul>
            {items
              .filter(({ differenceId }) => chosen.includes(differenceId))
              .map(({ differenceId, orderNumber, repairWord }) => (
                <li key={differenceId}>{words.repairOf(orderNumber, repairWord)}</li>
              ))}
          </ul>
          <p>{words.repairText}</p>
        </ConfirmDialog>
      )}
    </Card>
  );
}

/** @param inHand being repaired now: looked at again until each of them is through */
function useDifferences(reconcileRunId: string, inHand: readonly number[]) {
  return useInfiniteQuery({
    queryKey: ['listReconcileDifferences', reconcileRunId],
    queryFn: ({ pageParam, signal }) =>
      call('listReconcileDifferences', {
        params: { reconcileRunId },
        query: { after: pageParam, limit: LIMIT },
        signal,
      }),
    initialPageParam: 0,
    getNextPageParam: (last) => last.nextAfter,
    refetchInterval: ({ state }) => {
      const items = (state.data?.pages ?? []).flatMap((page) => page.items);
      const isOpen = items.some(
        ({ differenceId, repairedAt }) => repairedAt === null && inHand.includes(differenceId),
      );
      return isOpen ? WATCH_MS : false;
    },
  });
}
