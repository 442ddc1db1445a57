import { z } from 'zod';
import { META, TEST_CREATED_VIA } from '../../mapping/woocommerce/order-meta.ts';
import { pagesById } from './page-by-id.ts';
import type { ShopCaller, ShopQuery } from './shop-caller.ts';

/** A test order of a mail proof; `proofId` "" where its mark is gone. */
export type TestOrder = { wooOrderId: number; proofId: string };

const PAGE = 100;

const testOrderSchema = z
  .object({
    id: z.number().int().positive(),
    // Shops before 9.9 ignore the filter and list everything.
    created_via: z.literal(TEST_CREATED_VIA),
    meta_data: z.array(z.object({ key: z.string(), value: z.unknown() })).catch([]),
  })
  .transform(({ id, meta_data: meta }): TestOrder => {
    const proofId = meta.find(({ key }) => key === META.mailProof)?.value;
    return { wooOrderId: id, proofId: typeof proofId === 'string' ? proofId : '' };
  });

/** The bin is in no other listing. */
const LISTINGS: readonly ShopQuery[] = [{}, { status: 'trash' }];

export function createTestOrderListing(caller: ShopCaller) {
  return {
    async listTestOrders(signal?: AbortSignal): Promise<TestOrder[]> {
      const found = new Map<number, TestOrder>();
      const filter = { created_via: TEST_CREATED_VIA, _fields: 'id,created_via,meta_data' };
      for (const listing of LISTINGS) {
        const query = { ...filter, ...listing };
        for await (const page of pagesById(caller, 'orders', query, { pageSize: PAGE, signal })) {
          for (const entry of page) {
            const order = testOrderSchema.safeParse(entry).data;
            if (order) found.set(order.wooOrderId, order);
          }
        }
      }
      return [...found.values()];
    },
  };
}
