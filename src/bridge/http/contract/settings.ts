import { z } from 'zod';
import { importRulesSchema } from '../../../mapping/import-rules.ts';
import { shippingRulesSchema } from '../../../mapping/reporting/shipping-rules.ts';
import { scheduleSchema } from '../../settings/account-schema.ts';
import { baseUrlSchema } from '../../settings/base-url.ts';
import { importRuleOverridesSchema } from '../../settings/import-rule-overrides.ts';
import { heartbeatUrlSchema } from '../../settings/monitoring-schema.ts';
import {
  dataEraseDaysSchema,
  overlapHoursSchema,
  reconcileDaysSchema,
  stockNumberSchema,
} from '../../settings/settings-schema.ts';
import { shippingRuleOverridesSchema } from '../../settings/shipping-rule-overrides.ts';
import { nothing, operation } from './operation.ts';

const own = z.exactOptional;

/** Language of the service's messages, and where shop and browser reach it from outside. */
const generalValues = z.object({
  language: z.enum(['de', 'en']),
  publicUrl: z.string().nullable(),
});

/** Of each job: a cron expression, `off`, or null = the default of the plugin. */
const SCHEDULES = [
  'shopWatch',
  'webhookCheck',
  'reconcile',
  'reports',
  'notices',
  'dataErase',
  'returns',
  'receipts',
  'stock',
] as const;
const scheduleValues = z.record(z.enum(SCHEDULES), z.string().nullable());
const schedule = own(scheduleSchema.nullable());

/** A secret never leaves; only whether there is one. */
export const secretState = z.object({ isSet: z.boolean() });

const mailSecurity = z.enum(['tls', 'starttls', 'none']);
const mailValues = z.object({
  host: z.string(),
  port: z.int(),
  security: mailSecurity,
  user: z.string(),
  password: secretState,
  from: z.string(),
  to: z.array(z.string()),
});
const notificationValues = z.object({
  mail: mailValues.nullable(),
  webhookUrl: z.string().nullable(),
  afterMinutes: z.int(),
  againAfterHours: z.int(),
});

/** Without a password the one that is there is kept, as long as server and user stay the same. */
const mailChange = z.strictObject({
  host: z.string().trim().min(1).max(255),
  port: z.int().min(1).max(65_535).default(587),
  security: mailSecurity.default('starttls'),
  user: z.string().trim().max(320).default(''),
  password: own(z.string().min(1).max(1_000)),
  from: z.email().max(320),
  to: z.array(z.email().max(320)).min(1).max(20),
});

/** `dryRun`: nothing is saved; the answer tells what would change from now on. */
const saving = z.strictObject({ dryRun: z.enum(['true', 'false']).default('false') });

/** One part of the settings, read whole; `version` goes into If-Match when it is saved. */
function section<Values extends z.ZodType>(
  path: string,
  summary: string,
  values: Values,
  access: 'view' | 'configure' = 'view',
) {
  return operation({
    method: 'get',
    path: `/api/v1/settings/${path}`,
    access,
    area: 'settings',
    summary,
    versioned: true,
    params: nothing,
    query: nothing,
    body: nothing,
    status: 200,
    answer: z.object({ version: z.string(), values, defaults: values }),
  });
}

/** Saves one part; a field that is left out stays as it is. Needs If-Match with the version it is based on. */
function save<Values extends z.ZodType, Change extends z.ZodType>(
  path: string,
  summary: string,
  values: Values,
  change: Change,
) {
  return operation({
    method: 'put',
    path: `/api/v1/settings/${path}`,
    access: 'configure',
    area: 'settings',
    summary,
    versioned: true,
    params: nothing,
    query: saving,
    body: change,
    status: 200,
    answer: z.object({
      version: z.string(),
      values,
      /** what is different from now on, in sentences; empty = nothing changed */
      changes: z.array(z.string()),
      isSaved: z.boolean(),
    }),
  });
}

