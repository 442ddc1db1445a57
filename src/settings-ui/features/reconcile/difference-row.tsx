import { CheckboxControl } from '@wordpress/components';
import { Link } from 'wouter';
import type { AnswerOf } from '../../../bridge/http/api-contract.ts';
import { StatusBadge } from '../../components/status-badge.tsx';
import { ToldText } from '../../components/told.tsx';
import { moment } from '../../i18n/format.ts';
import { useWords } from '../../i18n/words.ts';

export type Difference = AnswerOf<'listReconcileDifferences'>['items'][number];

/** One thing in which the three do not agree, and what the bridge can do about it. */
export function DifferenceRow({
  difference,
  mayTick,
  isTicked,
  isInHand,
  onTick,
}: {
  difference: Difference;
  mayTick: boolean;
  isTicked: boolean;
  isInHand: boolean;
  onTick: (isTicked: boolean) => void;
}) {
  const { reconcile: words } = useWords();
  const { accountId, salesOrderId, orderNumber, about, repair, repairWord, repairedAt } =
    difference;
  return (
    <article className="difference">
      <ToldText about={about} />
      <p>
        <Link href={`/orders/${accountId}/${salesOrderId}`}>{words.order(orderNumber)}</Link>
      </p>
      {repairedAt !== null && (
        <p>
          <StatusBadge tone="done">{words.repaired}</StatusBadge> {moment(repairedAt)}
        </p>
      )}
      {repairedAt === null && isInHand && <StatusBadge tone="working">{words.inHand}</StatusBadge>}
      {repairedAt === null && !isInHand && repair === null && (
        <StatusBadge tone="waiting">{repairWord}</StatusBadge>
      )}
      {repairedAt === null && !isInHand && repair !== null && mayTick && (
        <CheckboxControl
          label={words.repairOf(orderNumber, repairWord)}
          checked={isTicked}
          onChange={onTick}
        />
      )}
    </article>
  );
}
