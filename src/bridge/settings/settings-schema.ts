import { z } from 'zod';
import { importRulesSchema } from '../../mapping/import-rules.ts';
import { shippingRulesSchema } from '../../mapping/reporting/shipping-rules.ts';
import { type Account, accountSchema, missingForActive, scheduleSchema } from './account-schema.ts';
import { baseUrlSchema } from './base-url.ts';
import { effectiveRules } from './import-rule-overrides.ts';
import { monitoringSchema } from './monitoring-schema.ts';
import { notificationsSchema } from './notification-schema.ts';
import { sealedSchema } from './sealing-key.ts';
import { effectiveShippingRules } from './shipping-rule-overrides.ts';

export const FORMAT_VERSION = 1;

/**
 * Raised with every release that adds a key; a document says the highest of those that wrote it, so that
 * older versions beside it keep what they don't know. @see docs/decisions/0022-expand-then-contract.md
 */
export const FORMAT_REVISION = 1;

/** The shop. A key is null only after an import that could not bring it. */
export const shopSchema = z.strictObject({
  url: baseUrlSchema,
  consumerKey: sealedSchema.nullable().default(null),
  consumerSecret: sealedSchema.nullable().default(null),
  /** how long one call to the shop may take */
  timeoutMs: z.int().min(1_000).max(600_000).default(60_000),
});

export const overlapHoursSchema = z.number().min(0).max(720);
export const reconcileDaysSchema = z.int().min(1).max(400);
/** OTTO's own limit. @see https://api.otto.market/docs/functional-interfaces/availability */
export const stockNumberSchema = z.int().min(0).max(999_999_999);
export const dataEraseDaysSchema = z.int().min(1).max(3650).nullable();

/** How far an import looks back before the newest change it has seen. */
const overlapSchema = z.strictObject({
  firstRunOfDayHours: overlapHoursSchema.default(48),
  otherRunsHours: overlapHoursSchema.default(2),
});

/** When a job runs: null = the default of plugin-manifest.json. */
const jobSchedule = scheduleSchema.nullable().default(null);

const schedulesSchema = z.strictObject({
  /** looks at what changed in the shop */
  shopWatch: jobSchedule,
  /** makes sure that the shop's webhooks are there and work */
  webhookCheck: jobSchedule,
  /** compares OTTO, ledger and shop */
  reconcile: jobSchedule,
  /** reports to OTTO; null = at once, with a sweep every minute */
  reports: jobSchedule,
  /** tells the owner of incidents by mail and webhook */
  notices: jobSchedule,
  /** erases personal meta from old shop orders */
  dataErase: jobSchedule,
  /** reads returns and the way they come */
  returns: jobSchedule,
  /** reads OTTO's receipts and compares them */
  receipts: jobSchedule,
  /** tells OTTO the shop's stock */
  stock: jobSchedule,
});

/** What OTTO is told of the shop's stock. */
const stockSchema = z.strictObject({
  /** off: OTTO is told nothing */
  isOn: z.boolean().default(false),
  /** kept back of every SKU */
  buffer: stockNumberSchema.default(0),
  /** OTTO is never shown more than this; null = no limit */
  cap: stockNumberSchema.nullable().default(null),
  /** on vacation OTTO shows zero of everything, whatever the shop has */
  isVacation: z.boolean().default(false),
});

/** The document's form alone: as exported, where secrets are left out of active accounts too. */
export const settingsFormSchema = z
  .strictObject({
    formatVersion: z.literal(FORMAT_VERSION),
    /** of the command line and its messages */
    language: z.enum(['de', 'en']).default('de'),
    shop: shopSchema.nullable().default(null),
    importRules: importRulesSchema.default(() => importRulesSchema.parse({})),
    shippingRules: shippingRulesSchema.default(() => shippingRulesSchema.parse({})),
    stock: stockSchema.default(() => stockSchema.parse({})),
    overlap: overlapSchema.default(() => overlapSchema.parse({})),
    schedules: schedulesSchema.default(() => schedulesSchema.parse({})),
    notifications: notificationsSchema.default(() => notificationsSchema.parse({})),
    monitoring: monitoringSchema.default(() => monitoringSchema.parse({})),
    /** where the shop reaches this bridge with its webhooks; null = no webhooks, the poll alone */
    publicUrl: baseUrlSchema.nullable().default(null),
    /** days back from now that the nightly comparison covers; open older orders always belong to it */
    reconcileDays: reconcileDaysSchema.default(30),
    /** personal meta of a shop order is erased so many days after its last change; null = kept */
    eraseShopMetaAfterDays: dataEraseDaysSchema.default(null),
    accounts: z.array(accountSchema).default(() => []),
  })
  .superRefine((settings, context) => {
    const seen = new Set<string>();
    for (const [index, { id }] of settings.accounts.entries()) {
      if (seen.has(id)) {
        context.addIssue({
          code: 'custom',
          path: ['accounts', index, 'id'],
          message: 'used twice',
        });
      }
      seen.add(id);
    }
  });

/** The one settings document, secrets sealed. Parsed on every read and before every write. */
export const settingsSchema = settingsFormSchema.superRefine((settings, context) => {
  // While OTTO shows zero of everything, somebody has to bring the numbers back.
  if (settings.stock.isVacation && !settings.stock.isOn) {
    const message = 'stock is on during the vacation, or OTTO would go on showing zero';
    context.addIssue({ code: 'custom', path: ['stock', 'isOn'], message });
  }
  for (const [index, account] of settings.accounts.entries()) {
    const { announced, processable } = effectiveRules(settings, account).statusMapping;
    const { shippedStatuses } = effectiveShippingRules(settings, account);
    for (const status of shippedStatuses.filter((slug) =>
      [announced, processable].includes(slug),
    )) {
      const message = `"${status}" is what orders to be packed get: it can't say that they were shipped`;
      const isOwn = account.shipping.shippedStatuses !== undefined;
      const path = isOwn ? ['accounts', index, 'shipping'] : ['shippingRules'];
      context.addIssue({ code: 'custom', path: [...path, 'shippedStatuses'], message });
    }
    if (account.state === 'draft') continue;
    for (const field of missingForActive(account)) {
      const message = `needed unless the account's state is "draft"`;
      context.addIssue({ code: 'custom', path: ['accounts', index, field], message });
    }
    const twin = settings.accounts.slice(0, index).find((other) => isSameSeller(account, other));
    if (twin) {
      const message = `the account "${twin.id}" has the same client id: every order would come twice`;
      context.addIssue({ code: 'custom', path: ['accounts', index, 'clientId'], message });
    }
  }
});

/** Two accounts of one OTTO app see the same orders; only drafts, which never write, may. */
function isSameSeller(account: Account, other: Account): boolean {
  return (
    other.state !== 'draft' &&
    other.clientId === account.clientId &&
    JSON.stringify(other.environment) === JSON.stringify(account.environment)
  );
}

export type Settings = z.output<typeof settingsSchema>;
export type Shop = z.output<typeof shopSchema>;

/** The settings of a bridge that was never set up. */
export function defaultSettings(): Settings {
  return settingsSchema.parse({ formatVersion: FORMAT_VERSION });
}