const comparisonValues = z.object({ reconcileDays: z.int() });
const dataLifeValues = z.object({ eraseShopMetaAfterDays: z.int().nullable() });
const stockValues = z.object({
  isOn: z.boolean(),
  buffer: z.int(),
  cap: z.int().nullable(),
  /** switched by startVacation and endVacation alone */
  isVacation: z.boolean(),
});
const monitoringValues = z.object({ heartbeatUrl: z.string().nullable() });
const overlapValues = z.object({ firstRunOfDayHours: z.number(), otherRunsHours: z.number() });

export const settingsOperations = {
  getGeneralSettings: section('general', 'Language, and the address of this bridge', generalValues),
  saveGeneralSettings: save(
    'general',
    'Change the language and the address of this bridge',
    generalValues,
    z.strictObject({
      language: own(z.enum(['de', 'en'])),
      publicUrl: own(baseUrlSchema.nullable()),
    }),
  ),
  getImportRules: section('import-rules', 'What orders become in the shop', importRulesSchema),
  saveImportRules: save(
    'import-rules',
    'Change what orders become in the shop',
    importRulesSchema,
    importRuleOverridesSchema,
  ),
  getShippingRules: section('shipping-rules', 'How shipments are reported', shippingRulesSchema),
  saveShippingRules: save(
    'shipping-rules',
    'Change how shipments are reported',
    shippingRulesSchema,
    shippingRuleOverridesSchema,
  ),
  getSchedules: section('schedules', 'When jobs run by themselves', scheduleValues),
  saveSchedules: save(
    'schedules',
    'Change when jobs run by themselves',
    scheduleValues,
    z.strictObject({
      shopWatch: schedule,
      webhookCheck: schedule,
      reconcile: schedule,
      reports: schedule,
      notices: schedule,
      dataErase: schedule,
      returns: schedule,
      receipts: schedule,
      stock: schedule,
    }),
  ),
  getNotifications: section(
    'notifications',
    'How the owner is told of incidents',
    notificationValues,
    'configure',
  ),
  saveNotifications: save(
    'notifications',
    'Change how the owner is told of incidents',
    notificationValues,
    z.strictObject({
      mail: own(mailChange.nullable()),
      webhookUrl: own(baseUrlSchema.nullable()),
      afterMinutes: own(z.int().min(0).max(1440)),
      againAfterHours: own(z.int().min(1).max(720)),
    }),
  ),
  getMonitoring: section(
    'monitoring',
    'Who is called while all is well',
    monitoringValues,
    'configure',
  ),
  saveMonitoring: save(
    'monitoring',
    'Change who is called while all is well',
    monitoringValues,
    z.strictObject({ heartbeatUrl: own(heartbeatUrlSchema.nullable()) }),
  ),
  getOverlap: section('overlap', 'How far an import looks back', overlapValues),
  saveOverlap: save(
    'overlap',
    'Change how far an import looks back',
    overlapValues,
    z.strictObject({
      firstRunOfDayHours: own(overlapHoursSchema),
      otherRunsHours: own(overlapHoursSchema),
    }),
  ),
  getComparison: section('comparison', 'What the nightly comparison covers', comparisonValues),
  saveComparison: save(
    'comparison',
    'Change what the nightly comparison covers',
    comparisonValues,
    z.strictObject({ reconcileDays: own(reconcileDaysSchema) }),
  ),
  getDataLife: section('data-life', 'How long personal data stays in shop orders', dataLifeValues),
  saveDataLife: save(
    'data-life',
    'Change how long personal data stays in shop orders',
    dataLifeValues,
    z.strictObject({ eraseShopMetaAfterDays: own(dataEraseDaysSchema) }),
  ),
  getStockSettings: section('stock', 'What OTTO is told of the shop’s stock', stockValues),
  saveStockSettings: save(
    'stock',
    'Change what OTTO is told of the shop’s stock',
    stockValues,
    z.strictObject({
      isOn: own(z.boolean()),
      buffer: own(stockNumberSchema),
      cap: own(stockNumberSchema.nullable()),
    }),
  ),
};
