import { useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useLocation } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { call } from '../../api/call.ts';
import { useMay } from '../../api/use-api.ts';
import type { Action } from '../../components/list-parts.ts';
import { count } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';
import { shipAddress } from './order-address.ts';

type Order = AnswerOf<'listOrders'>['items'][number];

/** What came of an action on several orders. */
export type Done = { text: string } | { fault: unknown };

const CHANGED = ['listOrders', 'countOrders', 'listTransmissions', 'getToday'];

/** What can be done with one order or with those that are ticked. */
export function useOrderActions(): {
  actions: Action<Order>[];
  done: Done | undefined;
  forget: () => void;
} {
  const { orders: words } = useWords();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const [done, setDone] = useState<Done>();
  const mayOperate = useMay('operate');
  const sendAgain = async (orders: readonly Order[]) => {
    let tried = 0;
    try {
      for (const { accountId, salesOrderId } of orders) {
        tried += (await call('sendAgain', { body: { accountId, salesOrderId } })).tried;
      }
      setDone({ text: words.sentAgain(count(tried), tried) });
    } catch (fault) {
      setDone({ fault });
    }
    await Promise.all(CHANGED.map((name) => client.invalidateQueries({ queryKey: [name] })));
  };
  const changing: Action<Order>[] = [
    {
      id: 'ship',
      label: words.ship,
      supportsBulk: true,
      isEligible: ({ toShip }) => toShip !== null,
      callback: (orders) => navigate(shipAddress('orders', orders)),
    },
    {
      id: 'send-again',
      label: words.sendAgain,
      supportsBulk: true,
      isEligible: ({ tab }) => tab === 'sending' || tab === 'problem',
      callback: (orders) => void sendAgain(orders),
    },
    {
      id: 'cancel',
      label: words.cancel,
      supportsBulk: true,
      isEligible: ({ phase }) => phase === 'announced' || phase === 'processable',
      callback: (orders) => navigate(shipAddress('cancel', orders)),
    },
  ];
  const looking: Action<Order> = {
    id: 'open-in-shop',
    label: words.openInShop,
    isEligible: ({ shopUrl }) => shopUrl !== null,
    callback: ([order]) => {
      if (order?.shopUrl) window.open(order.shopUrl, '_blank', 'noopener,noreferrer');
    },
  };
  return {
    actions: mayOperate ? [...changing, looking] : [looking],
    done,
    forget: () => setDone(undefined),
  };
}
