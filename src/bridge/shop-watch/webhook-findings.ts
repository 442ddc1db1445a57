import { HOUR } from '../clock.ts';
import { isHardlyReached } from './delivery-address.ts';
import type { WebhookPlan } from './plan-webhooks.ts';
import type { WatchBase } from './ports.ts';

/** Changes that no delivery tells of for so long are no mere delay of the shop's cron. */
const SILENT_MS = HOUR;

/** Incidents the check of the webhooks alone opens and resolves. */
const CHECK_CODES = ['webhook-restored', 'webhooks-not-possible', 'webhooks-silent'] as const;

type FindingParts = Pick<WatchBase, 'ledger' | 'clock' | 'shopUrl'> & {
  publicUrl: string | undefined;
};

/** What the owner hears of: one incident of each kind at most, each gone once all is well. */
export async function tellWebhooks(parts: FindingParts, plan: WebhookPlan): Promise<void> {
  const { ledger, clock } = parts;
  const now = clock.now().toISOString();
  const findings = [
    ...(await blockedAddress(parts)),
    ...(await restored(parts, plan)),
    ...(await silence(parts)),
  ];
  const [first] = findings; // the one that explains the others
  const others = CHECK_CODES.filter((code) => code !== first?.code);
  // `lease-lost` was an incident in versions before.
  await ledger.resolveIncidents([...others, 'lease-lost'], 'shop', now);
  if (plan.topics.every(({ problem }) => problem !== 'distrusted')) {
    await ledger.resolveIncidents(['webhook-signature-wrong'], 'shop', now);
  }
  if (first) await ledger.openIncident({ ...first, about: 'shop', accountId: undefined }, now);
}

type Finding = { code: (typeof CHECK_CODES)[number]; params: Record<string, string | number> };

/** An address the shop will hardly send to, from where nothing ever came. */
async function blockedAddress(parts: FindingParts): Promise<Finding[]> {
  const { publicUrl, shopUrl, ledger } = parts;
  if (publicUrl === undefined || !isHardlyReached(publicUrl, shopUrl)) return [];
  const { lastAt } = await ledger.countDeliveries();
  const made = [...(await ledger.loadShopWebhooks(shopUrl)).values()].map((row) => row.created_at);
  const everCame = lastAt !== undefined && made.some((at) => at <= lastAt);
  return everCame ? [] : [{ code: 'webhooks-not-possible', params: { publicUrl } }];
}

async function restored(parts: FindingParts, plan: WebhookPlan): Promise<Finding[]> {
  const lost = plan.topics.filter(({ problem }) =>
    ['deleted', 'disabled', 'paused'].includes(problem ?? ''),
  );
  if (lost.length === 0) return [];
  const rows = await parts.ledger.loadShopWebhooks(parts.shopUrl);
  const count = (problem: string) => lost.filter((topic) => topic.problem === problem).length;
  const counts = {
    deleted: count('deleted'),
    disabled: count('disabled'),
    paused: count('paused'),
  };
  const params = {
    webhooks: lost.length,
    times: Math.max(...[...rows.values()].map((row) => row.restored)),
    ...Object.fromEntries(Object.entries(counts).filter(([, number]) => number > 0)),
  };
  return [{ code: 'webhook-restored', params }];
}

/** Orders change, the webhooks stand, and nothing comes. */
async function silence({ ledger, clock, shopUrl, publicUrl }: FindingParts): Promise<Finding[]> {
  const { unannouncedSince } = await ledger.loadShopWatch(shopUrl);
  if (unannouncedSince === undefined || publicUrl === undefined) return [];
  const isLong = clock.now().getTime() - Date.parse(unannouncedSince) >= SILENT_MS;
  return isLong
    ? [{ code: 'webhooks-silent', params: { since: unannouncedSince, publicUrl } }]
    : [];
}
