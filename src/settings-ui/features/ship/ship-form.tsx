import { Button } from '@wordpress/components';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { Link, useLocation } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { useChange, useMay } from '../../api/use-api.ts';
import { Card, EmptyState, Loaded } from '../../components/page-frame.tsx';
import { ProblemNotice } from '../../components/problem-notice.tsx';
import { AFTER_REPORTS } from '../../components/reports/report-tone.ts';
import { useUnsaved } from '../../components/unsaved-guard.tsx';
import { useWords } from '../../i18n/words.ts';
import { CarrierForAll } from './carrier-for-all.tsx';
import type { OrderKey } from './order-key.ts';
import {
  NO_PROBLEMS,
  numbersMissing,
  type ParcelProblems,
  parcelProblems,
  problemsOf,
} from './parcel-problems.ts';
import {
  askedShipment,
  emptyShipment,
  isTyped,
  type Order,
  type ShipmentDraft,
  tickedPieces,
} from './shipment-draft.ts';
import { ShipmentFields } from './shipment-fields.tsx';
import { Shipped } from './shipped.tsx';
import { useOrders } from './use-orders.ts';
import { WishResults } from './wish-results.tsx';

/** Says what left: one order or several at once. Asks back when something of it would have to wait. */
export function ShipForm({ orders }: { orders: readonly OrderKey[] }) {
  const { ship: words } = useWords();
  const loaded = useOrders(orders);
  if (orders.length === 0) {
    return (
      <EmptyState title={words.noOrders}>
        <Link href="/ship">{words.backToList}</Link>
      </EmptyState>
    );
  }
  return <Loaded of={loaded}>{(found) => <LoadedForm orders={found} />}</Loaded>;
}

function LoadedForm({ orders }: { orders: readonly Order[] }) {
  const { shell, ship: words } = useWords();
  const [, navigate] = useLocation();
  const mayOperate = useMay('operate');
  const [drafts, setDrafts] = useState(() => orders.map(emptyShipment));
  const [noneTicked, setNoneTicked] = useState(false);
  const [problems, setProblems] = useState<ReadonlyMap<string, ParcelProblems>>(NO_PROBLEMS);
  const form = useRef<HTMLFormElement>(null);
  useEffect(() => {
    if (problems.size > 0) form.current?.querySelector<HTMLElement>('[aria-invalid=true]')?.focus();
  }, [problems]);
  const preview = useChange('previewShipments');
  const report = useChange('reportShipments', AFTER_REPORTS);
  const isDone = report.data !== undefined;
  useUnsaved(!isDone && drafts.some(isTyped));
  const changeAll = (changed: ShipmentDraft[]) => {
    setDrafts(changed);
    setNoneTicked(false);
    setProblems(NO_PROBLEMS);
    preview.reset();
  };
  const change = (draft: ShipmentDraft) =>
    changeAll(drafts.map((one) => (one.salesOrderId === draft.salesOrderId ? draft : one)));
  const wished = drafts.flatMap((draft) => {
    const order = orders.find(({ salesOrderId }) => salesOrderId === draft.salesOrderId);
    return order && tickedPieces(draft, order).length > 0 ? [askedShipment(draft, order)] : [];
  });
  const body = { shipments: wished };
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    setNoneTicked(wished.length === 0);
    const typed = problemsOf(drafts, (draft) => {
      const order = orders.find(({ salesOrderId }) => salesOrderId === draft.salesOrderId);
      return order ? parcelProblems(draft.parcels, tickedPieces(draft, order)) : new Map();
    });
    setProblems(typed);
    if (typed.size > 0 || wished.length === 0 || preview.isPending || report.isPending) return;
    const { counts, items } = await preview.mutateAsync({ body });
    const lacking = problemsOf(drafts, (draft) => {
      const item = items.find(({ salesOrderId }) => salesOrderId === draft.salesOrderId);
      return numbersMissing(draft.parcels, item?.reports ?? []);
    });
    setProblems(lacking);
    if (lacking.size > 0) return;
    const ticked = new Set(wished.flatMap(({ positionItemIds = [] }) => positionItemIds));
    const isShort = items.some(({ left }) => left.some((one) => ticked.has(one.positionItemId)));
    if (counts.waits + counts.refused + counts.known === 0 && !isShort) report.mutate({ body });
  };
  if (report.data) return <Shipped items={report.data.items} />;
  const needsAsking = preview.data !== undefined && problems.size === 0 && !report.isPending;
  return (
    <form
      ref={form}
      className="ship-form"
      aria-label={words.reportShipped}
      noValidate
      onSubmit={(event) => void submit(event).catch(() => undefined)}
    >
      {!mayOperate && <p className="quiet">{shell.noRight}</p>}
      {orders.length > 1 && <CarrierForAll drafts={drafts} onChange={changeAll} />}
      {drafts.map((draft) => {
        const order = orders.find(({ salesOrderId }) => salesOrderId === draft.salesOrderId);
        return (
          order && (
            <ShipmentFields
              key={draft.salesOrderId}
              order={order}
              draft={draft}
              problems={problems.get(draft.salesOrderId)}
              onChange={change}
            />
          )
        );
      })}
      {noneTicked && (
        <p className="field-problem" role="alert">
          {words.tickOne}
        </p>
      )}
      <ProblemNotice fault={preview.error ?? report.error} />
      {needsAsking && (
        <AskBack
          items={preview.data.items}
          mayReport={mayOperate}
          onReport={() => report.mutate({ body })}
        />
      )}
      <div className="form-buttons">
        <Button
          variant="primary"
          type="submit"
          isBusy={preview.isPending || report.isPending}
          disabled={!mayOperate}
          accessibleWhenDisabled
        >
          {words.reportShipped}
        </Button>
        <Button variant="tertiary" onClick={() => navigate('/ship')}>
          {words.backToList}
        </Button>
      </div>
    </form>
  );
}

/** What would wait, and why. It takes the focus, so that a second Enter reports nothing unread. */
function AskBack({
  items,
  mayReport,
  onReport,
}: {
  items: AnswerOf<'previewShipments'>['items'];
  mayReport: boolean;
  onReport: () => void;
}) {
  const { ship: words } = useWords();
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => place.current?.focus(), []);
  return (
    <div ref={place} tabIndex={-1} role="status" className="outcome">
      <Card title={words.wouldCome}>
        <p>{words.wouldComeText}</p>
        <WishResults items={items} />
        <Button variant="secondary" disabled={!mayReport} accessibleWhenDisabled onClick={onReport}>
          {words.reportAnyway}
        </Button>
      </Card>
    </div>
  );
}
