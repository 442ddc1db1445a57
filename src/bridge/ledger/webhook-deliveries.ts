import type { LedgerDatabase } from './database.ts';

/** A delivery as it is kept: whom it is about, and nothing of what it says. */
export type WebhookDelivery = {
  deliveryId: string;
  webhookId: number | undefined;
  topic: string;
  wooOrderId: number;
};

/** What tells deliveries apart; two orders that changed in one second share the id. */
export type DeliveryKey = Pick<WebhookDelivery, 'deliveryId' | 'wooOrderId'>;

/** Each has two parameters; SQLite takes 32,766 in a statement. */
const KEYS_PER_STATEMENT = 1_000;

/** `isWorked`: it tells nothing new and needs no look. */
export type NewDelivery = WebhookDelivery & { isWorked: boolean };

/**
 * Keeps deliveries until they are worked off.
 *
 * @returns for each in turn false when it was received before
 */
export async function addDeliveries(
  db: LedgerDatabase,
  deliveries: readonly NewDelivery[],
  now: string,
): Promise<boolean[]> {
  const rows = deliveries.map(({ deliveryId, webhookId, topic, wooOrderId, isWorked }) => ({
    delivery_id: deliveryId,
    webhook_id: webhookId ?? null,
    topic,
    woo_order_id: wooOrderId,
    received_at: now,
    worked_at: isWorked ? now : null,
  }));
  const kept = await db
    .insertInto('webhook_deliveries')
    .values(rows)
    .onConflict((oc) => oc.columns(['delivery_id', 'topic', 'woo_order_id']).doNothing())
    .returning(['delivery_id', 'topic', 'woo_order_id'])
    .execute();
  const keyOf = (row: (typeof kept)[number]) =>
    `${row.delivery_id} ${row.topic} ${row.woo_order_id}`;
  const left = new Set(kept.map(keyOf));
  return rows.map((row) => left.delete(keyOf(row)));
}

/** Deliveries nobody has worked off, oldest first. */
export async function loadOpenDeliveries(
  db: LedgerDatabase,
  limit: number,
): Promise<DeliveryKey[]> {
  const rows = await db
    .selectFrom('webhook_deliveries')
    .select(['delivery_id', 'woo_order_id'])
    .where('worked_at', 'is', null)
    .orderBy('received_at')
    .orderBy('delivery_id')
    .limit(limit)
    .execute();
  return rows.map((row) => ({ deliveryId: row.delivery_id, wooOrderId: row.woo_order_id }));
}

export async function settleDeliveries(
  db: LedgerDatabase,
  deliveries: readonly DeliveryKey[],
  now: string,
): Promise<void> {
  for (let start = 0; start < deliveries.length; start += KEYS_PER_STATEMENT) {
    const some = deliveries.slice(start, start + KEYS_PER_STATEMENT);
    await db
      .updateTable('webhook_deliveries')
      .set({ worked_at: now })
      .where((eb) =>
        eb(
          eb.refTuple('delivery_id', 'woo_order_id'),
          'in',
          some.map(({ deliveryId, wooOrderId }) => eb.tuple(deliveryId, wooOrderId)),
        ),
      )
      .execute();
  }
}

/** How many deliveries wait to be worked off, and when the last one came. */
export async function countDeliveries(
  db: LedgerDatabase,
): Promise<{ waiting: number; lastAt: string | undefined }> {
  const { count, max } = db.fn;
  const waiting = await db
    .selectFrom('webhook_deliveries')
    .select(count<number | string>('delivery_id').as('waiting'))
    .where('worked_at', 'is', null)
    .executeTakeFirstOrThrow();
  const last = await db
    .selectFrom('webhook_deliveries')
    .select(max('received_at').as('lastAt'))
    .executeTakeFirstOrThrow();
  return { waiting: Number(waiting.waiting), lastAt: last.lastAt ?? undefined };
}

/** Forgets deliveries received before a moment: none is sent twice after so long. */
export async function pruneDeliveries(db: LedgerDatabase, before: string): Promise<void> {
  await db.deleteFrom('webhook_deliveries').where('received_at', '<', before).execute();
}
