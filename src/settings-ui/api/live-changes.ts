import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useSyncExternalStore } from 'react';
import type { AnswerOf, OperationName } from '../../bridge/http/api-contract.ts';
import { addressOf } from './call.ts';
import { currentSession, isSessionLost, noteSessionLost, onSessionChange } from './session.ts';

type Changed = AnswerOf<'followChanges'>['data'];
type Topic = Changed['topics'][number];

/** A return has another state when OTTO lists one, when its piece has, or when it is decided. */
const RETURNS = ['listReturns', 'countReturns', 'findReturn'] as const;

/** Which answers are asked anew when something of a topic changed. */
const ANSWERS_OF: Record<Topic, readonly OperationName[]> = {
  orders: [
    'listOrders',
    'countOrders',
    'getOrder',
    'getToday',
    'listShipList',
    'listPayments',
    ...RETURNS,
    'listSkus',
    'listUnknownSkus',
  ],
  incidents: ['listIncidents', 'getIncident', 'getToday', 'getOrder'],
  transmissions: [
    'listTransmissions',
    'getTransmission',
    'listShipList',
    'getToday',
    'getOrder',
    ...RETURNS,
    'listPriceReductions',
  ],
  receipts: [
    'listReceipts',
    'countReceipts',
    'getReceiptsOfOrder',
    'listReceiptChecks',
    'listPayments',
  ],
  returns: RETURNS,
  // A product that is chosen changes what the stock of a SKU is, too.
  skus: [
    'listSkus',
    'getSku',
    'listProductSets',
    'listProductChoices',
    'listUnknownSkus',
    'listStock',
  ],
  stock: ['getStock', 'listStock', 'previewVacation', 'listSkus', 'getSku'],
  'import-runs': ['listImportRuns', 'getImportRun', 'getToday', 'listAccounts'],
  jobs: [
    'listJobs',
    'listJobRuns',
    'listReconcileRuns',
    'getReconcileRun',
    'listReconcileDifferences',
  ],
};

type Live = Pick<Changed, 'openIncidents' | 'runsInHand'> & { isReachable: boolean };

const REOPEN_MS = 5_000;

let live: Live = { openIncidents: 0, runsInHand: [], isReachable: true };
const listeners = new Set<() => void>();

function setLive(next: Partial<Live>): void {
  live = { ...live, ...next };
  for (const listener of listeners) listener();
}

function listen(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What the header of every screen shows, as the bridge told it last. */
export function useLive(): Live {
  return useSyncExternalStore(listen, () => live);
}

/** Follows what changes in the bridge, and has what is shown of it asked anew. Once for the page. */
export function useLiveChanges(): void {
  const client = useQueryClient();
  const userId = useSyncExternalStore(onSessionChange, () =>
    isSessionLost() ? null : (currentSession().user?.userId ?? null),
  );
  useEffect(() => {
    if (userId === null) return;
    let stream: EventSource | undefined;
    let reopening: ReturnType<typeof setTimeout> | undefined;
    let wasCut = false;
    const open = () => {
      stream = new EventSource(addressOf('followChanges'));
      stream.addEventListener('open', () => {
        setLive({ isReachable: true });
        // What changed while the way was cut was told to nobody.
        if (wasCut) void client.invalidateQueries();
        wasCut = false;
      });
      stream.addEventListener('changed', (event: MessageEvent<string>) => {
        const { topics, openIncidents, runsInHand }: Changed = JSON.parse(event.data);
        setLive({ openIncidents, runsInHand });
        for (const name of new Set(topics.flatMap((topic) => ANSWERS_OF[topic]))) {
          void client.invalidateQueries({ queryKey: [name] });
        }
      });
      stream.addEventListener('error', () => {
        wasCut = true;
        void isThere().then((isReachable) => setLive({ isReachable }));
        // The browser comes back by itself after a cut, but not after an answer that was no stream.
        if (stream?.readyState === EventSource.CLOSED) reopening = setTimeout(open, REOPEN_MS);
      });
    };
    open();
    return () => {
      clearTimeout(reopening);
      stream?.close();
    };
  }, [userId, client]);
}

async function isThere(): Promise<boolean> {
  try {
    const response = await fetch(addressOf('getSession'), { credentials: 'same-origin' });
    if (!response.ok) return response.status < 500;
    const session: AnswerOf<'getSession'> = await response.json();
    if (session.user === null) noteSessionLost();
    return true;
  } catch {
    return false;
  }
}
