import type { ImportRules } from '../import-rules.ts';
import { ACCEPTANCE_REASONS, type AcceptanceReason, type ReturnCondition } from './return-words.ts';

/** Accepted without the goods: they are lost, or the buyer has them and keeps them. */
export const REASONS_WITHOUT_GOODS: readonly AcceptanceReason[] = [
  'REFUND_AFTER_AFFIDAVIT',
  'COMPLAINT',
  'SHIPMENT_LOST',
  'RETURN_LOST',
];

/** OTTO wants a letter even where nobody can have seen the goods. */
export const CONDITION_WITHOUT_GOODS: ReturnCondition = 'E';

/** Whether goods of which one could say the condition come back by an acceptance for this reason. */
export function bringsGoodsBack(reason: string | undefined): boolean {
  return !REASONS_WITHOUT_GOODS.some((one) => one === reason);
}

/**
 * Whether the shop puts an accepted piece back on stock. What never left counts as cancelled; what is
 * lost or kept never comes back, in whatever condition it was said to be.
 *
 * @param reason OTTO's, or ours; undefined = it names none
 * @param condition undefined = it names none
 */
export function isPutOnStock(
  { reason, condition }: { reason: string | undefined; condition: ReturnCondition | undefined },
  rules: Pick<ImportRules, 'restockCancelled' | 'restockReturned' | 'restockConditions'>,
): boolean {
  if (!bringsGoodsBack(reason)) return false;
  if (reason === 'STATUS_SENT_BY_ACCIDENT') return rules.restockCancelled;
  return rules.restockReturned && rules.restockConditions.includes(condition ?? 'unknown');
}

/** OTTO's word for a reason; undefined = it is none of an acceptance's. */
export function acceptanceReason(word: string | null | undefined): AcceptanceReason | undefined {
  return ACCEPTANCE_REASONS.find((one) => one === word);
}
