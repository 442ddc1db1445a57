import { readdirSync, readFileSync } from 'node:fs';
import { createShopCaller, type ShopCaller } from '../../src/bridge/woocommerce/shop-caller.ts';
import { META } from '../../src/mapping/woocommerce/order-meta.ts';
import { createFakeClock } from '../bridge/fake-clock.ts';
import { recordingLogger } from '../bridge/woocommerce/shop-world.ts';
import { marked } from './mutate.ts';

const FOLDER = new URL('../contracts/recordings/', import.meta.url);
const PERSONAL = /^(first_name|last_name|company|address_[12]|city|phone|email|customer_note)$/;

/** The answers of a real shop whose file begins with one of these numbers, its buyers marked. */
export function recorded(...numbers: string[]): { body: unknown }[] {
  return readdirSync(FOLDER)
    .filter((name) => numbers.includes(name.slice(0, 2)))
    .map((name) => {
      const { response, request } = JSON.parse(readFileSync(new URL(name, FOLDER), 'utf8'));
      return { body: markedAsPersonal(response?.body ?? request?.body) };
    });
}

export function markedAsPersonal(value: unknown): unknown {
  return marked(value, (key) => PERSONAL.test(key));
}

/** What plugins and the bridge itself write beside an order, in every form that is read. */
export const ORDER_META: readonly { id: number; key: string; value: unknown }[] = [
  { id: 1, key: META.salesOrderId, value: 'order-1' },
  { id: 2, key: META.orderNumber, value: 'a1b2c3d4e5' },
  { id: 3, key: META.account, value: 'main' },
  { id: 4, key: META.refundMoneyBack, value: '[{"key":"R-1:p1","piece":"p1","cents":250}]' },
  { id: 5, key: META.refundPositionItems, value: 'p1,p2' },
  {
    id: 6,
    key: '_wc_shipment_tracking_items',
    value: [
      {
        tracking_provider: 'dhl',
        tracking_number: '00340434161094042571',
        date_shipped: '1772438400',
        products_list: [{ product: '10', item_id: '5', qty: '2' }],
      },
    ],
  },
  {
    id: 7,
    key: '_wc_shipment_tracking_items',
    value:
      'a:1:{i:0;a:2:{s:15:"tracking_number";s:8:"12345678";s:17:"tracking_provider";s:3:"dpd";}}',
  },
  {
    id: 8,
    key: '_pr_shipment_dhl_label_tracking',
    value: { tracking_number: '00340434161094042571', tracking_status: 'shipped' },
  },
  { id: 9, key: '_tracking_number', value: 'DHL: 00340434161094042571, 12345678901' },
  { id: 10, key: '_tracking_carrier', value: 'DHL Paket' },
  { id: 11, key: META.returnTracking, value: '{"carrier":"DHL","number":"123456789012"}' },
];

const ANSWERS_IN_TIME_MS = 1_000;
/** A list that asks on and on has lost its end. */
const MOST_CALLS = 200;

/** A shop that gives these answers in turn, again and again, to whatever is asked. */
export function shopAnswering(
  bodies: readonly Buffer[],
  {
    statusCode = 200,
    headers = {},
  }: { statusCode?: number; headers?: Record<string, string> } = {},
): { caller: ShopCaller; logger: ReturnType<typeof recordingLogger> } {
  const logger = recordingLogger();
  const clock = createFakeClock(undefined, { autoAdvance: true });
  let calls = 0;
  const sendOnce = async () => {
    const text = bodies[calls % bodies.length]?.toString('utf8') ?? '';
    calls += 1;
    if (calls > MOST_CALLS) throw new Error(`asked ${calls} times`);
    return { statusCode, headers, text };
  };
  return {
    caller: createShopCaller(sendOnce, { timeoutMs: ANSWERS_IN_TIME_MS, clock, logger }),
    logger,
  };
}
