import type { WooAddress, WooOrderDraft } from '../../../mapping/woocommerce/order.ts';
import { reasonParams } from '../../order-import/causes.ts';
import type { Rehearsed } from '../../order-import/rehearse-import.ts';
import type { RehearsalView } from '../../set-up/rehearsals.ts';
import { counterLine, outcomeWord } from '../../words/owner-words.ts';
import type { Language } from '../../words/saying.ts';
import type { AnswerOf } from '../api-contract.ts';
import type { Told } from '../contract/parts.ts';
import { tell } from '../words-of-request.ts';

type PresentedOrder = AnswerOf<'getRehearsal'>['orders'][number];
type Readable = Extract<Rehearsed, { readable: true }>;

export function presentRehearsal(
  language: Language,
  view: RehearsalView,
): AnswerOf<'getRehearsal'> {
  const { counters, fault, orders, isRunning, ...rest } = view;
  const isKnown = !isRunning && !(fault && counters.seen === 0);
  return {
    ...rest,
    isRunning,
    seen: counters.seen,
    summary: isKnown ? counterLine(language, counters, { isRehearsal: true }) : null,
    fault: fault ? tell(language, fault.code, fault.params) : null,
    orders: orders.map((order) => presentOrder(language, order)),
  };
}

function presentOrder(language: Language, rehearsed: Rehearsed): PresentedOrder {
  if (!rehearsed.readable) {
    const orderNumber = rehearsed.orderNumber ?? null;
    const params = orderNumber === null ? {} : { orderNumber };
    return {
      orderNumber,
      orderedAt: null,
      isReadable: false,
      action: 'unreadable',
      actionWord: outcomeWord(language, 'failed'),
      about: tell(language, 'sales-order-unreadable', params),
      items: [],
      total: null,
      order: null,
      notes: [],
      issues: [],
      wooOrderId: null,
    };
  }
  const { orderNumber, orderedAt, items, issues, step } = rehearsed;
  const isFault = step.action === 'fault';
  return {
    orderNumber,
    orderedAt,
    isReadable: true,
    action: step.action,
    actionWord: outcomeWord(language, isFault ? 'failed' : `would-${step.action}`),
    about: aboutOf(language, rehearsed),
    items,
    total: 'expected' in step ? (step.expected.totalCents / 100).toFixed(2) : null,
    order: step.action === 'create' ? presentDraft(step.draft) : null,
    notes: 'notes' in step ? step.notes.map(({ text }) => text) : [],
    issues: issues.map(({ code, params }) => tell(language, code, { orderNumber, ...params })),
    wooOrderId: 'wooOrderId' in step ? step.wooOrderId : null,
  };
}

/** Why it would not come in, or not at once. */
function aboutOf(language: Language, { orderNumber, step }: Readable): Told | null {
  switch (step.action) {
    case 'hold':
      return tell(language, step.reason.code, { orderNumber, ...reasonParams(step.reason) });
    case 'fault':
      return tell(language, step.code, { orderNumber });
    case 'skip':
    case 'backlog':
      return tell(language, step.reason, { orderNumber });
    default:
      return null;
  }
}

function presentDraft(draft: WooOrderDraft): NonNullable<PresentedOrder['order']> {
  return {
    status: draft.status,
    billing: addressLines(draft.billing),
    shipping: addressLines(draft.shipping),
    lines: draft.line_items.map(({ name, sku, quantity, product_id: productId }) => ({
      name: name ?? sku ?? '',
      sku: sku ?? '',
      quantity,
      isProduct: productId !== undefined && productId > 0,
    })),
  };
}

/** As printed on a label. */
function addressLines(address: WooAddress | undefined): string[] {
  if (address === undefined) return [];
  const { first_name: first, last_name: last, postcode, city } = address;
  return [
    address.company,
    `${first} ${last}`.trim(),
    address.address_1,
    address.address_2,
    `${postcode} ${city}`.trim(),
    address.country,
  ].filter((line) => line !== '');
}
