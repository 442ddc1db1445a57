import { type ReactNode, useState } from 'react';
import { useLocation } from 'wouter';
import { useMay } from '../../api/use-api.ts';
import { cancelOf } from '../../components/after-sale/cancel-of.ts';
import { DecideReturns } from '../../components/after-sale/decide-returns.tsx';
import type { Decision } from '../../components/after-sale/decision-draft.ts';
import type { ReturnItem } from '../../components/after-sale/return-state.tsx';
import { ShippedByMistake } from '../../components/after-sale/shipped-by-mistake.tsx';
import type { Action } from '../../components/list-parts.ts';
import { useWords } from '../../i18n/words.ts';

type Asking = { items: readonly ReturnItem[]; what: Decision | 'sent-by-accident' };

/** What can be done with one return, or with those that are ticked, and the dialog that asks. */
export function useReturnActions(onDone?: () => void): {
  actions: Action<ReturnItem>[];
  ask: (what: Asking['what'], items: readonly ReturnItem[]) => void;
  dialog: ReactNode;
} {
  const { returns: words } = useWords();
  const [, navigate] = useLocation();
  const mayOperate = useMay('operate');
  const [asking, setAsking] = useState<Asking>();
  const ask = (what: Asking['what'], items: readonly ReturnItem[]) => setAsking({ what, items });
  const close = () => {
    setAsking(undefined);
    onDone?.();
  };
  const actions: Action<ReturnItem>[] = [
    {
      id: 'accept',
      label: words.acceptAsk,
      supportsBulk: true,
      isEligible: ({ steps }) => steps.includes('accept'),
      callback: (items) => ask('accept', items),
    },
    {
      id: 'reject',
      label: words.rejectAsk,
      supportsBulk: true,
      isEligible: ({ steps }) => steps.includes('reject'),
      callback: (items) => ask('reject', items),
    },
    {
      id: 'sent-by-accident',
      label: words.mistake,
      isEligible: ({ steps }) => steps.includes('sent-by-accident'),
      callback: (items) => ask('sent-by-accident', items),
    },
    {
      id: 'cancel-instead',
      label: words.toCancel,
      isEligible: ({ steps }) => steps.includes('cancel-instead'),
      callback: ([item]) => {
        if (item) navigate(`/ship?${cancelOf(item.accountId, item.salesOrderId)}`);
      },
    },
  ];
  return {
    actions: mayOperate ? actions : [],
    ask,
    dialog: asking && <Dialog asking={asking} onClose={close} />,
  };
}

function Dialog({ asking: { what, items }, onClose }: { asking: Asking; onClose: () => void }) {
  return what === 'sent-by-accident' ? (
    <ShippedByMistake pieces={items} onClose={onClose} />
  ) : (
    <DecideReturns pieces={items} decision={what} onClose={onClose} />
  );
}
