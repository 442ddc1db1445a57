import type { ShopWebhookRow } from '../ledger/shop-webhooks.ts';
import type { ListedWebhook } from './ports.ts';

const NAME = 'OTTO Market Bridge: ';
export const WEBHOOK_PATH = '/webhooks/woocommerce';

export function webhookName(topic: string): string {
  return `${NAME}${topic}`;
}

/** What is wrong with a topic's webhook. */
export type WebhookProblem =
  /** never made, or made for another address or with another key: no fault of the shop */
  | 'new'
  | 'deleted'
  | 'disabled'
  | 'paused'
  /** signed wrongly several times */
  | 'distrusted';

export type TopicState = {
  topic: string;
  /** the one that works; undefined = to be made */
  webhook: ListedWebhook | undefined;
  problem: WebhookProblem | undefined;
};

export type WebhookPlan = {
  topics: TopicState[];
  /** ours that are too many, out of date, or switched off */
  remove: ListedWebhook[];
};

/**
 * Compares the webhooks a shop has with those it should have: for each topic exactly one of ours,
 * active, to the present address, made with the present secret. A webhook that was switched off is
 * not switched on but made anew: the shop goes on counting its old failures. Others' are not ours to
 * touch.
 *
 * @param wanted no topics = none of ours is to be there
 */
export function planWebhooks(
  wanted: { topics: readonly string[]; deliveryUrl: string; secretFingerprint: string },
  listed: readonly ListedWebhook[],
  known: ReadonlyMap<string, ShopWebhookRow>,
): WebhookPlan {
  const ours = listed.filter(isOurs);
  const topics = wanted.topics.map((topic): TopicState => {
    const row = known.get(topic);
    const present = ours.find((webhook) => webhook.webhookId === row?.webhook_id);
    const isAgreed =
      row?.delivery_url === wanted.deliveryUrl &&
      row.secret_fingerprint === wanted.secretFingerprint;
    const isSound =
      isAgreed &&
      present?.topic === topic &&
      present.status === 'active' &&
      present.deliveryUrl === wanted.deliveryUrl;
    if (isSound) return { topic, webhook: present, problem: undefined };
    return { topic, webhook: undefined, problem: problemOf(row, present, isAgreed) };
  });
  const sound = new Set(topics.map(({ webhook }) => webhook?.webhookId));
  return { topics, remove: ours.filter(({ webhookId }) => !sound.has(webhookId)) };
}

function problemOf(
  row: ShopWebhookRow | undefined,
  present: ListedWebhook | undefined,
  isAgreed: boolean,
): WebhookProblem {
  if (row?.secret_fingerprint === '') return 'distrusted';
  if (!row || !isAgreed) return 'new';
  if (!present) return 'deleted';
  if (present.status === 'paused') return 'paused';
  // Somebody gave an active one another topic or address: as good as gone.
  return present.status === 'active' ? 'deleted' : 'disabled';
}

/** Told by name and path, so that those of a lost ledger or a former address are found too. */
function isOurs({ name, deliveryUrl }: ListedWebhook): boolean {
  return name.startsWith(NAME) && URL.parse(deliveryUrl)?.pathname.endsWith(WEBHOOK_PATH) === true;
}
