import type { Ledger } from '../../ledger/ledger.ts';
import type { Settings } from '../../settings/settings-schema.ts';
import type { AnswerOf } from '../api-contract.ts';

type WatchQueries = Pick<Ledger, 'countDeliveries' | 'loadShopWatch' | 'loadShopWebhooks'>;

/** @param nextRunAt of the look by schedule; undefined = not by itself */
export async function presentShopWatch(
  ledger: WatchQueries,
  settings: Pick<Settings, 'shop' | 'publicUrl'>,
  nextRunAt: string | undefined,
): Promise<AnswerOf<'getShopWatch'>> {
  const shopUrl = settings.shop?.url ?? '';
  const { cursorAt, lookedAt } = await ledger.loadShopWatch(shopUrl);
  const { waiting, lastAt } = await ledger.countDeliveries();
  const webhooks = await ledger.loadShopWebhooks(shopUrl);
  return {
    cursorAt: cursorAt ?? null,
    lookedAt: lookedAt ?? null,
    nextRunAt: nextRunAt ?? null,
    publicUrl: settings.publicUrl,
    deliveriesWaiting: waiting,
    lastDeliveryAt: lastAt ?? null,
    webhooks: [...webhooks.values()].map((row) => ({
      topic: row.topic,
      webhookId: row.webhook_id,
      deliveryUrl: row.delivery_url,
      createdAt: row.created_at,
      restored: row.restored,
    })),
  };
}
