import type { SalesOrderRow } from '../ledger/sales-orders.ts';
import { type ChoosableCode, isChoosable } from './choosable.ts';
import { type Choosing, type OpenChoice, ownerChoice } from './choosing.ts';
import { keepAsInShop } from './keep-as-in-shop.ts';
import type { ChoiceParts, Side } from './ports.ts';
import { chooseForMissing } from './shop-order-missing.ts';

export type ChoiceRequest = { accountId: string; salesOrderId: string; side: Side };

export type ChoiceResult =
  | {
      chosen: true;
      side: Side;
      /** what it was about */
      codes: ChoosableCode[];
      /** an import of the account is to follow: it carries out what was chosen */
      isImportDue: boolean;
    }
  | { chosen: false; why: 'order-unknown' | 'nothing-to-choose' };

const MISSING: readonly string[] = ['shop-order-gone', 'shop-order-in-trash'];

/** What the owner left out of the shop once can be taken in again. */
const LEFT_OUT: Readonly<Record<string, ChoosableCode>> = {
  'deleted-in-shop': 'shop-order-gone',
  'thrown-away-in-shop': 'shop-order-in-trash',
};

/**
 * Carries out what the owner decided about everything in which a person's hand in the shop and OTTO
 * contradict each other for one order. May be repeated: what was done already is not done twice.
 *
 * @throws what the shop throws; then nothing was decided
 */
export async function chooseSide(parts: ChoiceParts, asked: ChoiceRequest): Promise<ChoiceResult> {
  const { accountId, salesOrderId, side } = asked;
  const { ledger } = parts;
  const row = (await ledger.loadSalesOrders(accountId, [salesOrderId])).get(salesOrderId);
  if (!row) return { chosen: false, why: 'order-unknown' };
  const open = await openChoices(parts, row, side);
  const codes = open.map(({ code }) => code);
  const choosing = { row, open, side };
  const isImportDue = await carryOut(parts, choosing, codes);
  if (isImportDue === undefined) return { chosen: false, why: 'nothing-to-choose' };
  const { order_number: orderNumber } = row;
  parts.logger.info('order-choice-made', { accountId, salesOrderId, orderNumber, side, codes });
  return { chosen: true, side, codes, isImportDue };
}

/** @returns whether an import is to follow; undefined = there was nothing to choose */
async function carryOut(
  parts: ChoiceParts,
  choosing: Choosing,
  codes: readonly string[],
): Promise<boolean | undefined> {
  if (codes.length === 0) return undefined;
  if (codes.some((code) => MISSING.includes(code))) return chooseForMissing(parts, choosing);
  if (choosing.side === 'shop') return keepAsInShop(parts, choosing);
  const { ledger, clock } = parts;
  await ledger.yieldToOtto(ownerChoice(choosing), clock.now().toISOString());
  return true;
}

async function openChoices(
  { ledger }: ChoiceParts,
  row: SalesOrderRow,
  side: Side,
): Promise<OpenChoice[]> {
  const leftOut = row.import_state === 'skipped' ? LEFT_OUT[row.reason ?? ''] : undefined;
  if (leftOut) {
    const params = { orderNumber: row.order_number, wooOrderId: row.woo_order_id ?? 0 };
    return side === 'otto' ? [{ code: leftOut, params }] : [];
  }
  const incidents = await ledger.listIncidentsOfOrder(row.account_id, row.sales_order_id);
  return incidents.flatMap(({ code, params }) =>
    isChoosable(code) ? [{ code, params: JSON.parse(params) }] : [],
  );
}
